"""A session of agent_runtime in each of its states, and callers who spawn another one."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from taskpact_contract.control import Control
from taskpact_contract.documents import operations
from taskpact_contract.probe import Answer
from taskpact_contract.walk.apis.agent_runtime_places import (
    AGENT,
    CALLER,
    CHANNEL,
    MESSAGE,
    REAPED,
    THIRD,
    headers,
    session,
    settle,
)
from taskpact_contract.walk.apis.agent_runtime_runs import RUN, RUNNING, held
from taskpact_contract.walk.situations import Look, Place, Situation

SPAWN = "spawn_session"
LISTS = tuple(operations("agent_runtime")[SPAWN].example["permissions"])
GRANTED = {"tools": ["shell", "editor"], "skills": ["sorting"]}
SOME, MORE = {"tools": ["shell"]}, {"tools": ["shell", "browser"]}
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


def _born(state: str, **lineage: Any) -> Make:
    def make(control: Control) -> None:
        more = {"lineage": lineage} if lineage else {}
        settle(control, channel=CHANNEL, state=state, **more)

    return make


def _stopped(make: Make, who: str = CALLER, seconds: float = 0) -> Make:
    """What `make` makes, some seconds after an operator stopped a session of it."""

    def stop(control: Control) -> None:
        make(control)
        control.make({"controls": [{"id": who, "control": "stop"}]})
        control.advance(seconds)

    return stop


def _activated(control: Control) -> None:
    _born("starting")(control)
    control.make({"controls": [{"id": CALLER, "control": "activate"}]})


def _outlived(state: str, seconds: float) -> Make:
    """A spawned session, some seconds after its time was up."""

    def make(control: Control) -> None:
        _born(state, parent_session_id=THIRD, ttl_seconds=REAPED)(control)
        control.advance(REAPED + seconds)

    return make


def _orphan(state: str) -> Make:
    """A session whose parent is not there."""

    def make(control: Control) -> None:
        control.advance(1)  # those who look for orphans come now and then
        _born(state, parent_session_id="sess-nobody")(control)
        control.advance(REAPED - 1)

    return make


def _left(state: str, *, stops: bool = True) -> Make:
    """A spawned session whose parent was stopped."""
    born = _born(state, parent_session_id=THIRD, auto_stop_on_parent=stops)

    def make(control: Control) -> None:
        _stopped(born, THIRD, REAPED)(control)

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


def _spawning(
    name: str, make: Make, *holds: str, wanted: Mapping[str, Any] | None = None
) -> Situation:
    """A caller who wants a child that may use what is `wanted`, and nothing else."""

    def made(control: Control) -> Place:
        make(control)
        body = {
            **operations("agent_runtime")[SPAWN].example,
            "agent_name": AGENT,
            "permissions": {each: (wanted or {}).get(each, []) for each in LISTS},
        }
        return Place(headers=headers(CALLER), bodies={SPAWN: body}, look=_child(control))

    tried, guards = frozenset({SPAWN}), frozenset(holds)
    return Situation(name=name, states={"Session": None}, make=made, holds=guards, tried=tried)


def _child(control: Control) -> Look:
    """Whether the child that an answer shows may call, and is its parent's."""

    def look(answer: Answer, states: Mapping[str, str]) -> str | None:
        if answer.status >= 300:
            return None
        shown = answer.body["spawn"]["session"]
        if shown["state"] != states["Session"]:
            return f"the child should be {states['Session']}, and is {shown['state']}"
        found = control.call("get_me", headers=headers(shown["id"]))["me"]["session"]
        told = found["id"], found["state"], found["lineage"]["parent_session_id"]
        wanted = shown["id"], states["Session"], CALLER
        return None if told == wanted else f"the child should be {wanted}, and is {told}"

    return look


def _with(make: Make | None = None, children: int = 0, **lineage: Any) -> Make:
    """A caller with such a lineage, and with children, for whom `make` does something more."""

    def made(control: Control) -> None:
        _born("active", **lineage)(control)
        control.make(
            {
                "sessions": [
                    session(f"sess-walked-child-{each}", lineage={"parent_session_id": CALLER})
                    for each in range(children)
                ]
            }
        )
        if make is not None:
            make(control)

    return made


def _first_child_stops(control: Control) -> None:
    _stopped(lambda _: None, "sess-walked-child-0", 2)(control)


def _holding(control: Control) -> Place:
    settle(control, channel=CHANNEL)
    held(CALLER)(control)
    return _working()


def _unknown(control: Control) -> Place:
    """Somebody whose session is not there."""
    settle(control, channel=CHANNEL)
    return evolve(_working(), headers=headers("sess-nobody"))


SITUATIONS = (
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
    _in_state("a session is being started", "starting", _born("starting"), CALLS),
    _in_state("a session has been started", "active", _activated),
    _in_state("a session is being stopped", "stopping", _stopped(_born("active")), CALLS),
    _in_state("a session was stopped while it started", "stopping", _stopped(_born("starting"))),
    _in_state("a session is stopped", "stopped", _stopped(_born("active"), seconds=1), CALLS),
    *(
        _in_state(f"a session was {state}, and {what}", "stopping", make)
        for state in ("starting", "active")
        for what, make in {
            "its time is up": _outlived(state, 0),
            "its parent has stopped": _left(state),
            "its parent is not there": _orphan(state),
        }.items()
    ),
    _in_state("a session's time has long been up", "stopped", _outlived("active", 1)),
    _in_state("a session outlives its parent", "active", _left("active", stops=False)),
    _spawning("a caller without permissions wants none", _with(), "permitted"),
    _spawning("a caller without permissions wants one", _with(), wanted=SOME),
    _spawning("a caller wants some of its own", _with(permissions=GRANTED), "permitted",
              wanted=SOME),
    _spawning("a caller wants all of its own", _with(permissions=GRANTED), "permitted",
              wanted=GRANTED),
    _spawning("a caller wants more than its own", _with(permissions=GRANTED), wanted=MORE),
    _spawning("a caller is as deep as may be", _with(max_depth=0), "too_deep"),
    _spawning("a child is as deep as may be", _with(parent_session_id=THIRD), "too_deep"),
    _spawning("a child may have children", _with(parent_session_id=THIRD, max_depth=2),
              "permitted"),
    _spawning("a caller has as many children as may be", _with(children=2, max_children=2),
              "too_many_children"),
    _spawning("a caller may have another child", _with(children=2, max_children=3), "permitted"),
    _spawning("a caller's child has stopped",
              _with(_first_child_stops, children=2, max_children=2), "permitted"),
    _spawning("a workspace is full", _with(children=1, max_active_per_workspace=2),
              "workspace_full"),
    _spawning("a workspace has room", _with(children=1, max_active_per_workspace=3), "permitted"),
    _spawning("limits come before permissions", _with(max_children=0), "too_many_children",
              wanted=SOME),
)  # fmt: skip
