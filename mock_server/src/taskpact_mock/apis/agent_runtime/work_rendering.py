"""How tasks, runs and leases are written on the wire. Source: facts 2.2 and 3.1."""

from collections.abc import Mapping

from taskpact_mock.apis.agent_runtime.rendering import (
    KINDS,
    NEVER,
    Object,
    cut,
    present,
    reference,
    stamp,
)
from taskpact_mock.apis.agent_runtime.safety import without_claim_tokens, without_tokens
from taskpact_mock.apis.agent_runtime.work_records import Run, Task, coordination_channel
from taskpact_mock.contract.decode import JSON

ERROR_BYTES = 2048
"""How many bytes of a run's error a summary of it has at most."""


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


def run_channel(run: Run, task: Task, name: str | None = None) -> Object | None:
    """The channel of a run, or one of that `name` for it, as the contract's CoordinationChannel.

    None of a global task, unless a name is given.
    """
    name = name or coordination_channel(run, task)
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


def lease(run: Run, task: Task, channel: Object | None = None) -> Object:
    """The run's lease as the contract's TaskRunLeaseSummary, with its `channel` if it is given."""
    return present(
        **_hold(run),
        coordination_channel=channel,
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
        idempotency_key=run.arrival.key,
        metadata=_metadata(run),
        network_channel=run.channel,
        origin=reference(run.arrival.origin),
        previous_run_id=run.arrival.previous,
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
        error=safe(run.error, ERROR_BYTES),
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


def safe(text: str | None, size: int) -> str | None:
    """As much of the text as fits into so many bytes, without claim tokens."""
    return None if text is None else cut(without_tokens(text), size)


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
    """What the run was enqueued with, claim tokens left out, and the persona of who claimed it.

    Metadata that is no object has no place for a persona.
    """
    given = without_claim_tokens(run.metadata)
    snapshot = run.hold.session.snapshot if run.hold else None
    if run.hold is None or snapshot is None or snapshot.soul.digest is None:
        return given
    if given is not None and not isinstance(given, Mapping):
        return given
    soul = {
        "snapshot_id": snapshot.id,
        "digest": snapshot.soul.digest,
        "agent_name": run.hold.session.agent_name,
        "captured_at": stamp(run.hold.claimed),
    }
    return {**(given or {}), "soul": soul}


def _moment(moment: int | None) -> str:
    return NEVER if moment is None else stamp(moment)
