"""Sessions: their creation, children that they spawn, and those that the runtime stops.

Source: facts 3.6.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from taskpact_mock.apis.agent_runtime import channels
from taskpact_mock.apis.agent_runtime.events import DAEMON
from taskpact_mock.apis.agent_runtime.leases import requeue
from taskpact_mock.apis.agent_runtime.records import (
    Agent,
    Budget,
    Lineage,
    Permissions,
    Reference,
    Session,
)
from taskpact_mock.apis.agent_runtime.rendering import LAST
from taskpact_mock.apis.agent_runtime.souls import snapshot
from taskpact_mock.apis.agent_runtime.state import (
    API,
    RUNS,
    SESSIONS,
    Runtime,
    model_of,
    runtime_of,
)
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Refused
from taskpact_mock.world.world import World

REAP = 5 * SECOND
"""How long it is from one look for sessions that are to be stopped to the next."""
STOPPING = 1 * SECOND
"""How long a session takes to stop."""

_LIVE = ("starting", "active", "stopping")
_REAPED: Reference = ("daemon", "session.reap")


def create(
    world: World,
    agent: Agent,
    *,
    session_id: str,
    state: str,
    kind: str = "user",
    channel: str | None = None,
    name: str | None = None,
    provider: str | None = None,
    lineage: Lineage | None = None,
) -> Session:
    """A new session of the agent, in the agent's workspace and in the given state."""
    runtime = runtime_of(world)
    provider = provider or agent.provider
    session = Session(
        id=session_id,
        agent_name=agent.name,
        provider=provider,
        model=model_of(runtime, agent, provider),
        workspace_id=agent.workspace_id,
        channel=channel,
        name=name,
        type=kind,
        state=state,
        lineage=lineage,
        snapshot=snapshot(world, runtime, agent),
        created=world.now,
        updated=world.now,
    )
    if lineage is not None and lineage.parent is not None:
        siblings = runtime.children.get(lineage.parent, ())
        runtime.children[lineage.parent] = (*siblings, session.id)
        if lineage.expires is not None:
            world.plan(_next_reap(lineage.expires), API, "reap", session.id)
        if lineage.parent not in runtime.sessions:
            world.plan(_next_reap(world.now), API, "reap", session.id)
    runtime.sessions[session.id] = session
    if channel is not None:
        channels.add(world, session.workspace_id, channel)
    _join(runtime, session)
    return session


def may_spawn(world: World, parent: Session, wanted: Permissions) -> str | Refused:
    """The state in which a child begins, or why the parent may not have it."""
    reached = {name for name, _ in _reached(world, parent)}
    permitted = not reached and wanted.beyond(granted(parent)) is None
    outcome = SESSIONS.step(
        "operation",
        "spawn_session",
        None,
        lambda guard: permitted if guard == "permitted" else guard in reached,
    )
    return outcome if isinstance(outcome, Refused) else outcome.state


def limit_reached(world: World, parent: Session) -> str | None:
    """The first limit that keeps the parent from having another child, in words."""
    return next((limit for _, limit in _reached(world, parent)), None)


def spawn(
    world: World, parent: Session, agent: Agent, state: str, body: Mapping[str, Any]
) -> Session:
    """The child that `body`, a spawn that was permitted, asks for."""
    ttl = body["ttl_seconds"]
    above = parent.lineage
    budget = above.budget if above else Budget()
    lineage = Lineage(
        parent=parent.id,
        root=above.root if above else parent.id,
        depth=(above.depth if above else 0) + 1,
        role=body["spawn_role"].strip() or "worker",
        auto_stop=body["auto_stop_on_parent"],
        permissions=Permissions.of(body["permissions"]),
        budget=evolve(budget, ttl_seconds=ttl),
        expires=deadline(world, ttl),
    )
    return create(
        world,
        agent,
        session_id=f"sess-{world.ids.hex(16)}",
        state=state,
        kind="spawned",
        channel=parent.channel,
        name=body.get("name") or None,
        provider=body.get("provider") or None,
        lineage=lineage,
    )


def deadline(world: World, seconds: int) -> int:
    """When so many seconds are over, or the last moment that can be written."""
    return min(world.now + seconds * SECOND, LAST)


def granted(session: Session) -> Permissions:
    """What the session may use; nothing if it has no lineage."""
    return session.lineage.permissions if session.lineage else Permissions()


def activate(world: World, session: Session) -> None:
    """A session that was being started has started."""
    _move(world, session, SESSIONS.advance("control", "activate", session.state))


def stop(world: World, session: Session) -> None:
    """An operator stops the session."""
    _stop(world, session, SESSIONS.advance("control", "stop", session.state))


def reap(world: World, session_id: str) -> None:
    """A due event: a spawned session is stopped if its time is up or its parent is gone."""
    runtime = runtime_of(world)
    session = runtime.sessions[session_id]
    lineage = session.lineage
    if lineage is None or lineage.parent is None or session.state not in ("starting", "active"):
        return
    parent = runtime.sessions.get(lineage.parent)
    if lineage.expires is not None and lineage.expires <= world.now:
        cause = "ttl_expired"
    elif parent is None:
        cause = "orphaned"
    elif parent.state not in _LIVE and lineage.auto_stop:
        cause = "parent_stopped"
    else:
        return
    for run_id in runtime.held.get(session_id, ()):
        run = runtime.runs[run_id]
        run = evolve(run, status=RUNS.advance("time", "holder_reaped", run.status))
        requeue(world, run, "run_released", DAEMON, _REAPED, {"reason": cause})
    _stop(world, session, SESSIONS.advance("time", cause, session.state))


def stopped(world: World, session_id: str) -> None:
    """A due event: a session that was being stopped has stopped; children may have to follow."""
    runtime = runtime_of(world)
    session = runtime.sessions[session_id]
    _move(world, session, SESSIONS.advance("time", "stop_done", session.state))
    for child in runtime.children.get(session_id, ()):
        world.plan(_next_reap(world.now), API, "reap", child)


def _stop(world: World, session: Session, state: str) -> None:
    _move(world, session, state)
    world.plan(world.now + STOPPING, API, "stopped", session.id)


def _move(world: World, session: Session, state: str) -> None:
    runtime = runtime_of(world)
    session = evolve(session, state=state, updated=world.now)
    runtime.sessions[session.id] = session
    _join(runtime, session)


def _join(runtime: Runtime, session: Session) -> None:
    """Let the session be on its channel while it is active, and only then."""
    if session.channel is None:
        return
    place = session.workspace_id, session.channel
    others = tuple(each for each in runtime.joined.get(place, ()) if each != session.id)
    runtime.joined[place] = (*others, session.id) if session.state == "active" else others


def _reached(world: World, parent: Session) -> Iterator[tuple[str, str]]:
    """The guard and the name of each limit that the parent has reached, in order."""
    runtime = runtime_of(world)
    budget = parent.lineage.budget if parent.lineage else Budget()
    depth = parent.lineage.depth if parent.lineage else 0
    children = [runtime.sessions[each] for each in runtime.children.get(parent.id, ())]
    if depth + 1 > budget.max_depth:
        yield "too_deep", f"max_depth {budget.max_depth}"
    if sum(each.state in _LIVE for each in children) >= budget.max_children:
        yield "too_many_children", f"max_children {budget.max_children}"
    most = budget.max_active_per_workspace
    if 0 < most <= _live_in_tree(runtime, parent):
        yield "workspace_full", f"max_active_per_workspace {most}"


def _live_in_tree(runtime: Runtime, session: Session) -> int:
    """How many live sessions of the session's tree are in its workspace."""
    left = [session.lineage.root if session.lineage else session.id]
    tree: list[Session] = []
    while left:
        session_id = left.pop()
        left.extend(runtime.children.get(session_id, ()))
        tree += filter(None, [runtime.sessions.get(session_id)])
    return sum(each.state in _LIVE and each.workspace_id == session.workspace_id for each in tree)


def _next_reap(moment: int) -> int:
    return -(-moment // REAP) * REAP
