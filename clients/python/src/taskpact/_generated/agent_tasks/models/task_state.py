# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class TaskState(OpenEnum):
    """The state of a task."""

    QUEUED = "queued"
    RUNNING = "running"
    AWAITING_INPUT = "awaiting_input"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
