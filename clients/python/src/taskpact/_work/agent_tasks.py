"""Agent tasks: how they are followed and answered, and what their records mean."""

from typing import TYPE_CHECKING, Never

from taskpact._generated.agent_tasks import models
from taskpact._generated.agent_tasks.lifecycle import TASK
from taskpact._runtime.handles import AsyncHandle, Handle
from taskpact._runtime.times import instant
from taskpact._runtime.tokens import Place
from taskpact._runtime.tracking import Progress, Times, Tracked

if TYPE_CHECKING:
    from taskpact.agent_tasks import AnyTask, Result


class TaskHandle(Handle["models.Task", Never, "Result"]):
    """A task that can be followed, and answered when its agent asks."""

    def reply(self, text: str) -> "models.Task":
        """Answer the agent, and read what came of it.

        Raises BadRequest if the task takes no message in its state.
        """
        self._operation(self._client, "send_message")(message=text)
        return self.refresh()


class AsyncTaskHandle(AsyncHandle["models.Task", Never, "Result"]):
    """The same for asyncio."""

    async def reply(self, text: str) -> "models.Task":
        """Answer the agent, and read what came of it; see TaskHandle.reply."""
        await self._operation(self._client, "send_message")(message=text)
        return await self.refresh()


def placed(agent: str, task: "AnyTask") -> "tuple[Place, models.Task | None]":
    if isinstance(task, str):
        return Place((agent, task), ""), None
    return Place((agent, task.task_id), ""), _record(task)


def _record(task: "models.Task | models.SubmitTaskResponse") -> "models.Task":
    """The record that a submission is, as reading it would have answered then."""
    if isinstance(task, models.Task):
        return task
    return models.Task(
        task_id=task.task_id,
        status=task.status,
        created_at=task.created_at,
        estimated_start=task.estimated_start,
    )


def _result(task: "models.Task") -> "Result":
    return task.result or {}


def _problem(task: "models.Task") -> tuple[str | None, str | None]:
    return None, task.error or None


def _times(task: "models.Task") -> Times:
    ended = task.completed_at or task.cancelled_at
    return Times(instant(task.created_at), instant(task.started_at), instant(ended))


def _progress(task: "models.Task") -> Progress:
    seen = task.progress
    if not seen:
        return Progress()
    share = seen.steps_completed / seen.total_steps if seen.total_steps else None
    return Progress(share, seen.current_step)


TRACKED: "Tracked[models.Task, Result]" = Tracked(
    api="agent_tasks",
    lifecycle=TASK,
    reads="get_task",
    cancels="cancel_task",
    result=_result,
    problem=_problem,
    times=_times,
    progress=_progress,
)
