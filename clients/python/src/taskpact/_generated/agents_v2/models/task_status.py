# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class TaskStatus(OpenEnum):
    """The state of a task."""

    PENDING = "pending"
    RUNNING = "running"
    RETRYING = "retrying"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
