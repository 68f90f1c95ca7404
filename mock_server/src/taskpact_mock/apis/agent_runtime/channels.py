"""Channels and the messages on them. Source: facts 3.5.

Every session has an inbox. Reading takes nothing out of it, since only the runtime does that when
it hands a message to its agent, which it never does here.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from attrs import evolve

from taskpact_mock.apis.agent_runtime.records import Channel, Message, Peer, Session
from taskpact_mock.apis.agent_runtime.state import Runtime, runtime_of
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.world import World

INBOX = 100
"""How many messages wait for a session at most; then the oldest are dropped."""
LARGEST = 1024 * 1024
"""How many bytes body and metadata of a message have at most, as JSON."""


def topic(session_id: str) -> str:
    """What those who wait for a message to the session wait for."""
    return f"agent_runtime inbox {session_id}"


def add(world: World, workspace_id: str | None, channel: str, **more: str) -> Channel:
    """Store a channel, unless it is stored already."""
    found = runtime_of(world).channels.setdefault(workspace_id, {})
    if channel not in found:
        given = {"purpose": "network_channel", "display_name": channel, **more}
        found[channel] = Channel(workspace_id, channel, updated=world.now, **given)
    return found[channel]


def visible(state: Runtime, session: Session) -> list[Channel]:
    """The channels that the session can see, by id."""
    found = state.channels.get(session.workspace_id, {})
    return [found[name] for name in sorted(found)]


def waiting(state: Runtime, session: Session, channel: str | None = None) -> list[Message]:
    """The messages that wait for the session, on one channel if it is given, the oldest first."""
    return [each for each in state.inboxes.get(session.id, ()) if channel in (None, each.channel)]


def find(state: Runtime, session: Session, message_id: str) -> Message | None:
    """The message of that id if it waits for the session or was sent by it."""
    for each in state.inboxes.get(session.id, ()):
        if each.id == message_id:
            return each
    found = state.messages.get((session.workspace_id, message_id))
    return found if found is not None and found.sender.id == session.id else None


def is_there(state: Runtime, who: Session | Peer, channel: str) -> bool:
    """Whether who was on the channel still is."""
    if isinstance(who, Session):
        return who.id in state.joined.get((who.workspace_id, channel), ())
    found = state.peers.get(who.id)
    return found is not None and (found.workspace_id, found.channel) == (who.workspace_id, channel)


def remote(state: Runtime, workspace_id: str | None, channel: str | None) -> list[Peer]:
    """The agents of other runtimes on the channel."""
    place = workspace_id, channel
    return [each for each in state.peers.values() if (each.workspace_id, each.channel) == place]


def send(
    world: World,
    sender: Session | Peer,
    channel: str,
    *,
    body: JSON,
    metadata: Mapping[str, Any],
    key: str | None,
    target: Session | Peer | None = None,
) -> Message | None:
    """Send a message to all others who joined the channel, or to `target` alone.

    What goes to another runtime leaves this one, and nothing more is known of it. A `key` that the
    workspace has seen is sent no more. None if the message is too large to be sent.
    """
    state = runtime_of(world)
    message = Message(
        id=key or f"msg-{world.ids.hex(16)}",
        workspace_id=sender.workspace_id,
        channel=channel,
        sender=sender,
        target=target,
        body=body,
        metadata=metadata,
        at=world.now,
    )
    place = sender.workspace_id, message.id
    if place in state.messages:
        return message
    # Facts 3.5 infer the limit, and that it makes the service fail, from what its transport takes.
    # What the transport adds to a message is not known, so that only what was said is counted.
    if len(orjson.dumps([body, metadata])) > LARGEST:
        return None
    state.messages[place] = message
    stored = add(world, sender.workspace_id, channel)
    state.channels[sender.workspace_id][channel] = evolve(stored, updated=world.now)
    for session_id in _hearers(state, message):
        _deliver(world, session_id, message)
    return message


def _hearers(state: Runtime, message: Message) -> tuple[str, ...]:
    """The sessions of this runtime that get a message; remote peers have none."""
    match message.target:
        case Session(id=session_id):
            return (session_id,)
        case Peer():
            return ()
    joined = state.joined.get((message.workspace_id, message.channel), ())
    return tuple(each for each in joined if each != message.sender.id)


def _deliver(world: World, session_id: str, message: Message) -> None:
    inboxes = runtime_of(world).inboxes
    inboxes[session_id] = (*inboxes.get(session_id, ()), message)[-INBOX:]
    world.touch(topic(session_id))
