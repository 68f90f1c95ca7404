"""Agent runs: long runs of the agents of an organisation.

`models` holds the classes of its records: `models.AgentRunResponse`.
"""

from ._generated.agent_runs import models
from ._generated.agent_runs.facade import AgentRunsOperations, AsyncAgentRunsOperations

__all__ = ["AgentRuns", "AsyncAgentRuns", "models"]


class AgentRuns(AgentRunsOperations):
    """Client of agent runs; `credentials` are a bearer token (a plain string too)."""


class AsyncAgentRuns(AsyncAgentRunsOperations):
    """The same for asyncio."""
