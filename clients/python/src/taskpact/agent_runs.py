"""Agent runs: long runs of the agents of an organisation.

`models` holds the classes of its records: `models.AgentRunResponse`.
"""

from typing import TYPE_CHECKING

from ._generated.agent_runs import models
from ._generated.agent_runs.facade import AgentRunsOperations, AsyncAgentRunsOperations
from ._generated.agent_runs.lifecycle import AGENT_RUN
from ._runtime.handles import PATIENCE, AsyncHandle, Handle
from ._runtime.times import instant
from ._runtime.tokens import Place, read
from ._runtime.tracking import Progress, Times, Tracked

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Never, TypeAlias

    from ._runtime.streams import AsyncEventStream, EventStream

    Result: TypeAlias = str | None
    RunHandle: TypeAlias = Handle[models.AgentRunResponse, Never, Result]
    AsyncRunHandle: TypeAlias = AsyncHandle[models.AgentRunResponse, Never, Result]

__all__ = ["AgentRuns", "AsyncAgentRuns", "models"]

API = "agent_runs"


class AgentRuns(AgentRunsOperations):
    """Client of agent runs; `credentials` are a bearer token (a plain string too)."""

    def track(self, org_id: int, run: "models.AgentRunResponse | int") -> "RunHandle":
        """A handle on a run of the organisation `org_id`, from its record or its id."""
        return Handle(_TRACKED, self, *_placed(org_id, run))

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
        return Handle(_TRACKED, self, read(API, token))


class AsyncAgentRuns(AsyncAgentRunsOperations):
    """The same for asyncio."""

    def track(self, org_id: int, run: "models.AgentRunResponse | int") -> "AsyncRunHandle":
        """A handle on a run of the organisation `org_id`, from its record or its id."""
        return AsyncHandle(_TRACKED, self, *_placed(org_id, run))

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
        return AsyncHandle(_TRACKED, self, read(API, token))


def _placed(
    org_id: int, run: "models.AgentRunResponse | int"
) -> "tuple[Place, models.AgentRunResponse | None]":
    if isinstance(run, int):
        return Place((org_id, run), ""), None
    return Place((org_id, run.id), ""), run


def _result(run: "models.AgentRunResponse") -> "Result":
    return run.result or None


def _problem(run: "models.AgentRunResponse") -> tuple[str | None, str | None]:
    return None, run.result or None


def _times(run: "models.AgentRunResponse") -> Times:
    return Times(created=instant(run.created_at))


def _progress(run: "models.AgentRunResponse") -> Progress:
    return Progress()


_TRACKED: "Tracked[models.AgentRunResponse, Result]" = Tracked(
    api=API,
    lifecycle=AGENT_RUN,
    reads="get_agent_run",
    result=_result,
    problem=_problem,
    times=_times,
    progress=_progress,
)
