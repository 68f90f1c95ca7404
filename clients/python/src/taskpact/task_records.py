"""Task records: what the runs of workflows left behind.

`models` holds the classes of its records: `models.Task`.
"""

from ._generated.task_records import models
from ._generated.task_records.facade import AsyncTaskRecordsOperations, TaskRecordsOperations

__all__ = ["AsyncTaskRecords", "TaskRecords", "models"]


class TaskRecords(TaskRecordsOperations):
    """Client of task records; `credentials` are an ApiKey (a plain string too)."""


class AsyncTaskRecords(AsyncTaskRecordsOperations):
    """The same for asyncio."""
