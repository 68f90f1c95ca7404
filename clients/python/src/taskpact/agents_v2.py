"""Agents v2: five ready-made agents behind one task record.

`models` holds the classes of its records: `models.TaskResponse`, `models.ResearchDepth`.
"""

from ._generated.agents_v2 import models
from ._generated.agents_v2.facade import AgentsV2Operations, AsyncAgentsV2Operations
from ._runtime.defaults import PATIENCE, UNSET, Unset

TYPE_CHECKING = False  # as type checkers know it; `typing` is half of what an import costs
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    from ._runtime.handles import AsyncHandle, Handle
    from ._runtime.pages import AsyncPages, Pages
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


class AgentsV2(AgentsV2Operations):
    """Client of Agents v2; `credentials` are a bearer token (a plain string too) or an ApiKey."""

    def track(self, task: "models.TaskResponse | str") -> "TaskHandle":
        """A handle on a task, from its record or its id."""
        from ._runtime.handles import Handle
        from ._work.agents_v2 import TRACKED, placed

        return Handle(TRACKED, self, *placed(task))

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
        from ._runtime.handles import Handle
        from ._work.agents_v2 import TRACKED

        return Handle._resumed(TRACKED, self, token)

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
        from ._runtime.pages import Pages
        from ._work.agents_v2 import PAGED

        filters = {"agent_type": agent_type, "status": status, "user_id": user_id}
        return Pages(
            PAGED, lambda offset: self.list_tasks(**filters, limit=page_size, offset=offset)
        )

    def _is_last(self, data: object) -> bool:
        from ._work.agents_v2 import ends_stream

        return ends_stream(data)


class AsyncAgentsV2(AsyncAgentsV2Operations):
    """The same for asyncio."""

    def track(self, task: "models.TaskResponse | str") -> "AsyncTaskHandle":
        """A handle on a task, from its record or its id."""
        from ._runtime.handles import AsyncHandle
        from ._work.agents_v2 import TRACKED, placed

        return AsyncHandle(TRACKED, self, *placed(task))

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
        from ._runtime.handles import AsyncHandle
        from ._work.agents_v2 import TRACKED

        return AsyncHandle._resumed(TRACKED, self, token)

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
        from ._runtime.pages import AsyncPages
        from ._work.agents_v2 import PAGED

        filters = {"agent_type": agent_type, "status": status, "user_id": user_id}
        return AsyncPages(
            PAGED, lambda offset: self.list_tasks(**filters, limit=page_size, offset=offset)
        )

    def _is_last(self, data: object) -> bool:
        from ._work.agents_v2 import ends_stream

        return ends_stream(data)
