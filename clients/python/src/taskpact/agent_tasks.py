"""Agent tasks: work submitted to the agents of a Shinzo account.

`models` holds the classes of its records: `models.Task`, `models.CallbackMode`.
"""

from ._generated.agent_tasks import models
from ._generated.agent_tasks.facade import AgentTasksOperations, AsyncAgentTasksOperations

__all__ = ["AgentTasks", "AsyncAgentTasks", "models"]


class AgentTasks(AgentTasksOperations):
    """Client of agent tasks; `credentials` are an ApiKey or a bearer token (a plain string too)."""


class AsyncAgentTasks(AsyncAgentTasksOperations):
    """The same for asyncio."""
