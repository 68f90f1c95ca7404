"""What a caller is told about itself and what is around it. Source: facts 3.7.

Lists are cut to eight entries and say so.
"""

from collections.abc import Mapping, Sequence

from attrs import frozen

from taskpact_mock.apis.agent_runtime import (
    channels,
    coordinator,
    leases,
    rendering,
    reviews,
    souls,
)
from taskpact_mock.apis.agent_runtime.bundle import bundle, task_view
from taskpact_mock.apis.agent_runtime.records import Capability, Message, Peer, Session
from taskpact_mock.apis.agent_runtime.rendering import Object, present, stamp
from taskpact_mock.apis.agent_runtime.state import Runtime, model_of, runtime_of
from taskpact_mock.apis.agent_runtime.work_records import (
    Review,
    Run,
    Task,
    coordination_channel,
)
from taskpact_mock.apis.agent_runtime.work_rendering import lease, run_channel
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.world import World

SECTION = 8
"""How many entries a list of a context has at most."""
PREVIEW = 180
"""How many characters of a message a context shows at most."""


@frozen
class Work:
    """The run that a session holds, or that it is to review, and where it is talked about."""

    run: Run
    task: Task
    review: Review | None
    channel: Object | None


def context(world: World, session: Session) -> Object:
    """The caller's situation as the contract's AgentContext."""
    state = runtime_of(world)
    workspace = state.workspaces.get(session.workspace_id or "")
    agent = state.agents.get((session.workspace_id, session.agent_name))
    work = _work(world, session)
    channel = work.channel if work else None
    active = channel["id"] if channel else None
    return {
        "capabilities": _capabilities(state, session),
        "coordination_channel": present(available=channel is not None, channel=channel),
        "inbox_summary": _inbox(state, session, active),
        "limits": _limits(world, session),
        "peer_roster": _peers(state, session, active or session.channel),
        "provenance": {"generated_at": stamp(world.now), "source": "daemon.situation"},
        "self": rendering.identity(
            session, model_of(state, agent, session.provider) if agent else None
        ),
        "session": rendering.caller_session(session),
        "soul": souls.section(session),
        "task": _task(state, work),
        "workspace": rendering.workspace(workspace),
    }


def me(world: World, session: Session) -> Object:
    """The caller as the contract's AgentMe."""
    state = runtime_of(world)
    workspace = state.workspaces.get(session.workspace_id or "")
    work = _work(world, session)
    channel = work.channel if work else None
    listed = [rendering.channel(each) for each in channels.visible(state, session)]
    seen = [] if channel is None else [channel]
    seen += [each for each in listed if channel is None or each["id"] != channel["id"]]
    settings = coordinator.resolve(world, session.workspace_id)
    return {
        "active_task_leases": [_lease(work)] if work and not work.review else [],
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


def _work(world: World, session: Session) -> Work | None:
    """The run that the session holds; else the one that it is to review."""
    state = runtime_of(world)
    run = min(leases.active(world, session.id), key=_rank, default=None)
    review = None if run else reviews.bound_to(state, session.id)
    if review is not None:
        run = state.runs[review.run_id]
    if run is None:
        return None
    task = state.tasks[run.task_id]
    name = (review.channel if review else None) or _channel_name(run, task)
    return Work(run, task, review, run_channel(run, task, name))


def _rank(run: Run) -> tuple[int, int, str]:
    """Of several runs the one that has come furthest comes first, of equals the latest."""
    assert run.hold is not None
    order = ("running", "starting", "claimed")
    return order.index(run.status), -max(run.hold.claimed, run.started or 0), run.id


def _channel_name(run: Run, task: Task) -> str | None:
    """The channel to coordinate the run on; of a global task one that the run itself names."""
    found = coordination_channel(run, task)
    if found is None and isinstance(run.metadata, Mapping):
        named = run.metadata.get("coordination_channel_id")
        found = named.strip() if isinstance(named, str) else None
    return found or run.channel


def _task(state: Runtime, work: Work | None) -> Object:
    if work is None:
        return {"available": False}
    return present(
        available=True,
        bundle=bundle(state, work.run),
        lease=None if work.review else _lease(work),
        task=task_view(state, work.task),
    )


def _lease(work: Work) -> Object:
    return lease(work.run, work.task, work.channel)


def _known(state: Runtime, session: Session) -> list[Capability]:
    agent = state.agents.get((session.workspace_id, session.agent_name))
    known = agent.capabilities if agent else ()
    return sorted(known, key=lambda each: (each.source, each.id))


def _capabilities(state: Runtime, session: Session) -> Object:
    known = _known(state, session)
    shown = [rendering.capability(each) for each in known[:SECTION]]
    return {"capabilities": shown, "section": _section(shown, len(known))}


def _inbox(state: Runtime, session: Session, channel: str | None) -> Object:
    """The newest messages that wait, of those that are about the active channel if there is one."""
    found = [
        each
        for each in channels.waiting(state, session)
        if channel in (None, each.metadata["coordination_channel_id"])
    ]
    newest = sorted(found, key=lambda each: (-each.at, each.id))[:SECTION]
    items = [_item(each) for each in newest]
    return {"items": items, "section": _section(items, len(found)), "unread_count": len(found)}


def _item(message: Message) -> Object:
    text = " ".join(message.body["text"].split())
    preview = text if len(text) <= PREVIEW else text[: PREVIEW - 3].rstrip() + "..."
    return {
        "channel_id": message.metadata["coordination_channel_id"],
        "kind": message.metadata["message_kind"],
        "message_id": message.id,
        "metadata": dict(message.metadata),
        "preview": preview,
        "timestamp": stamp(message.at // SECOND * SECOND),
    }


def _peers(state: Runtime, session: Session, channel: str | None) -> Object:
    """The others on the channel of the caller's work, or else on its own."""
    joined = () if channel is None else state.joined.get((session.workspace_id, channel), ())
    others: list[Session | Peer] = [state.sessions[each] for each in joined if each != session.id]
    others += channels.remote(state, session.workspace_id, channel)
    others.sort(key=lambda each: each.peer_id)
    shown = [_peer(state, each) for each in others[:SECTION]]
    return {"peers": shown, "section": _section(shown, len(others))}


def _peer(state: Runtime, found: Session | Peer) -> Object:
    if isinstance(found, Peer):
        return rendering.remote_peer(found)
    return rendering.peer(found, state.agents.get((found.workspace_id, found.agent_name)))


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
