"""Task records: what the runs of workflows left behind.

`models` holds the classes of its records: `models.Task`.
"""

from ._generated.task_records import models
from ._generated.task_records.facade import AsyncTaskRecordsOperations, TaskRecordsOperations
from ._runtime.defaults import PATIENCE

TYPE_CHECKING = False  # as type checkers know it; `typing` is half of what an import costs
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Never, TypeAlias

    from ._runtime.handles import AsyncHandle, Handle
    from ._runtime.streams import AsyncEventStream, EventStream

    Result: TypeAlias = str | dict[str, Any]
    TaskHandle: TypeAlias = Handle[models.Task, Never, Result]
    AsyncTaskHandle: TypeAlias = AsyncHandle[models.Task, Never, Result]

__all__ = ["AsyncTaskRecords", "TaskRecords", "models"]


class TaskRecords(TaskRecordsOperations):
    """Client of task records; `credentials` are an ApiKey (a plain string too)."""

    def track(self, task: "models.Task | str") -> "TaskHandle":
        """A handle on a task, from its record or its id."""
        from ._runtime.handles import Handle
        from ._work.task_records import TRACKED, placed

        return Handle(TRACKED, self, *placed(task))

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
        from ._runtime.handles import Handle
        from ._work.task_records import TRACKED

        return Handle._resumed(TRACKED, self, token)


class AsyncTaskRecords(AsyncTaskRecordsOperations):
    """The same for asyncio."""

    def track(self, task: "models.Task | str") -> "AsyncTaskHandle":
        """A handle on a task, from its record or its id."""
        from ._runtime.handles import AsyncHandle
        from ._work.task_records import TRACKED, placed

        return AsyncHandle(TRACKED, self, *placed(task))

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
        from ._runtime.handles import AsyncHandle
        from ._work.task_records import TRACKED

        return AsyncHandle._resumed(TRACKED, self, token)
