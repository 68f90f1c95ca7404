"""A record of task_records in each of its states."""

from collections.abc import Callable, Mapping
from typing import Any

from taskpact_contract.control import Control
from taskpact_contract.walk.situations import Place, Situation, only

UNKNOWN = "00000000-0000-4000-8000-000000000000"
SOMEBODY = "somebody-else"
"""A user that no principal is."""
LONG = {"take": 60}
FAILING = {"fail": {"node": 0}}


def _run(seconds: float, **more: Any) -> Callable[[Control], Place]:
    """A record, some seconds after its run began."""

    def make(control: Control) -> Place:
        task = only(control.make({"tasks": [more]})["tasks"])
        control.advance(seconds)
        return Place(parameters={"taskId": task})

    return make


def _deleted(seconds: float, **more: Any) -> Callable[[Control], Place]:
    """A record that was deleted then, and what its run still reports comes later."""

    def make(control: Control) -> Place:
        place = _run(seconds, **more)(control)
        control.call("delete_task", **place.parameters)
        control.advance(LONG["take"])
        return place

    return make


def _situation(name: str, state: str | None, make: Callable[[Control], Place]) -> Situation:
    return Situation(name=name, states={"Task": state}, make=make, beyond=frozenset({"list_tasks"}))


_RUNS: Mapping[str, tuple[str, float, Mapping[str, Any]]] = {
    "has just begun": ("running", 0, LONG),
    "grows": ("running", 45, LONG),
    "stands still": ("running", 60, {"hold": "running"}),
    "is complete": ("complete", 5, {}),
    "is complete, its output as text": ("complete", 5, {"text": True}),
    "is in error": ("error", 5, FAILING),
}
"""The state that a record is in, some seconds after such a run began."""

SITUATIONS = (
    _situation("a user without the record", None, lambda _: Place(parameters={"taskId": UNKNOWN})),
    _situation("the record is another user's", None, _run(5, userId=SOMEBODY)),
    *(
        _situation(f"a record {what}", state, _run(seconds, **run))
        for what, (state, seconds, run) in _RUNS.items()
    ),
    *(
        _situation(f"a record {what}, and was deleted", "gone", _deleted(seconds, **run))
        for what, (_, seconds, run) in _RUNS.items()
    ),
)
