"""Broken rules of agent_runtime: sessions, their children, souls, and what they are told."""

from typing import Any

from attrs import evolve

from contract_tests.mutants.patching import differing
from contract_tests.mutants.rules.agent_runtime.table import RULES
from contract_tests.mutants.rules.registry import instead
from contract_tests.mutants.server import Hits
from taskpact_mock.apis.agent_runtime import (
    identity,
    records,
    rendering,
    sessions,
    situation,
    souls,
)
from taskpact_mock.apis.agent_runtime.state import runtime_of


@RULES.broken(sessions, "_reached")
def limits_of_children_are_ignored(right: Any, hits: Hits) -> Any:
    """A session may have any number of children, however deep."""

    def wrong(*args: Any) -> Any:
        if any(True for _ in right(*args)):
            hits.count()
        return iter(())

    return wrong


@RULES.broken(records.Permissions, "beyond")
def permissions_are_ignored(right: Any, hits: Hits) -> Any:
    """A child may do more than its parent."""
    return instead(None)(right, hits)


@RULES.broken(sessions, "granted")
def permissions_are_never_granted(right: Any, hits: Hits) -> Any:
    """A child may do nothing."""
    return differing(right, lambda _session: records.Permissions(), hits)


@RULES.broken(sessions, "spawn")
def children_are_orphans(right: Any, hits: Hits) -> Any:
    """A child does not count among those of its parent."""

    def wrong(world: Any, parent: Any, *args: Any) -> Any:
        hits.count()
        made = right(world, parent, *args)
        state = runtime_of(world)
        state.children[parent.id] = tuple(
            each for each in state.children[parent.id] if each != made.id
        )
        return made

    return wrong


@RULES.broken(sessions, "deadline")
def children_live_for_ever(right: Any, hits: Hits) -> Any:
    """A child is not stopped when its time is up."""

    def wrong(_world: Any, _seconds: int) -> int:
        hits.count()
        return rendering.LAST

    return wrong


@RULES.broken(identity, "_fault")
def stopped_sessions_may_call(right: Any, hits: Hits) -> Any:
    """A session that no longer runs is let in."""

    def wrong(world: Any, session_id: str, agent: str, workspace: str) -> Any:
        found = right(world, session_id, agent, workspace)
        session = runtime_of(world).sessions.get(session_id)
        if found == "identity_stale" and session is not None:
            hits.count()
            return None
        return found

    return wrong


@RULES.broken(identity, "_fault")
def agents_may_borrow_sessions(right: Any, hits: Hits) -> Any:
    """The agent that is named need not be the one of the session."""
    return _forgiven("identity_mismatch", right, hits)


@RULES.broken(identity, "_fault")
def workspaces_are_not_checked(right: Any, hits: Hits) -> Any:
    """The workspace that is named need not be the one of the session."""
    return _forgiven("identity_unauthorized", right, hits)


def _forgiven(fault: str, right: Any, hits: Hits) -> Any:
    def wrong(*args: Any) -> Any:
        found = right(*args)
        if found == fault:
            hits.count()
            return None
        return found

    return wrong


@RULES.broken(souls, "view")
def every_soul_is_valid(right: Any, hits: Hits) -> Any:
    """Faults of a persona are found and not told."""

    def wrong(soul: Any, agent_name: str) -> Any:
        found = right(soul, agent_name)
        if not found["valid"]:
            hits.count()
        found.pop("diagnostics", None)
        return {**found, "valid": True}

    return wrong


@RULES.broken(souls, "view")
def soul_is_anothers(right: Any, hits: Hits) -> Any:
    """Another agent is named than the one whose persona it is."""

    def wrong(soul: Any, _agent_name: str) -> Any:
        hits.count()
        return right(soul, "another-agent")

    return wrong


@RULES.broken(situation, "_work")
def own_leases_are_not_told(right: Any, hits: Hits) -> Any:
    """A session is not told what it holds."""
    return instead(None)(right, hits)


@RULES.broken(situation, "_inbox")
def inbox_is_not_told(right: Any, hits: Hits) -> Any:
    """A context shows no messages."""

    def wrong(state: Any, session: Any, channel: str | None) -> Any:
        nobody = evolve(session, id="nobody")
        return right(state, nobody, channel)

    return differing(right, wrong, hits)


@RULES.broken(situation, "_peers")
def peers_are_not_told(right: Any, hits: Hits) -> Any:
    """A context shows no other sessions."""

    def wrong(state: Any, session: Any, *more: Any) -> Any:
        return right(state, evolve(session, workspace_id="nowhere", channel=None), *more)

    return differing(right, wrong, hits)
