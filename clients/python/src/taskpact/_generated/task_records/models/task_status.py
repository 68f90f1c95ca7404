# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class TaskStatus(OpenEnum):
    """The state of a task."""

    RUNNING = "running"
    COMPLETE = "complete"
    ERROR = "error"
