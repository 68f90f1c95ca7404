"""Hooks before claims and spawns, which may refuse or change them. Source: facts 3.2 and 3.6.

Each sees what the one before it left. Hooks after the fact only watch, so nobody can see them here.
"""

from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from taskpact_mock.apis.agent_runtime.records import Session
from taskpact_mock.apis.agent_runtime.state import runtime_of
from taskpact_mock.world.world import World


@frozen
class Criteria:
    """What a claim looks for: what the claimer can do, and the least priority that it takes."""

    capabilities: frozenset[str]
    priority_min: int


@frozen
class Denied:
    """Why a hook refuses."""

    reason: str


def before_claim(world: World, session: Session, criteria: Criteria) -> Criteria | Denied:
    """What is left of the criteria. A hook raises the least priority and never lowers it."""
    for hook in runtime_of(world).claim_hooks:
        if not hook.concern.has(session):
            continue
        if hook.refuse is not None:
            return Denied(hook.refuse)
        criteria = evolve(
            criteria,
            capabilities=criteria.capabilities | hook.add_capabilities,
            priority_min=max(criteria.priority_min, hook.priority_min),
        )
    return criteria


def before_spawn(
    world: World, parent: Session, body: Mapping[str, Any]
) -> Mapping[str, Any] | Denied:
    """The body of the spawn as the hooks leave it; its permissions must be looked at again."""
    for hook in runtime_of(world).spawn_hooks:
        if not hook.concern.has(parent):
            continue
        if hook.refuse is not None:
            return Denied(hook.refuse)
        body = {**body, **hook.child}
    return body
