"""Agents v2: five ready-made agents behind one task record.

`models` holds the classes of its records: `models.TaskResponse`, `models.ResearchDepth`.
"""

from typing import TYPE_CHECKING

from ._generated.agents_v2 import models
from ._generated.agents_v2.facade import AgentsV2Operations, AsyncAgentsV2Operations
from ._generated.agents_v2.lifecycle import TASK
from ._runtime.handles import PATIENCE, AsyncHandle, Handle
from ._runtime.pages import AsyncPages, Paged, Pages
from ._runtime.times import instant
from ._runtime.tokens import Place, read
from ._runtime.tracking import Progress, Times, Tracked
from ._runtime.types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from ._runtime.streams import AsyncEventStream, EventStream

    Result: TypeAlias = (
        models.ResearchResult
        | models.DataAnalystResult
        | models.EmailDraftResult
        | models.ContentRepurposeResult
        | models.ProofreadingResult
        | dict[str, Any]
        | None
    )
    Frame: TypeAlias = (
        models.ProgressFrame
        | models.CompleteFrame
        | models.HeartbeatFrame
        | models.ErrorFrame
        | dict[str, Any]
    )
    TaskHandle: TypeAlias = Handle[models.TaskResponse, Frame, Result]
    AsyncTaskHandle: TypeAlias = AsyncHandle[models.TaskResponse, Frame, Result]

__all__ = ["AgentsV2", "AsyncAgentsV2", "models"]

API = "agents_v2"


class AgentsV2(AgentsV2Operations):
    """Client of Agents v2; `credentials` are a bearer token (a plain string too) or an ApiKey."""

    def track(self, task: "models.TaskResponse | str") -> "TaskHandle":
        """A handle on a task, from its record or its id."""
        return Handle(_TRACKED, self, *_placed(task))

    def wait(
        self,
        task: "models.TaskResponse | str",
        *,
        deadline: float | None = PATIENCE,
        on_progress: "Callable[[models.TaskResponse], object] | None" = None,
    ) -> "models.TaskResponse":
        """Wait for the end of a task; takes what `track` and Handle.wait take."""
        handle = self.track(task)
        return handle.wait(deadline=deadline, on_progress=on_progress)

    def stream(
        self, task: "models.TaskResponse | str", *, deadline: float | None = PATIENCE
    ) -> "EventStream[Frame | models.TaskResponse]":
        """Follow a task event by event; takes what `track` and Handle.stream take."""
        return self.track(task).stream(deadline=deadline)

    def resume(self, token: str) -> "TaskHandle":
        """A handle that goes on where the one with this token was."""
        return Handle(_TRACKED, self, read(API, token))

    def iter_tasks(
        self,
        *,
        agent_type: "str | Unset" = UNSET,
        status: "str | Unset" = UNSET,
        user_id: "str | Unset" = UNSET,
        page_size: int = 50,
    ) -> "Pages[models.TaskResponse, models.TaskListResponse]":
        """Every task of `list_tasks`, newest first; a page is asked for when its first task is.

        Args:
            agent_type: only tasks of this agent.
            status: only tasks in this state.
            user_id: only tasks of this user.
            page_size: how many tasks to ask for at once, 100 at most.
        """
        filters = {"agent_type": agent_type, "status": status, "user_id": user_id}
        return Pages(
            _PAGED, lambda offset: self.list_tasks(**filters, limit=page_size, offset=offset)
        )

    def _is_last(self, data: object) -> bool:
        return _ends_stream(data)


class AsyncAgentsV2(AsyncAgentsV2Operations):
    """The same for asyncio."""

    def track(self, task: "models.TaskResponse | str") -> "AsyncTaskHandle":
        """A handle on a task, from its record or its id."""
        return AsyncHandle(_TRACKED, self, *_placed(task))

    async def wait(
        self,
        task: "models.TaskResponse | str",
        *,
        deadline: float | None = PATIENCE,
        on_progress: "Callable[[models.TaskResponse], object] | None" = None,
    ) -> "models.TaskResponse":
        """Wait for the end of a task; takes what `track` and Handle.wait take."""
        handle = self.track(task)
        return await handle.wait(deadline=deadline, on_progress=on_progress)

    def stream(
        self, task: "models.TaskResponse | str", *, deadline: float | None = PATIENCE
    ) -> "AsyncEventStream[Frame | models.TaskResponse]":
        """Follow a task event by event; takes what `track` and Handle.stream take."""
        return self.track(task).stream(deadline=deadline)

    def resume(self, token: str) -> "AsyncTaskHandle":
        """A handle that goes on where the one with this token was."""
        return AsyncHandle(_TRACKED, self, read(API, token))

    def iter_tasks(
        self,
        *,
        agent_type: "str | Unset" = UNSET,
        status: "str | Unset" = UNSET,
        user_id: "str | Unset" = UNSET,
        page_size: int = 50,
    ) -> "AsyncPages[models.TaskResponse, models.TaskListResponse]":
        """Every task of `list_tasks`, newest first; a page is asked for when its first task is.

        Args:
            agent_type: only tasks of this agent.
            status: only tasks in this state.
            user_id: only tasks of this user.
            page_size: how many tasks to ask for at once, 100 at most.
        """
        filters = {"agent_type": agent_type, "status": status, "user_id": user_id}
        return AsyncPages(
            _PAGED, lambda offset: self.list_tasks(**filters, limit=page_size, offset=offset)
        )

    def _is_last(self, data: object) -> bool:
        return _ends_stream(data)


def _placed(task: "models.TaskResponse | str") -> "tuple[Place, models.TaskResponse | None]":
    if isinstance(task, str):
        return Place((task,), ""), None
    return Place((task.task_id,), ""), task


def _ends_stream(frame: object) -> bool:
    """Whether the server closes the stream behind a frame, because there is no more to say."""
    if isinstance(frame, models.ErrorFrame):
        return frame.data.code in ("STREAM_TIMEOUT", "TASK_NOT_FOUND")
    return isinstance(frame, models.CompleteFrame)


def _result(task: "models.TaskResponse") -> "Result":
    return None if task.result is UNSET else task.result


def _problem(task: "models.TaskResponse") -> tuple[str | None, str | None]:
    if not task.error:
        return None, None
    return task.error.code or None, task.error.message or None


def _times(task: "models.TaskResponse") -> Times:
    seen = task.timestamps
    return Times(instant(seen.created_at), instant(seen.started_at), instant(seen.completed_at))


def _progress(task: "models.TaskResponse") -> Progress:
    return Progress(task.progress.percent / 100, task.progress.message or None)


def _following(page: "models.TaskListResponse") -> int | None:
    behind = page.offset + len(page.tasks)
    return behind if page.tasks and behind < page.total else None


_PAGED: "Paged[models.TaskResponse, models.TaskListResponse]" = Paged(
    items=lambda page: page.tasks, key=lambda task: task.task_id, following=_following
)

_TRACKED: "Tracked[models.TaskResponse, Result]" = Tracked(
    api=API,
    lifecycle=TASK,
    reads="get_task",
    streams="stream_task",
    cancels="cancel_task",
    result=_result,
    problem=_problem,
    times=_times,
    progress=_progress,
)
