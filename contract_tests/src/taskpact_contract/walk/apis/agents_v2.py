"""A task of agents_v2 in each of its states."""

from collections.abc import Callable, Mapping
from typing import Any

from taskpact_contract.control import Control
from taskpact_contract.documents import cycles, operations
from taskpact_contract.walk.situations import Place, Situation, only

RESEARCH = {"agent_type": "research", "body": {"topic": "How tides turn turbines"}}
PASSING = {"code": "LLM_TIMEOUT", "retryable": True}
LASTING = {"code": "CONTENT_FILTERED", "retryable": False}
ATTEMPTS = 3
"""How often a task is tried on its own."""
SUBMITTING = sorted(cycles("agents_v2")[0].births)
UNKNOWN = "a11ce000000000ff"


def _held(state: str) -> Callable[[Control], Place]:
    def make(control: Control) -> Place:
        place = _submitted(control, {"hold": state})
        control.advance(1)
        return place

    return make


def _half_done(control: Control) -> Place:
    """A task that has reported some of its progress, which somebody has seen."""
    control.script("run_research", {"take": 100})
    place = _submitted(control, {})
    control.advance(50)
    control.call("get_task", **place.parameters)
    return place


def _failing(failure: Mapping[str, Any], times: int, seconds: float) -> Callable[[Control], Place]:
    """A task whose first attempts fail, some seconds after it was submitted."""

    def make(control: Control) -> Place:
        control.script("run_research", {"fail": failure}, times)
        place = _submitted(control, {})
        control.advance(seconds)
        return place

    return make


def _completed(control: Control) -> Place:
    place = _submitted(control, {})
    control.advance(60)
    return place


def _cancelled(control: Control) -> Place:
    place = _held("running")(control)
    control.call("cancel_task", **place.parameters)
    return place


def _nobody(*, sync: bool) -> Callable[[Control], Place]:
    """No task; those that are submitted are waited for or not."""
    known = operations("agents_v2")
    bodies = {name: {**known[name].example, "sync": sync} for name in SUBMITTING}
    return lambda _: Place(parameters={"task_id": UNKNOWN}, bodies=bodies)


def _submitted(control: Control, more: Mapping[str, Any]) -> Place:
    task = only(control.make({"tasks": [{**RESEARCH, **more}]})["tasks"])
    return Place(parameters={"task_id": task})


def _situation(
    name: str,
    state: str | None,
    make: Callable[[Control], Place],
    *holds: str,
    until: Mapping[str, str] | None = None,
) -> Situation:
    return Situation(
        name=name, states={"Task": state}, make=make, holds=frozenset(holds), until=until or {}
    )


SITUATIONS = (
    _situation("a caller without a task", None, _nobody(sync=False)),
    _situation(
        "a caller without a task, who waits for the end",
        None,
        _nobody(sync=True),
        until=dict.fromkeys(SUBMITTING, "completed"),
    ),
    _situation("a task is pending", "pending", _held("pending")),
    _situation("a task is running", "running", _held("running")),
    _situation("a task is half done", "running", _half_done),
    _situation(
        "a task waits for another attempt", "retrying", _failing(PASSING, 1, 2), "attempts_left"
    ),
    _situation("a task is completed", "completed", _completed),
    _situation(
        "a task has failed, and may pass",
        "failed",
        _failing(PASSING, ATTEMPTS, 60),
        "retryable",
        until={"retry_task": "completed"},
    ),
    _situation("a task has failed for good", "failed", _failing(LASTING, 1, 60)),
    _situation("a task is cancelled", "cancelled", _cancelled),
)
