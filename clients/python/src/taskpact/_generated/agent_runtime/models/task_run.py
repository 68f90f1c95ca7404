# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .actor_identity import ActorIdentity
from .coordination_channel import CoordinationChannel
from .origin import Origin
from .run_status import RunStatus


@_define
class TaskRun(Model):
    """One attempt at a task.

    Attributes:
        attempt: Which attempt it is, from 1.
        id: The run; run- and 16 hex digits.
        origin: By which way it was enqueued.
        queued_at: When it was enqueued.
        status: Where it stands, claimed in a claim.
        task_id: The task that it is a run of.
        claim_token_hash: The hash of the claim's token, sha256: and 64 hex digits. The
            token itself is never sent.
        claimed_at: When it was claimed.
        claimed_by: Who claimed it.
        coordination_channel: The channel to coordinate it on.
        coordination_channel_id: That channel's id.
        ended_at: When it ended.
        error: Why it failed.
        failure_kind: How it failed; operator_forced, else absent.
        heartbeat_at: When the lease was last renewed, at first the time of the claim.
        idempotency_key: The key that it was enqueued under.
        lease_until: The first moment at which it is no longer held.
        metadata: What was given along, and the claimer's persona under soul; any JSON.
        network_channel: The channel that it was enqueued with.
        previous_run_id: The run that it retries.
        result: What came out; any JSON.
        session_id: The session that works on it.
        started_at: When work began.
    """

    attempt: int
    id: str
    origin: Origin
    queued_at: datetime.datetime
    status: RunStatus
    task_id: str
    claim_token_hash: str | Unset = UNSET
    claimed_at: datetime.datetime | None | Unset = UNSET
    claimed_by: ActorIdentity | None | Unset = UNSET
    coordination_channel: CoordinationChannel | None | Unset = UNSET
    coordination_channel_id: str | Unset = UNSET
    ended_at: datetime.datetime | None | Unset = UNSET
    error: str | Unset = UNSET
    failure_kind: str | Unset = UNSET
    heartbeat_at: datetime.datetime | None | Unset = UNSET
    idempotency_key: str | Unset = UNSET
    lease_until: datetime.datetime | None | Unset = UNSET
    metadata: Any | Unset = UNSET
    network_channel: str | Unset = UNSET
    previous_run_id: str | Unset = UNSET
    result: Any | Unset = UNSET
    session_id: str | Unset = UNSET
    started_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "attempt": "attempt",
            "id": "id",
            "origin": "origin",
            "queued_at": "queued_at",
            "status": "status",
            "task_id": "task_id",
            "claim_token_hash": "claim_token_hash",
            "claimed_at": "claimed_at",
            "claimed_by": "claimed_by",
            "coordination_channel": "coordination_channel",
            "coordination_channel_id": "coordination_channel_id",
            "ended_at": "ended_at",
            "error": "error",
            "failure_kind": "failure_kind",
            "heartbeat_at": "heartbeat_at",
            "idempotency_key": "idempotency_key",
            "lease_until": "lease_until",
            "metadata": "metadata",
            "network_channel": "network_channel",
            "previous_run_id": "previous_run_id",
            "result": "result",
            "session_id": "session_id",
            "started_at": "started_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                attempt,
                id,
                origin,
                queued_at,
                status,
                task_id,
                claim_token_hash,
                claimed_at,
                claimed_by,
                coordination_channel,
                coordination_channel_id,
                ended_at,
                error,
                failure_kind,
                heartbeat_at,
                idempotency_key,
                lease_until,
                metadata,
                network_channel,
                previous_run_id,
                result,
                session_id,
                started_at,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "attempt"
            if type(attempt) is not int:
                attempt = _read.integer(attempt)
            _at = "id"
            if type(id) is not str:
                id = _read.string(id)
            _at = "origin"
            origin = Origin.from_dict(origin)
            _at = "queued_at"
            queued_at = _read.instant(queued_at)
            _at = "status"
            status = _read.word(RunStatus, status)
            _at = "task_id"
            if type(task_id) is not str:
                task_id = _read.string(task_id)
            _at = "claim_token_hash"
            if type(claim_token_hash) is not str and claim_token_hash is not UNSET:
                claim_token_hash = _read.string(claim_token_hash)
            _at = "claimed_at"
            if claimed_at is not None and claimed_at is not UNSET:
                claimed_at = _read.instant(claimed_at)
            _at = "claimed_by"
            if claimed_by is not None and claimed_by is not UNSET:
                claimed_by = ActorIdentity.from_dict(claimed_by)
            _at = "coordination_channel"
            if coordination_channel is not None and coordination_channel is not UNSET:
                coordination_channel = CoordinationChannel.from_dict(coordination_channel)
            _at = "coordination_channel_id"
            if type(coordination_channel_id) is not str and coordination_channel_id is not UNSET:
                coordination_channel_id = _read.string(coordination_channel_id)
            _at = "ended_at"
            if ended_at is not None and ended_at is not UNSET:
                ended_at = _read.instant(ended_at)
            _at = "error"
            if type(error) is not str and error is not UNSET:
                error = _read.string(error)
            _at = "failure_kind"
            if type(failure_kind) is not str and failure_kind is not UNSET:
                failure_kind = _read.string(failure_kind)
            _at = "heartbeat_at"
            if heartbeat_at is not None and heartbeat_at is not UNSET:
                heartbeat_at = _read.instant(heartbeat_at)
            _at = "idempotency_key"
            if type(idempotency_key) is not str and idempotency_key is not UNSET:
                idempotency_key = _read.string(idempotency_key)
            _at = "lease_until"
            if lease_until is not None and lease_until is not UNSET:
                lease_until = _read.instant(lease_until)
            _at = "network_channel"
            if type(network_channel) is not str and network_channel is not UNSET:
                network_channel = _read.string(network_channel)
            _at = "previous_run_id"
            if type(previous_run_id) is not str and previous_run_id is not UNSET:
                previous_run_id = _read.string(previous_run_id)
            _at = "session_id"
            if type(session_id) is not str and session_id is not UNSET:
                session_id = _read.string(session_id)
            _at = "started_at"
            if started_at is not None and started_at is not UNSET:
                started_at = _read.instant(started_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.attempt = attempt
        _self.id = id
        _self.origin = origin
        _self.queued_at = queued_at
        _self.status = status
        _self.task_id = task_id
        _self.claim_token_hash = claim_token_hash
        _self.claimed_at = claimed_at
        _self.claimed_by = claimed_by
        _self.coordination_channel = coordination_channel
        _self.coordination_channel_id = coordination_channel_id
        _self.ended_at = ended_at
        _self.error = error
        _self.failure_kind = failure_kind
        _self.heartbeat_at = heartbeat_at
        _self.idempotency_key = idempotency_key
        _self.lease_until = lease_until
        _self.metadata = metadata
        _self.network_channel = network_channel
        _self.previous_run_id = previous_run_id
        _self.result = result
        _self.session_id = session_id
        _self.started_at = started_at
        _self.additional_properties = _rest
        return _self
