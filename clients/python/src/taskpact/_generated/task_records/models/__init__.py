# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

"""The models of Task records, each imported when it is first asked for."""

from taskpact._runtime.lazy import exports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .agent import Agent
    from .task import Task
    from .task_status import TaskStatus
    from .user import User
    from .workflow_node import WorkflowNode

__all__ = (
    "Agent",
    "Task",
    "TaskStatus",
    "User",
    "WorkflowNode",
)

_MODULES = {
    "Agent": ".agent",
    "Task": ".task",
    "TaskStatus": ".task_status",
    "User": ".user",
    "WorkflowNode": ".workflow_node",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = exports(__name__, _MODULES)
