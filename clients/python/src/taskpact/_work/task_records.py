"""Task records: how they are followed, and what they mean."""

from typing import TYPE_CHECKING

from taskpact._generated.task_records import models
from taskpact._generated.task_records.lifecycle import TASK
from taskpact._runtime.times import instant
from taskpact._runtime.tokens import Place
from taskpact._runtime.tracking import Progress, Times, Tracked

if TYPE_CHECKING:
    from taskpact.task_records import Result


def placed(task: "models.Task | str") -> "tuple[Place, models.Task | None]":
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


TRACKED: "Tracked[models.Task, Result]" = Tracked(
    api="task_records",
    lifecycle=TASK,
    reads="get_task",
    result=_result,
    problem=_problem,
    times=_times,
    progress=_progress,
)
