# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class TaskEventType(OpenEnum):
    """What happened to a task."""

    CREATED = "created"
    STARTED = "started"
    PROGRESS = "progress"
    COMPLETED = "completed"
    RETRY_SCHEDULED = "retry_scheduled"
    RETRY_STARTED = "retry_started"
    FAILED = "failed"
    CANCELLED = "cancelled"
    RECOVERED = "recovered"
