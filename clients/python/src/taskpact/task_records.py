"""Task records: what the runs of workflows left behind.

`models` holds the classes of its records: `models.Task`.
"""

from typing import TYPE_CHECKING

from ._generated.task_records import models
from ._generated.task_records.facade import AsyncTaskRecordsOperations, TaskRecordsOperations
from ._generated.task_records.lifecycle import TASK
from ._runtime.handles import PATIENCE, AsyncHandle, Handle
from ._runtime.times import instant
from ._runtime.tokens import Place, read
from ._runtime.tracking import Progress, Times, Tracked

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Never, TypeAlias

    from ._runtime.streams import AsyncEventStream, EventStream

    Result: TypeAlias = str | dict[str, Any]
    TaskHandle: TypeAlias = Handle[models.Task, Never, Result]
    AsyncTaskHandle: TypeAlias = AsyncHandle[models.Task, Never, Result]

__all__ = ["AsyncTaskRecords", "TaskRecords", "models"]

API = "task_records"


class TaskRecords(TaskRecordsOperations):
    """Client of task records; `credentials` are an ApiKey (a plain string too)."""

    def track(self, task: "models.Task | str") -> "TaskHandle":
        """A handle on a task, from its record or its id."""
        return Handle(_TRACKED, self, *_placed(task))

    def wait(
        self,
        task: "models.Task | str",
        *,
        deadline: float | None = PATIENCE,
        on_progress: "Callable[[models.Task], object] | None" = None,
    ) -> "models.Task":
        """Wait for the end of a task; takes what `track` and Handle.wait take."""
        handle = self.track(task)
        return handle.wait(deadline=deadline, on_progress=on_progress)

    def stream(
        self, task: "models.Task | str", *, deadline: float | None = PATIENCE
    ) -> "EventStream[models.Task]":
        """Follow a task event by event; takes what `track` and Handle.stream take."""
        return self.track(task).stream(deadline=deadline)

    def resume(self, token: str) -> "TaskHandle":
        """A handle that goes on where the one with this token was."""
        return Handle(_TRACKED, self, read(API, token))


class AsyncTaskRecords(AsyncTaskRecordsOperations):
    """The same for asyncio."""

    def track(self, task: "models.Task | str") -> "AsyncTaskHandle":
        """A handle on a task, from its record or its id."""
        return AsyncHandle(_TRACKED, self, *_placed(task))

    async def wait(
        self,
        task: "models.Task | str",
        *,
        deadline: float | None = PATIENCE,
        on_progress: "Callable[[models.Task], object] | None" = None,
    ) -> "models.Task":
        """Wait for the end of a task; takes what `track` and Handle.wait take."""
        handle = self.track(task)
        return await handle.wait(deadline=deadline, on_progress=on_progress)

    def stream(
        self, task: "models.Task | str", *, deadline: float | None = PATIENCE
    ) -> "AsyncEventStream[models.Task]":
        """Follow a task event by event; takes what `track` and Handle.stream take."""
        return self.track(task).stream(deadline=deadline)

    def resume(self, token: str) -> "AsyncTaskHandle":
        """A handle that goes on where the one with this token was."""
        return AsyncHandle(_TRACKED, self, read(API, token))


def _placed(task: "models.Task | str") -> "tuple[Place, models.Task | None]":
    if isinstance(task, str):
        return Place((task,), ""), None
    return Place((task.id,), ""), task


def _result(task: "models.Task") -> "Result":
    return task.output


def _problem(task: "models.Task") -> tuple[str | None, str | None]:
    """The log is all that the API says of a failure."""
    return None, task.logs[-1] if task.logs else None


def _times(task: "models.Task") -> Times:
    return Times(created=instant(task.created_at))


def _progress(task: "models.Task") -> Progress:
    return Progress(message=task.logs[-1] if task.logs else None)


_TRACKED: "Tracked[models.Task, Result]" = Tracked(
    api=API,
    lifecycle=TASK,
    reads="get_task",
    result=_result,
    problem=_problem,
    times=_times,
    progress=_progress,
)
