"""One typed client for five agent-task APIs.

Nothing heavy is imported before a client is asked for: `from taskpact import AgentsV2`.
"""

from . import errors
from ._runtime.lazy import exports

TYPE_CHECKING = False  # as type checkers know it; `typing` is half of what an import costs
if TYPE_CHECKING:
    from ._runtime.credentials import AgentIdentity, ApiKey, Bearer, Credentials
    from ._runtime.defaults import UNSET, Unset
    from ._runtime.groups import as_completed, wait_any
    from ._runtime.handles import AsyncHandle, Handle
    from ._runtime.lifecycles import State
    from ._runtime.observing import Attempt, Hook
    from ._runtime.pages import AsyncPages, Pages
    from ._runtime.streams import AsyncEventStream, Event, EventStream
    from ._runtime.tracing import spans
    from ._runtime.tracking import Progress, Times
    from ._runtime.transports import async_fast_transport, fast_transport
    from .agent_runs import AgentRuns, AsyncAgentRuns
    from .agent_runtime import AgentRuntime, AsyncAgentRuntime
    from .agent_tasks import AgentTasks, AsyncAgentTasks
    from .agents_v2 import AgentsV2, AsyncAgentsV2
    from .task_records import AsyncTaskRecords, TaskRecords

__all__ = (
    "UNSET",
    "AgentIdentity",
    "AgentRuns",
    "AgentRuntime",
    "AgentTasks",
    "AgentsV2",
    "ApiKey",
    "AsyncAgentRuns",
    "AsyncAgentRuntime",
    "AsyncAgentTasks",
    "AsyncAgentsV2",
    "AsyncEventStream",
    "AsyncHandle",
    "AsyncPages",
    "AsyncTaskRecords",
    "Attempt",
    "Bearer",
    "Credentials",
    "Event",
    "EventStream",
    "Handle",
    "Hook",
    "Pages",
    "Progress",
    "State",
    "TaskRecords",
    "Times",
    "Unset",
    "as_completed",
    "async_fast_transport",
    "errors",
    "fast_transport",
    "spans",
    "wait_any",
)

_MODULES = {
    "AgentsV2": ".agents_v2",
    "AsyncAgentsV2": ".agents_v2",
    "AgentTasks": ".agent_tasks",
    "AsyncAgentTasks": ".agent_tasks",
    "TaskRecords": ".task_records",
    "AsyncTaskRecords": ".task_records",
    "AgentRuns": ".agent_runs",
    "AsyncAgentRuns": ".agent_runs",
    "AgentRuntime": ".agent_runtime",
    "AsyncAgentRuntime": ".agent_runtime",
    "AgentIdentity": "._runtime.credentials",
    "ApiKey": "._runtime.credentials",
    "Bearer": "._runtime.credentials",
    "Credentials": "._runtime.credentials",
    "Event": "._runtime.streams",
    "EventStream": "._runtime.streams",
    "AsyncEventStream": "._runtime.streams",
    "Handle": "._runtime.handles",
    "AsyncHandle": "._runtime.handles",
    "Progress": "._runtime.tracking",
    "Times": "._runtime.tracking",
    "as_completed": "._runtime.groups",
    "wait_any": "._runtime.groups",
    "spans": "._runtime.tracing",
    "fast_transport": "._runtime.transports",
    "async_fast_transport": "._runtime.transports",
    "Attempt": "._runtime.observing",
    "Hook": "._runtime.observing",
    "Pages": "._runtime.pages",
    "AsyncPages": "._runtime.pages",
    "State": "._runtime.lifecycles",
    "UNSET": "._runtime.defaults",
    "Unset": "._runtime.defaults",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = exports(__name__, _MODULES)
