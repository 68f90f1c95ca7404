# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class TaskWebhookEvent(OpenEnum):
    """How a task ended, as a webhook says it."""

    TASK_COMPLETED = "task_completed"
    TASK_FAILED = "task_failed"
