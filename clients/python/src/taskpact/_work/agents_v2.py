"""Agents v2: how its tasks are followed, and what their records mean."""

from typing import TYPE_CHECKING

from taskpact._generated.agents_v2 import models
from taskpact._generated.agents_v2.lifecycle import TASK
from taskpact._runtime.pages import Paged
from taskpact._runtime.times import instant
from taskpact._runtime.tokens import Place
from taskpact._runtime.tracking import Progress, Times, Tracked
from taskpact._runtime.types import UNSET

if TYPE_CHECKING:
    from taskpact.agents_v2 import Result


def placed(task: "models.TaskResponse | str") -> "tuple[Place, models.TaskResponse | None]":
    if isinstance(task, str):
        return Place((task,), ""), None
    return Place((task.task_id,), ""), task


def ends_stream(frame: object) -> bool:
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


PAGED: "Paged[models.TaskResponse, models.TaskListResponse]" = Paged(
    items=lambda page: page.tasks, key=lambda task: task.task_id, following=_following
)

TRACKED: "Tracked[models.TaskResponse, Result]" = Tracked(
    api="agents_v2",
    lifecycle=TASK,
    reads="get_task",
    streams="stream_task",
    cancels="cancel_task",
    result=_result,
    problem=_problem,
    times=_times,
    progress=_progress,
)
