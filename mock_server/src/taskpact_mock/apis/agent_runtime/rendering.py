"""How the runtime's records are written on the wire. What is absent is left out, never null.

Source: facts 2.2 and 3.1.
"""

from collections.abc import Mapping

from taskpact_mock.apis.agent_runtime.records import (
    Agent,
    Capability,
    Channel,
    Lineage,
    Message,
    Reference,
    Run,
    Session,
    Task,
    Workspace,
    coordination_channel,
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


def task_reference(task: Task, events: int, *, paused: bool | None = None) -> Object:
    """The task as the contract's TaskReference."""
    return present(
        id=task.id,
        identifier=task.identifier,
        latest_event_seq=events,
        owner=task.owner and reference(task.owner),
        paused=paused or None,
        priority=task.priority,
        scope="global" if task.workspace_id is None else "workspace",
        status=task.status,
        title=task.title,
        workspace_id=task.workspace_id,
    )


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


def run_channel(run: Run, task: Task) -> Object | None:
    """The channel of a run as the contract's CoordinationChannel; None of a global task."""
    name = coordination_channel(run, task)
    if name is None:
        return None
    claimed = run.hold.claimed if run.hold else 0
    workflow = run.metadata.get("workflow_id") if isinstance(run.metadata, Mapping) else None
    return present(
        allowed_message_kinds=list(KINDS),
        channel=name,
        display_name=name,
        id=name,
        last_activity_at=stamp(max(run.queued, claimed, run.started or 0, task.updated)),
        purpose="task_run_coordination",
        run_id=run.id,
        task_id=task.id,
        workflow_id=workflow if isinstance(workflow, str) else None,
        workspace_id=task.workspace_id,
    )


def lease(run: Run, task: Task, *, nested: bool) -> Object:
    """The run's lease as the contract's TaskRunLeaseSummary, with its channel if `nested`."""
    return present(
        **_hold(run),
        coordination_channel=run_channel(run, task) if nested else None,
        coordination_channel_id=coordination_channel(run, task),
        run_id=run.id,
        status=run.status,
        task_id=run.task_id,
    )


def claimed_run(run: Run, task: Task) -> Object:
    """The run as the contract's TaskRun."""
    return present(
        **_hold(run),
        attempt=run.attempt,
        claimed_at=stamp(run.hold.claimed) if run.hold else None,
        coordination_channel=run_channel(run, task),
        coordination_channel_id=coordination_channel(run, task),
        id=run.id,
        metadata=_metadata(run),
        network_channel=run.channel,
        origin={"kind": "cli", "ref": "task.run.enqueue"},
        queued_at=stamp(run.queued),
        status=run.status,
        task_id=run.task_id,
    )


def run_summary(run: Run, task: Task) -> Object:
    """The run as the contract's TaskRunSummary."""
    hold = _hold(run)
    return present(
        attempt=run.attempt,
        claim_token_hash=hold.get("claim_token_hash"),
        claimed_at=_moment(run.hold.claimed if run.hold else None),
        claimed_by=hold.get("claimed_by"),
        coordination_channel_id=coordination_channel(run, task),
        ended_at=_moment(run.ended),
        error=None if run.error is None else cut(run.error, 2048),
        heartbeat_at=_moment(run.hold.heartbeat if run.hold else None),
        id=run.id,
        lease_until=_moment(run.hold.until if run.hold else None),
        max_attempts=task.max_attempts,
        queued_at=stamp(run.queued),
        session_id=hold.get("session_id"),
        started_at=_moment(run.started),
        status=run.status,
        task_id=run.task_id,
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


def cut(text: str, size: int) -> str:
    """As much of the text as fits into so many bytes."""
    return text.encode()[:size].decode(errors="ignore")


def _hold(run: Run) -> Object:
    """Who holds or held the run, and until when."""
    hold = run.hold
    if hold is None:
        return {}
    return present(
        claim_token_hash=hold.token_hash,
        claimed_by=reference(("agent_session", hold.session.id)),
        heartbeat_at=None if hold.heartbeat is None else stamp(hold.heartbeat),
        lease_until=None if hold.until is None else stamp(hold.until),
        session_id=hold.session.id,
    )


def _metadata(run: Run) -> JSON:
    """What the run was enqueued with, and the persona of who claimed it.

    Metadata that is no object has no place for a persona and stays as it is.
    """
    snapshot = run.hold.session.snapshot if run.hold else None
    if run.hold is None or snapshot is None or snapshot.soul.digest is None:
        return run.metadata
    if run.metadata is not None and not isinstance(run.metadata, Mapping):
        return run.metadata
    soul = {
        "snapshot_id": snapshot.id,
        "digest": snapshot.soul.digest,
        "agent_name": run.hold.session.agent_name,
        "captured_at": stamp(run.hold.claimed),
    }
    return {**(run.metadata or {}), "soul": soul}


def _moment(moment: int | None) -> str:
    return NEVER if moment is None else stamp(moment)
