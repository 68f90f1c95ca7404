# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class TaskWebhookEvent(OpenEnum):
    """What a webhook tells of; the task's state says the same."""

    TASK_COMPLETE = "task_complete"
    TASK_FAILED = "task_failed"
    TASK_AWAITING_INPUT = "task_awaiting_input"
