"""Agent runs: long runs of the agents of an organisation.

`models` holds the classes of its records: `models.AgentRunResponse`.
"""

from ._generated.agent_runs import models
from ._generated.agent_runs.facade import AgentRunsOperations, AsyncAgentRunsOperations
from ._runtime.defaults import PATIENCE

TYPE_CHECKING = False  # as type checkers know it; `typing` is half of what an import costs
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Never, TypeAlias

    from ._runtime.handles import AsyncHandle, Handle
    from ._runtime.streams import AsyncEventStream, EventStream

    Result: TypeAlias = str | None
    RunHandle: TypeAlias = Handle[models.AgentRunResponse, Never, Result]
    AsyncRunHandle: TypeAlias = AsyncHandle[models.AgentRunResponse, Never, Result]

__all__ = ["AgentRuns", "AsyncAgentRuns", "models"]


class AgentRuns(AgentRunsOperations):
    """Client of agent runs; `credentials` are a bearer token (a plain string too)."""

    def track(self, org_id: int, run: "models.AgentRunResponse | int") -> "RunHandle":
        """A handle on a run of the organisation `org_id`, from its record or its id."""
        from ._runtime.handles import Handle
        from ._work.agent_runs import TRACKED, placed

        return Handle(TRACKED, self, *placed(org_id, run))

    def wait(
        self,
        org_id: int,
        run: "models.AgentRunResponse | int",
        *,
        deadline: float | None = PATIENCE,
        on_progress: "Callable[[models.AgentRunResponse], object] | None" = None,
    ) -> "models.AgentRunResponse":
        """Wait for the end of a run; takes what `track` and Handle.wait take."""
        handle = self.track(org_id, run)
        return handle.wait(deadline=deadline, on_progress=on_progress)

    def stream(
        self,
        org_id: int,
        run: "models.AgentRunResponse | int",
        *,
        deadline: float | None = PATIENCE,
    ) -> "EventStream[models.AgentRunResponse]":
        """Follow a run event by event; takes what `track` and Handle.stream take."""
        return self.track(org_id, run).stream(deadline=deadline)

    def resume(self, token: str) -> "RunHandle":
        """A handle that goes on where the one with this token was."""
        from ._runtime.handles import Handle
        from ._work.agent_runs import TRACKED

        return Handle._resumed(TRACKED, self, token)


class AsyncAgentRuns(AsyncAgentRunsOperations):
    """The same for asyncio."""

    def track(self, org_id: int, run: "models.AgentRunResponse | int") -> "AsyncRunHandle":
        """A handle on a run of the organisation `org_id`, from its record or its id."""
        from ._runtime.handles import AsyncHandle
        from ._work.agent_runs import TRACKED, placed

        return AsyncHandle(TRACKED, self, *placed(org_id, run))

    async def wait(
        self,
        org_id: int,
        run: "models.AgentRunResponse | int",
        *,
        deadline: float | None = PATIENCE,
        on_progress: "Callable[[models.AgentRunResponse], object] | None" = None,
    ) -> "models.AgentRunResponse":
        """Wait for the end of a run; takes what `track` and Handle.wait take."""
        handle = self.track(org_id, run)
        return await handle.wait(deadline=deadline, on_progress=on_progress)

    def stream(
        self,
        org_id: int,
        run: "models.AgentRunResponse | int",
        *,
        deadline: float | None = PATIENCE,
    ) -> "AsyncEventStream[models.AgentRunResponse]":
        """Follow a run event by event; takes what `track` and Handle.stream take."""
        return self.track(org_id, run).stream(deadline=deadline)

    def resume(self, token: str) -> "AsyncRunHandle":
        """A handle that goes on where the one with this token was."""
        from ._runtime.handles import AsyncHandle
        from ._work.agent_runs import TRACKED

        return AsyncHandle._resumed(TRACKED, self, token)
