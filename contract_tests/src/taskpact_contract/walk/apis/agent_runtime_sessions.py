"""A session of agent_runtime in each of its states, and callers who pretend to be another one."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from taskpact_contract.control import Control
from taskpact_contract.documents import operations
from taskpact_contract.walk.apis.agent_runtime_places import (
    CALLER,
    CHANNEL,
    MESSAGE,
    REAPED,
    THIRD,
    headers,
    settle,
)
from taskpact_contract.walk.apis.agent_runtime_runs import RUN, RUNNING, held
from taskpact_contract.walk.situations import Place, Situation

SPAWN = "spawn_session"
CALLS = frozenset(operations("agent_runtime"))
BODIES: Mapping[str, Any] = {
    "reply_message": {
        **operations("agent_runtime")["reply_message"].example,
        "reply_to_message_id": MESSAGE,
    },
    "validate_soul": {"body": "Be brief."},
    "claim_next_task": {},
}

Make = Callable[[Control], None]


def _working() -> Place:
    """A caller on a channel where somebody has asked something."""
    return Place(
        parameters={"run_id": RUN, "channel": CHANNEL},
        headers=headers(CALLER),
        bodies=BODIES,
    )


def born(state: str, **lineage: Any) -> Make:
    """The caller's session in a state, with such a lineage."""

    def make(control: Control) -> None:
        more = {"lineage": lineage} if lineage else {}
        settle(control, channel=CHANNEL, state=state, **more)

    return make


def stopped(make: Make, who: str = CALLER, seconds: float = 0) -> Make:
    """What `make` makes, some seconds after an operator stopped a session of it."""

    def stop(control: Control) -> None:
        make(control)
        control.make({"controls": [{"id": who, "control": "stop"}]})
        control.advance(seconds)

    return stop


def _activated(control: Control) -> None:
    born("starting")(control)
    control.make({"controls": [{"id": CALLER, "control": "activate"}]})


def _outlived(state: str, seconds: float) -> Make:
    """A spawned session, some seconds after its time was up."""

    def make(control: Control) -> None:
        born(state, parent_session_id=THIRD, ttl_seconds=REAPED)(control)
        control.advance(REAPED + seconds)

    return make


def _orphan(state: str, seconds: float) -> Make:
    """A session whose parent is not there, some seconds after that was found out."""

    def make(control: Control) -> None:
        control.advance(1)  # those who look for orphans come now and then
        born(state, parent_session_id="sess-nobody")(control)
        control.advance(REAPED - 1 + seconds)

    return make


def _left(state: str, seconds: float, *, stops: bool = True) -> Make:
    """A spawned session whose parent was stopped, some seconds after that was found out."""
    spawned = born(state, parent_session_id=THIRD, auto_stop_on_parent=stops)

    def make(control: Control) -> None:
        stopped(spawned, THIRD, REAPED + seconds)(control)

    return make


def _in_state(
    name: str, state: str, make: Make, tried: frozenset[str] = frozenset({"get_me"})
) -> Situation:
    def made(control: Control) -> Place:
        make(control)
        return _working()

    return Situation(
        name=name, states={"Session": state}, make=made, beyond=frozenset({SPAWN}), tried=tried
    )


def _holding(control: Control) -> Place:
    settle(control, channel=CHANNEL)
    held(CALLER)(control)
    return _working()


def _unknown(control: Control) -> Place:
    """Somebody whose session is not there."""
    settle(control, channel=CHANNEL)
    return evolve(_working(), headers=headers("sess-nobody"))


def _posing(
    name: str,
    shown: Mapping[str, str],
    status: int,
    code: str,
    outcome: Mapping[str, Any] | None = None,
) -> Situation:
    """A caller who shows such credentials, which are refused; by an `outcome` where it is given."""

    def made(control: Control) -> Place:
        settle(control, channel=CHANNEL)
        for operation in CALLS if outcome is not None else ():
            control.script(operation, outcome or {})
        return evolve(_working(), headers=shown)

    return Situation(
        name=name,
        states={"Session": "active"},
        make=made,
        beyond=frozenset({SPAWN}),
        tried=CALLS,
        answers=(status, code),
    )


SITUATIONS = (
    _posing("the caller names another agent", {**headers(CALLER), "X-AGH-Agent": "another-agent"},
            401, "identity_mismatch"),
    _posing("the caller names another workspace",
            {**headers(CALLER), "X-AGH-Workspace-ID": "ws-second"}, 403, "identity_unauthorized"),
    _posing("no caller can be looked up", headers(CALLER), 503, "identity_lookup_unavailable",
            {"status": 503}),
    Situation(
        name="the caller's session is not there",
        states={"Session": None},
        make=_unknown,
        tried=CALLS - RUNNING - {SPAWN},
    ),
    Situation(
        name="an active session holds a run",
        states={"TaskRun": "claimed", "Lease": "held", "Session": "active"},
        make=_holding,
        holds=frozenset({"holds_a_run"}),
    ),
    _in_state("a session is being started", "starting", born("starting"), CALLS),
    _in_state("a session has been started", "active", _activated),
    _in_state("a session is being stopped", "stopping", stopped(born("active")), CALLS),
    _in_state("a session was stopped while it started", "stopping", stopped(born("starting"))),
    _in_state("a session is stopped", "stopped", stopped(born("active"), seconds=1), CALLS),
    *(
        _in_state(f"a session that was {state} {what}, {since}", stage, make(state, seconds))
        for state in ("starting", "active")
        for what, make in {
            "has outlived its time": _outlived,
            "has outlived its parent": _left,
            "has no parent": _orphan,
        }.items()
        for stage, seconds, since in (("stopping", 0, "just now"), ("stopped", 1, "a while ago"))
    ),
    _in_state("a session may outlive its parent", "active", _left("active", 1, stops=False)),
)  # fmt: skip
