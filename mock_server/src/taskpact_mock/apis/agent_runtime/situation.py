"""What a caller is told about itself and what is around it. Source: facts 3.7.

Lists are cut to eight entries and say so.
"""

from collections.abc import Sequence

from taskpact_mock.apis.agent_runtime import channels, coordinator, leases, rendering, souls
from taskpact_mock.apis.agent_runtime.bundle import bundle, task_view
from taskpact_mock.apis.agent_runtime.records import Capability, Message, Run, Session
from taskpact_mock.apis.agent_runtime.rendering import Object, present, stamp
from taskpact_mock.apis.agent_runtime.state import Runtime, runtime_of
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.world import World

SECTION = 8
"""How many entries a list of a context has at most."""
PREVIEW = 180
"""How many characters of a message a context shows at most."""


def context(world: World, session: Session) -> Object:
    """The caller's situation as the contract's AgentContext."""
    state = runtime_of(world)
    workspace = state.workspaces.get(session.workspace_id or "")
    agent = state.agents.get((session.workspace_id, session.agent_name))
    run = _current(world, session)
    channel = _active_channel(state, session, run)
    return {
        "capabilities": _capabilities(state, session),
        "coordination_channel": present(available=channel is not None, channel=channel),
        "inbox_summary": _inbox(state, session, channel["id"] if channel else None),
        "limits": _limits(world, session),
        "peer_roster": _peers(state, session),
        "provenance": {"generated_at": stamp(world.now), "source": "daemon.situation"},
        "self": rendering.identity(session, agent.model if agent else None),
        "session": rendering.caller_session(session),
        "soul": souls.section(session),
        "task": _work(state, run),
        "workspace": rendering.workspace(workspace),
    }


def me(world: World, session: Session) -> Object:
    """The caller as the contract's AgentMe."""
    state = runtime_of(world)
    workspace = state.workspaces.get(session.workspace_id or "")
    run = _current(world, session)
    channel = _active_channel(state, session, run)
    listed = [rendering.channel(each) for each in channels.visible(state, session)]
    seen = [] if channel is None else [channel]
    seen += [each for each in listed if channel is None or each["id"] != channel["id"]]
    settings = coordinator.resolve(world, session.workspace_id)
    return {
        "active_task_leases": [] if run is None else [_lease(state, run)],
        "capabilities": _capabilities(state, session)["capabilities"],
        "channels": seen,
        "coordinator": (
            coordinator.unresolved(world)
            if settings is None
            else coordinator.view(world, session.workspace_id, settings)
        ),
        "limits": _limits(world, session),
        "self": rendering.identity(session, session.model),
        "session": rendering.caller_session(session),
        "workspace": rendering.workspace(workspace),
    }


def capability_ids(world: World, session: Session) -> frozenset[str]:
    """The capabilities that a claim of the session offers: those that its context shows."""
    return frozenset(each.id for each in _known(runtime_of(world), session)[:SECTION])


def _current(world: World, session: Session) -> Run | None:
    """The run that the session holds; of several the one that has come furthest."""
    order = ("running", "starting", "claimed")
    held = leases.active(world, session.id)
    return min(held, key=lambda run: order.index(run.status), default=None)


def _work(state: Runtime, run: Run | None) -> Object:
    if run is None:
        return {"available": False}
    return present(
        available=True,
        bundle=bundle(state, run),
        lease=_lease(state, run),
        task=task_view(state, state.tasks[run.task_id]),
    )


def _lease(state: Runtime, run: Run) -> Object:
    return rendering.lease(run, state.tasks[run.task_id], nested=True)


def _active_channel(state: Runtime, session: Session, run: Run | None) -> Object | None:
    """The channel of the work that is held, else the one that the session joined."""
    found = None if run is None else rendering.run_channel(run, state.tasks[run.task_id])
    if found is not None or session.channel is None:
        return found
    return rendering.channel(state.channels[session.workspace_id][session.channel])


def _known(state: Runtime, session: Session) -> list[Capability]:
    agent = state.agents.get((session.workspace_id, session.agent_name))
    known = agent.capabilities if agent else ()
    return sorted(known, key=lambda each: (each.source, each.id))


def _capabilities(state: Runtime, session: Session) -> Object:
    known = _known(state, session)
    shown = [rendering.capability(each) for each in known[:SECTION]]
    return {"capabilities": shown, "section": _section(shown, len(known))}


def _inbox(state: Runtime, session: Session, channel: str | None) -> Object:
    """The newest messages that wait, of the active channel alone where there is one."""
    found = channels.waiting(state, session, channel)
    newest = sorted(found, key=lambda each: (-each.at, each.id))[:SECTION]
    items = [_item(each) for each in newest]
    return {"items": items, "section": _section(items, len(found)), "unread_count": len(found)}


def _item(message: Message) -> Object:
    text = " ".join(message.body["text"].split())
    preview = text if len(text) <= PREVIEW else text[: PREVIEW - 3] + "..."
    return {
        "channel_id": message.metadata["coordination_channel_id"] or message.channel,
        "kind": message.metadata["message_kind"],
        "message_id": message.id,
        "metadata": dict(message.metadata),
        "preview": preview,
        "timestamp": stamp(message.at // SECOND * SECOND),
    }


def _peers(state: Runtime, session: Session) -> Object:
    """The others who joined the caller's channel."""
    joined: tuple[str, ...] = ()
    if session.channel is not None:
        joined = state.joined.get((session.workspace_id, session.channel), ())
    others = [state.sessions[each] for each in joined if each != session.id]
    others.sort(key=lambda each: each.peer_id)
    shown = [
        rendering.peer(each, state.agents.get((each.workspace_id, each.agent_name)))
        for each in others[:SECTION]
    ]
    return {"peers": shown, "section": _section(shown, len(others))}


def _limits(world: World, session: Session) -> Object:
    settings = coordinator.resolve(world, session.workspace_id) or coordinator.BUILT_IN
    return {
        "context_section_limit": SECTION,
        "max_active_task_leases": 1,
        "max_children": settings.max_children,
        "max_spawn_depth": 1,
    }


def _section(shown: Sequence[JSON], total: int) -> Object:
    return {"limit": SECTION, "returned": len(shown), "truncated": total > len(shown)}
