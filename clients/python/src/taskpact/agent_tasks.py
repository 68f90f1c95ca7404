"""Agent tasks: work submitted to the agents of a Shinzo account.

`models` holds the classes of its records: `models.Task`, `models.CallbackMode`.
"""

from ._generated.agent_tasks import models
from ._generated.agent_tasks.facade import AgentTasksOperations, AsyncAgentTasksOperations
from ._runtime.defaults import PATIENCE
from ._runtime.lazy import exports

TYPE_CHECKING = False  # as type checkers know it; `typing` is half of what an import costs
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from ._runtime.streams import AsyncEventStream, EventStream
    from ._work.agent_tasks import AsyncTaskHandle, TaskHandle

    Result: TypeAlias = dict[str, Any]
    AnyTask: TypeAlias = models.Task | models.SubmitTaskResponse | str

__all__ = ["AgentTasks", "AsyncAgentTasks", "AsyncTaskHandle", "TaskHandle", "models"]


class AgentTasks(AgentTasksOperations):
    """Client of agent tasks; `credentials` are an ApiKey or a bearer token (a plain string too)."""

    def track(self, id: str, task: "AnyTask") -> "TaskHandle":
        """A handle on a task of the agent `id`, from its record, its submission or its id."""
        from ._work.agent_tasks import TRACKED, TaskHandle, placed

        return TaskHandle(TRACKED, self, *placed(id, task))

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

    def resume(self, token: str) -> "TaskHandle":
        """A handle that goes on where the one with this token was."""
        from ._work.agent_tasks import TRACKED, TaskHandle

        return TaskHandle._resumed(TRACKED, self, token)


class AsyncAgentTasks(AsyncAgentTasksOperations):
    """The same for asyncio."""

    def track(self, id: str, task: "AnyTask") -> "AsyncTaskHandle":
        """A handle on a task of the agent `id`, from its record, its submission or its id."""
        from ._work.agent_tasks import TRACKED, AsyncTaskHandle, placed

        return AsyncTaskHandle(TRACKED, self, *placed(id, task))

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

    def resume(self, token: str) -> "AsyncTaskHandle":
        """A handle that goes on where the one with this token was."""
        from ._work.agent_tasks import TRACKED, AsyncTaskHandle

        return AsyncTaskHandle._resumed(TRACKED, self, token)


if not TYPE_CHECKING:
    __getattr__, __dir__ = exports(
        __name__, dict.fromkeys(("TaskHandle", "AsyncTaskHandle"), "taskpact._work.agent_tasks")
    )
