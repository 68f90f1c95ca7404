"""Agent runtime: the side of the agent that does the work.

`models` holds the classes of its records: `models.TaskRun`, `models.MessageKind`.
"""

from ._generated.agent_runtime import models
from ._generated.agent_runtime.facade import AgentRuntimeOperations, AsyncAgentRuntimeOperations

__all__ = ["AgentRuntime", "AsyncAgentRuntime", "models"]


class AgentRuntime(AgentRuntimeOperations):
    """Client of the agent runtime; `credentials` are an AgentIdentity."""


class AsyncAgentRuntime(AsyncAgentRuntimeOperations):
    """The same for asyncio."""
