"""A task of agents_v2 in each of its states."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from attrs import evolve

from taskpact_contract.control import Control
from taskpact_contract.documents import cycles
from taskpact_contract.models.apis.agents_v2_tasks import work
from taskpact_contract.walk.situations import Place, Situation, only

PASSING = {"code": "LLM_TIMEOUT", "retryable": True}
LASTING = {"code": "CONTENT_FILTERED", "retryable": False}
ATTEMPTS = 3
"""How often a task is tried on its own."""
SUBMITTING = sorted(cycles("agents_v2")[0].births)
UNKNOWN = "a11ce000000000ff"
REASON = "It is not wanted any more"


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


def _failing(
    failure: Mapping[str, Any], times: int, seconds: float, operation: str = "run_research"
) -> Callable[[Control], Place]:
    """A task whose first attempts fail, some seconds after it was submitted."""
    ended = times == ATTEMPTS or not failure["retryable"]
    shows = {"attempts": {"count": times, "max": ATTEMPTS}, "error": failure if ended else None}

    def make(control: Control) -> Place:
        control.script(operation, {"fail": failure}, times)
        place = _submitted(control, {}, operation)
        control.advance(seconds)
        return evolve(place, shows=shows)

    return make


def _completed(operation: str = "run_research") -> Callable[[Control], Place]:
    def make(control: Control) -> Place:
        place = _submitted(control, {}, operation)
        control.advance(60)
        return evolve(place, shows={"progress": {"percent": 100}, "error": None})

    return make


def _cancelled(control: Control) -> Place:
    place = _held("running")(control)
    control.call("cancel_task", body={"reason": REASON}, **place.parameters)
    return evolve(place, shows={"error": {"message": REASON}})


def _nobody(*, sync: bool) -> Callable[[Control], Place]:
    """No task; those that are submitted are waited for or not."""
    bodies = {name: work(name, sync=sync) for name in SUBMITTING}
    return lambda _: Place(parameters={"task_id": UNKNOWN}, bodies=bodies)


def _somebody_without_luck(control: Control) -> Place:
    """No task; whatever is submitted fails, while the caller waits."""
    for operation in SUBMITTING:
        control.script(operation, {"fail": LASTING})
    return _nobody(sync=True)(control)


def _submitted(control: Control, more: Mapping[str, Any], operation: str = "run_research") -> Place:
    agent_type, body = operation.removeprefix("run_"), work(operation, sync=False)
    made = control.make({"tasks": [{"agent_type": agent_type, "body": body, **more}]})
    return Place(parameters={"task_id": only(made["tasks"])})


def _situation(
    name: str,
    state: str | None,
    make: Callable[[Control], Place],
    *holds: str,
    until: Mapping[str, str] | None = None,
    tried: Collection[str] = (),
) -> Situation:
    return Situation(
        name=name,
        states={"Task": state},
        make=make,
        holds=frozenset(holds),
        until=until or {},
        tried=frozenset(tried),
    )


def _of_each_agent() -> Iterator[Situation]:
    """What only agents make, or make again: each makes something else."""
    for operation in SUBMITTING:
        agent = operation.removeprefix("run_")
        yield _situation(
            f"a task of {agent} is completed",
            "completed",
            _completed(operation),
            tried=["get_task", "stream_task"],
        )
        yield _situation(
            f"a task of {agent} has failed, and may pass",
            "failed",
            _failing(PASSING, ATTEMPTS, 60, operation),
            "retryable",
            until={"retry_task": "completed"},
            tried=["retry_task"],
        )


SITUATIONS = (
    _situation("a caller without a task", None, _nobody(sync=False)),
    _situation(
        "a caller without a task, who waits for the end",
        None,
        _nobody(sync=True),
        until=dict.fromkeys(SUBMITTING, "completed"),
    ),
    _situation(
        "a caller without a task, who waits for one that fails",
        None,
        _somebody_without_luck,
        until=dict.fromkeys(SUBMITTING, "failed"),
        tried=SUBMITTING,
    ),
    _situation("a task is pending", "pending", _held("pending")),
    _situation("a task is running", "running", _held("running")),
    _situation("a task is half done", "running", _half_done),
    _situation(
        "a task waits for another attempt", "retrying", _failing(PASSING, 1, 2), "attempts_left"
    ),
    _situation("a task is completed", "completed", _completed()),
    _situation(
        "a task has failed, and may pass",
        "failed",
        _failing(PASSING, ATTEMPTS, 60),
        "retryable",
        until={"retry_task": "completed"},
    ),
    _situation("a task has failed for good", "failed", _failing(LASTING, 1, 60)),
    _situation("a task is cancelled", "cancelled", _cancelled),
    *_of_each_agent(),
)
