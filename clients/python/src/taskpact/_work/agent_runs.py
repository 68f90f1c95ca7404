"""Agent runs: how they are followed, and what their records mean."""

from typing import TYPE_CHECKING

from taskpact._generated.agent_runs import models
from taskpact._generated.agent_runs.lifecycle import AGENT_RUN
from taskpact._runtime.times import instant
from taskpact._runtime.tokens import Place
from taskpact._runtime.tracking import Progress, Times, Tracked

if TYPE_CHECKING:
    from taskpact.agent_runs import Result


def placed(
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


TRACKED: "Tracked[models.AgentRunResponse, Result]" = Tracked(
    api="agent_runs",
    lifecycle=AGENT_RUN,
    reads="get_agent_run",
    result=_result,
    problem=_problem,
    times=_times,
    progress=_progress,
)
