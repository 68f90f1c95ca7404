# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

"""The models of Agent tasks, each imported when it is first asked for."""

from taskpact._runtime.lazy import exports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .callback_mode import CallbackMode
    from .cancel_task_response import CancelTaskResponse
    from .progress import Progress
    from .send_message_response import SendMessageResponse
    from .submit_task_response import SubmitTaskResponse
    from .task import Task
    from .task_state import TaskState
    from .task_webhook import TaskWebhook
    from .task_webhook_event import TaskWebhookEvent

__all__ = (
    "CallbackMode",
    "CancelTaskResponse",
    "Progress",
    "SendMessageResponse",
    "SubmitTaskResponse",
    "Task",
    "TaskState",
    "TaskWebhook",
    "TaskWebhookEvent",
)

_MODULES = {
    "CallbackMode": ".callback_mode",
    "CancelTaskResponse": ".cancel_task_response",
    "Progress": ".progress",
    "SendMessageResponse": ".send_message_response",
    "SubmitTaskResponse": ".submit_task_response",
    "Task": ".task",
    "TaskState": ".task_state",
    "TaskWebhook": ".task_webhook",
    "TaskWebhookEvent": ".task_webhook_event",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = exports(__name__, _MODULES)
