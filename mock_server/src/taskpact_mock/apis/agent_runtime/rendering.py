"""How the runtime's records are written on the wire. What is absent is left out, never null.

Source: facts 2.2 and 3.1.
"""

from taskpact_mock.apis.agent_runtime.records import (
    Agent,
    Capability,
    Channel,
    Lineage,
    Message,
    Peer,
    Reference,
    Session,
    Workspace,
)
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND, iso_z, moment_of

Object = dict[str, JSON]

KINDS = ("status", "request", "reply", "blocker", "handoff", "result", "review_request")
"""What a message may be for; every channel takes every kind."""
LAST = moment_of("9999-12-31T23:59:59Z")
"""The last moment that can be written."""
NEVER = "0001-01-01T00:00:00Z"
"""How a moment that has not come is written where it may not be left out."""


def stamp(moment: int) -> str:
    """A moment in UTC, without zeros at its end."""
    text = iso_z(moment)
    return f"{text[:-1].rstrip('0')}Z" if "." in text else text


def present(**members: JSON) -> Object:
    """An object of those members that are not None."""
    return {name: value for name, value in members.items() if value is not None}


def reference(who: Reference) -> Object:
    """An actor, an owner or an origin."""
    return {"kind": who[0], "ref": who[1]}


def channel(found: Channel) -> Object:
    """A channel of a list as the contract's CoordinationChannel."""
    return present(
        allowed_message_kinds=list(KINDS),
        channel=found.id,
        display_name=found.display_name,
        id=found.id,
        last_activity_at=stamp(found.updated),
        purpose=found.purpose,
        workspace_id=found.workspace_id,
    )


def message(sent: Message, *, peers: bool, received: bool) -> Object:
    """The message as the contract's AgentChannelMessage.

    `peers` names its sender and target by peer id: the sender only where it is `received`.
    """
    target = sent.target
    return present(
        body=sent.body,
        channel_id=sent.metadata["coordination_channel_id"] or sent.channel,
        from_session_id=sent.sender.peer_id if peers and received else sent.sender.id,
        message_id=sent.id,
        metadata=sent.metadata,
        timestamp=stamp(sent.at // SECOND * SECOND if received else sent.at),
        to_session_id=target and (target.peer_id if peers else target.id),
    )


def lineage(found: Lineage) -> Object:
    """The lineage as the contract's SessionLineage."""
    budget = found.budget
    return present(
        auto_stop_on_parent=found.auto_stop,
        parent_session_id=found.parent,
        permission_policy=found.permissions.as_json(),
        root_session_id=found.root,
        spawn_budget=present(
            max_active_per_workspace=budget.max_active_per_workspace or None,
            max_children=budget.max_children,
            max_depth=budget.max_depth,
            ttl_seconds=budget.ttl_seconds,
        ),
        spawn_depth=found.depth,
        spawn_role=found.role,
        ttl_expires_at=None if found.expires is None else stamp(found.expires),
    )


def caller_session(session: Session) -> Object:
    """The session as the contract's AgentSession."""
    return present(
        channel=session.channel,
        created_at=stamp(session.created),
        id=session.id,
        lineage=session.lineage and lineage(session.lineage),
        name=session.name,
        state=session.state,
        type=session.type,
        updated_at=stamp(session.updated),
    )


def full_session(session: Session, workspace: Workspace | None) -> Object:
    """The session as the contract's Session."""
    return {
        **caller_session(session),
        **present(
            agent_name=session.agent_name,
            attachable=True,
            badge="idle",
            model=session.model,
            provider=session.provider,
            workspace_id=session.workspace_id,
            workspace_path=workspace and workspace.root_dir,
        ),
    }


def identity(session: Session, model: str | None) -> Object:
    """The caller as the contract's AgentIdentity, on the model that its caller knows of."""
    return present(
        agent_name=session.agent_name,
        model=model,
        provider=session.provider,
        session_id=session.id,
    )


def workspace(found: Workspace | None) -> Object:
    """The workspace as the contract's AgentWorkspace; empty for none."""
    return {} if found is None else {"id": found.id, "name": found.name, "root_dir": found.root_dir}


def capability(found: Capability) -> Object:
    """The capability as the contract's AgentCapability."""
    return present(id=found.id, source=found.source, summary=found.summary)


def peer(session: Session, agent: Agent | None) -> Object:
    """Another session as the contract's AgentPeerSummary."""
    known = agent.capabilities if agent else ()
    return present(
        capabilities=sorted({each.id for each in known}),
        channel_id=session.channel,
        display_name=session.agent_name,
        peer_id=session.peer_id,
        session_id=session.id,
    )


def remote_peer(found: Peer) -> Object:
    """An agent of another runtime as the contract's AgentPeerSummary."""
    return {
        "capabilities": list(found.capabilities),
        "channel_id": found.channel,
        "display_name": found.display_name,
        "peer_id": found.id,
    }


def cut(text: str, size: int) -> str:
    """As much of the text as fits into so many bytes."""
    return text.encode()[:size].decode(errors="ignore")
