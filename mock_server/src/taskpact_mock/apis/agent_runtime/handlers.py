"""The operations of agent_runtime, one function each."""

from collections.abc import Awaitable, Mapping
from typing import Any

from taskpact_mock.api import Answer, Call, Handler, answer
from taskpact_mock.apis.agent_runtime import (
    channels,
    coordinator,
    errors,
    hooks,
    rendering,
    safety,
    sessions,
    situation,
    souls,
    work,
)
from taskpact_mock.apis.agent_runtime.identity import caller
from taskpact_mock.apis.agent_runtime.records import Peer, Permissions, Reference, Session
from taskpact_mock.apis.agent_runtime.soul import read
from taskpact_mock.apis.agent_runtime.state import API, patience, quirk, runtime_of
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Refused
from taskpact_mock.world.world import World

Body = Mapping[str, Any]


def list_channels(call: Call) -> Answer:
    """The channels that the caller can see."""
    found = channels.visible(runtime_of(call.world), caller(call))
    return answer(200, {"channels": [rendering.channel(each) for each in found]})


def receive_messages(call: Call) -> Answer | Awaitable[Answer]:
    """The messages that wait for the caller on a channel."""
    state, session, channel = runtime_of(call.world), caller(call), call.path["channel"]
    known = channel in state.channels.get(session.workspace_id, {})
    if not known and not quirk(call.world, "open_channels"):
        return errors.problem(404, "channel not found")
    if call.query.get("wait") and not channels.waiting(state, session, channel):
        return _receive_later(call, patience(call.world))
    return _inbox(call)


def send_message(call: Call) -> Answer:
    """Say something to everyone on the caller's channel."""
    session, channel = caller(call), call.path["channel"]
    if session.channel != channel:
        return errors.problem(404, "channel not found: the session did not join it")
    return _send(call, channel, None)


def reply_message(call: Call) -> Answer:
    """Answer the sender of a message."""
    state, session = runtime_of(call.world), caller(call)
    if session.channel is None:
        return errors.problem(404, "channel not found: the session joined none")
    source = channels.find(state, session, call.body["reply_to_message_id"])
    if source is None:
        return errors.problem(404, "message not found")
    if source.sender.id == session.id:
        return errors.bad_message(call.world, "a message of one's own cannot be answered")
    if not channels.is_there(state, source.sender, source.channel):
        return errors.problem(404, "peer not found: the sender has left the channel")
    return _send(call, source.channel, source.sender)


def get_context(call: Call) -> Answer:
    """The caller's situation."""
    return answer(200, {"context": situation.context(call.world, caller(call))})


def get_coordinator_config(call: Call) -> Answer:
    """The settings of a workspace's coordinator."""
    world, workspace_id = call.world, caller(call).workspace_id
    wanted = call.query.get("workspace", "").strip()
    if wanted and not quirk(world, "ignored_workspace"):
        workspace_id = runtime_of(world).workspace_ids.get(wanted)
        if workspace_id is None:
            return errors.problem(404, "workspace not found")
    found = coordinator.resolve(world, workspace_id)
    if found is None:
        return errors.problem(500, "a model without a provider")
    shown = coordinator.view(world, workspace_id, found)
    return answer(200, {"coordinator": shown})


def get_me(call: Call) -> Answer:
    """Who the caller is and what it holds."""
    played = "config_source" if quirk(call.world, "config_source") else None
    return answer(200, {"me": situation.me(call.world, caller(call))}, quirk=played)


def get_soul(call: Call) -> Answer:
    """The persona of the caller's agent."""
    session = caller(call)
    shown = _persona(call, session.workspace_id, session.agent_name, "")
    if isinstance(shown, Answer) or shown["valid"]:
        return shown if isinstance(shown, Answer) else answer(200, shown)
    if quirk(call.world, "soul_faults"):
        return answer(422, shown, quirk="soul_faults")
    first = shown["diagnostics"][0]
    where = first.get("field") or first.get("section") or ""
    return errors.problem(422, f"invalid SOUL.md: {first['code']} {where}".rstrip())


def validate_soul(call: Call) -> Answer:
    """Check a persona, the given one or the stored one."""
    session, body = caller(call), call.body
    workspace_id = session.workspace_id
    if wanted := body.get("workspace_id", "").strip():
        workspace_id = runtime_of(call.world).workspace_ids.get(wanted)
        if workspace_id is None:
            return errors.problem(404, "workspace not found")
    agent_name = body.get("agent_name", "").strip() or session.agent_name
    shown = _persona(call, workspace_id, agent_name, body.get("body", ""))
    if isinstance(shown, Answer):
        return shown
    return answer(200 if shown["valid"] else 422, shown)


def spawn_session(call: Call) -> Answer | Awaitable[Answer]:
    """Start a child of the caller, as fast and as well as a script lets it start."""
    outcome = call.world.scripts.take(API, call.operation.id, call.body, of_request=False) or {}
    failure = outcome["fail"]["code"] if "fail" in outcome else None
    if "take" in outcome:
        return _spawn_later(call, outcome["take"], failure)
    return _spawn(call, failure)


HANDLERS: dict[str, Handler] = {
    handler.__name__: handler
    for handler in (
        list_channels,
        receive_messages,
        send_message,
        reply_message,
        get_context,
        get_coordinator_config,
        get_me,
        get_soul,
        validate_soul,
        spawn_session,
        work.claim_next_task,
        work.heartbeat_run,
        work.complete_run,
        work.fail_run,
        work.release_run,
    )
}


async def _receive_later(call: Call, until: int | None) -> Answer:
    session = caller(call)
    topic, what = channels.topic(session.id), f"a message to {session.id}"
    while until is None or call.world.now < until:
        await call.world.wait(topic, until=until, what=what)
        if channels.waiting(runtime_of(call.world), session, call.path["channel"]):
            break
    return _inbox(call)


def _inbox(call: Call) -> Answer:
    found = channels.waiting(runtime_of(call.world), caller(call), call.path["channel"])
    peers = quirk(call.world, "peer_ids")
    shown = [
        rendering.message(each, peers=peers, received=True)
        for each in found[: call.query.get("limit")]
    ]
    return answer(200, {"messages": shown})


def _send(call: Call, channel: str, target: Session | Peer | None) -> Answer:
    body, metadata, key = (call.body.get(name) for name in ("body", "metadata", "idempotency_key"))
    if (why := safety.unsafe([body, metadata, key])) is not None:
        return errors.bad_message(call.world, why)
    sent = channels.send(
        call.world, caller(call), channel, body=body, metadata=metadata, key=key, target=target
    )
    if sent is None:
        return errors.problem(500, "the message is too large")
    peers = quirk(call.world, "peer_ids")
    return answer(202, {"message": rendering.message(sent, peers=peers, received=False)})


def _persona(
    call: Call, workspace_id: str | None, agent_name: str, text: str
) -> rendering.Object | Answer:
    """What reading the text, or the stored file if it is blank, brings out."""
    state = runtime_of(call.world)
    if workspace_id is None:
        return errors.problem(400, "the session has no workspace")
    workspace, agent = state.workspaces[workspace_id], state.agents.get((workspace_id, agent_name))
    if workspace.gone:
        return errors.problem(410, "workspace root directory is missing")
    if agent is None:
        return errors.problem(404, "agent not found")
    soul = read(text, workspace.soul) if text.strip() else souls.stored(agent, workspace.soul)
    shown = souls.view(soul, agent_name)
    return errors.problem(500, "unsafe") if souls.is_unsafe(shown) else shown


async def _spawn_later(call: Call, seconds: float, failure: str | None) -> Answer:
    until = call.world.now + round(seconds * SECOND)
    await call.world.wait(None, until=until, what=f"the start of a child of {caller(call).id}")
    if caller(call).state != "active":
        return errors.problem(404, "session not found: it was stopped meanwhile")
    return _spawn(call, failure)


def _spawn(call: Call, failure: str | None) -> Answer:
    world, parent = call.world, caller(call)
    state = runtime_of(world)
    allowed = _allowed(world, parent, call.body)
    if isinstance(allowed, Answer):
        return allowed
    begins, body = allowed
    agent = state.agents.get((parent.workspace_id, body["agent_name"].strip()))
    if agent is None:
        return errors.unknown_for_spawn(world, "agent not found")
    provider = body.get("provider") or agent.provider
    if provider not in state.providers:
        return errors.unknown_for_spawn(world, "provider not found")
    workspace = state.workspaces.get(parent.workspace_id or "")
    if workspace is not None and workspace.gone:
        return errors.problem(410, "workspace root directory is missing")
    if failure is not None:
        return errors.provider(failure, provider)
    child = sessions.spawn(world, parent, agent, begins, body)
    shown = rendering.full_session(child, workspace)
    lineage = shown["lineage"]
    spawn = {"lineage": lineage, "permissions": lineage["permission_policy"], "session": shown}
    return answer(201, {"spawn": spawn})


def _allowed(world: World, parent: Session, body: Body) -> tuple[str, Body] | Answer:
    """The state in which the child begins, and what hooks make of the body that asks for it."""
    wanted = Permissions.of(body["permissions"])
    begins = sessions.may_spawn(world, parent, wanted)
    if isinstance(begins, Refused):
        return _no_child(world, parent, wanted, begins)
    hooked = hooks.before_spawn(world, parent, body)
    if isinstance(hooked, hooks.Denied):
        return errors.problem(403, f"permission denied: {hooked.reason}")
    beyond = Permissions.of(hooked["permissions"]).beyond(sessions.granted(parent))
    return (begins, hooked) if beyond is None else _not_granted(403, beyond)


def _no_child(world: World, parent: Session, wanted: Permissions, refusal: Refused) -> Answer:
    limit = sessions.limit_reached(world, parent)
    if limit is not None:
        return errors.problem(refusal.status, f"spawn limit reached: {limit}")
    return _not_granted(refusal.status, wanted.beyond(sessions.granted(parent)) or ("", ""))


def _not_granted(status: int, beyond: Reference) -> Answer:
    kind, name = beyond
    why = f"permission denied: {kind} {name} is not granted to the parent"
    return errors.problem(status, why)
