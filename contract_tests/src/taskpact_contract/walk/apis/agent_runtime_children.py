"""Callers of agent_runtime who spawn a session, and whether they may have it."""

from collections.abc import Mapping
from typing import Any

from taskpact_contract.control import Control
from taskpact_contract.documents import operations
from taskpact_contract.probe import Answer
from taskpact_contract.walk.apis.agent_runtime_places import (
    AGENT,
    CALLER,
    REAPED,
    THIRD,
    headers,
    session,
)
from taskpact_contract.walk.apis.agent_runtime_sessions import SPAWN, Make, born, stopped
from taskpact_contract.walk.situations import Look, Place, Situation

LISTS = tuple(operations("agent_runtime")[SPAWN].example["permissions"])
GRANTED = {"tools": ["shell", "editor"], "skills": ["sorting"]}
SOME, MORE = {"tools": ["shell"]}, {"tools": ["shell", "browser"]}


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
        born("active", **lineage)(control)
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
    stopped(lambda _: None, "sess-walked-child-0", 2)(control)


def _spawns(times: int) -> Make:
    """The caller spawns children itself."""
    body = {**operations("agent_runtime")[SPAWN].example, "agent_name": AGENT}

    def make(control: Control) -> None:
        for _ in range(times):
            child = {**body, "permissions": {each: [] for each in LISTS}}
            control.call(SPAWN, body=child, headers=headers(CALLER))

    return make


def _child_outlived(state: str, seconds: float) -> Make:
    """A child of the caller, some seconds after its time was up."""

    def make(control: Control) -> None:
        lineage = {"parent_session_id": CALLER, "ttl_seconds": REAPED}
        control.make({"sessions": [session("sess-walked-child", state=state, lineage=lineage)]})
        control.advance(REAPED + seconds)

    return make


def _grandchild_left(state: str, seconds: float) -> Make:
    """A child of a child that has stopped, some seconds after that was found out."""

    def make(control: Control) -> None:
        child, below = "sess-walked-child", "sess-walked-grandchild"
        control.make(
            {
                "sessions": [
                    session(child, lineage={"parent_session_id": CALLER}),
                    session(below, state=state, lineage={"parent_session_id": child}),
                ]
            }
        )
        stopped(lambda _: None, child, REAPED + seconds)(control)

    return make


SITUATIONS = (
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
    _spawning("a caller has spawned as many as may be", _with(_spawns(2), max_children=2),
              "too_many_children"),
    _spawning("a caller has spawned fewer than may be", _with(_spawns(2), max_children=3),
              "permitted"),
    _spawning("a caller may have another child", _with(children=2, max_children=3), "permitted"),
    _spawning("a caller's child has stopped",
              _with(_first_child_stops, children=2, max_children=2), "permitted"),
    _spawning("a workspace is full", _with(children=1, max_active_per_workspace=2),
              "workspace_full"),
    _spawning("a workspace has room", _with(children=1, max_active_per_workspace=3), "permitted"),
    *(
        _spawning(f"{whose} {state} {what}, {since}", _with(make(state, seconds), **limit), guard)
        for state in ("starting", "active")
        for whose, what, make, limit, full in (
            ("a child that was", "has outlived its time", _child_outlived,
             {"max_children": 1}, "too_many_children"),
            ("a grandchild that was", "has outlived its parent", _grandchild_left,
             {"max_active_per_workspace": 2}, "workspace_full"),
        )
        for guard, seconds, since in ((full, 0, "just now"), ("permitted", 1, "a while ago"))
    ),
    _spawning("limits come before permissions", _with(max_children=0), "too_many_children",
              wanted=SOME),
)  # fmt: skip
