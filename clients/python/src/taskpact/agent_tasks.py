"""Agent tasks: work submitted to the agents of a Shinzo account.

`models` holds the classes of its records: `models.Task`, `models.CallbackMode`.
"""

from typing import TYPE_CHECKING, Never

from ._generated.agent_tasks import models
from ._generated.agent_tasks.facade import AgentTasksOperations, AsyncAgentTasksOperations
from ._generated.agent_tasks.lifecycle import TASK
from ._runtime.handles import PATIENCE, AsyncHandle, Handle
from ._runtime.times import instant
from ._runtime.tokens import Place, read
from ._runtime.tracking import Progress, Times, Tracked

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from ._runtime.streams import AsyncEventStream, EventStream

    Result: TypeAlias = dict[str, Any]
    AnyTask: TypeAlias = models.Task | models.SubmitTaskResponse | str

__all__ = ["AgentTasks", "AsyncAgentTasks", "AsyncTaskHandle", "TaskHandle", "models"]

API = "agent_tasks"


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


class AgentTasks(AgentTasksOperations):
    """Client of agent tasks; `credentials` are an ApiKey or a bearer token (a plain string too)."""

    def track(self, id: str, task: "AnyTask") -> TaskHandle:
        """A handle on a task of the agent `id`, from its record, its submission or its id."""
        return TaskHandle(_TRACKED, self, *_placed(id, task))

    def wait(
        self,
        id: str,
        task: "AnyTask",
        *,
        deadline: float | None = PATIENCE,
        on_progress: "Callable[[models.Task], object] | None" = None,
    ) -> "models.Task":
        """Wait for the end of a task; takes what `track` and Handle.wait take."""
        handle = self.track(id, task)
        return handle.wait(deadline=deadline, on_progress=on_progress)

    def stream(
        self, id: str, task: "AnyTask", *, deadline: float | None = PATIENCE
    ) -> "EventStream[models.Task]":
        """Follow a task event by event; takes what `track` and Handle.stream take."""
        return self.track(id, task).stream(deadline=deadline)

    def resume(self, token: str) -> TaskHandle:
        """A handle that goes on where the one with this token was."""
        return TaskHandle(_TRACKED, self, read(API, token))


class AsyncAgentTasks(AsyncAgentTasksOperations):
    """The same for asyncio."""

    def track(self, id: str, task: "AnyTask") -> AsyncTaskHandle:
        """A handle on a task of the agent `id`, from its record, its submission or its id."""
        return AsyncTaskHandle(_TRACKED, self, *_placed(id, task))

    async def wait(
        self,
        id: str,
        task: "AnyTask",
        *,
        deadline: float | None = PATIENCE,
        on_progress: "Callable[[models.Task], object] | None" = None,
    ) -> "models.Task":
        """Wait for the end of a task; takes what `track` and Handle.wait take."""
        handle = self.track(id, task)
        return await handle.wait(deadline=deadline, on_progress=on_progress)

    def stream(
        self, id: str, task: "AnyTask", *, deadline: float | None = PATIENCE
    ) -> "AsyncEventStream[models.Task]":
        """Follow a task event by event; takes what `track` and Handle.stream take."""
        return self.track(id, task).stream(deadline=deadline)

    def resume(self, token: str) -> AsyncTaskHandle:
        """A handle that goes on where the one with this token was."""
        return AsyncTaskHandle(_TRACKED, self, read(API, token))


def _placed(agent: str, task: "AnyTask") -> "tuple[Place, models.Task | None]":
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


_TRACKED: "Tracked[models.Task, Result]" = Tracked(
    api=API,
    lifecycle=TASK,
    reads="get_task",
    cancels="cancel_task",
    result=_result,
    problem=_problem,
    times=_times,
    progress=_progress,
)
