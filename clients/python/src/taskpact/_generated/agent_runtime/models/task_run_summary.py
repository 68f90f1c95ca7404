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
from .run_status import RunStatus


@_define
class TaskRunSummary(Model):
    """A run in short. Here a moment that has not come is 0001-01-01T00:00:00Z.

    Attributes:
        attempt: Which attempt it is, from 1.
        claimed_at: When it was claimed.
        ended_at: When it ended.
        heartbeat_at: When the lease was last renewed.
        id: The run.
        lease_until: The first moment at which it is no longer held.
        max_attempts: Attempts that the task allows, 3 by default.
        queued_at: When it was enqueued.
        started_at: When work began.
        status: Where it stands.
        task_id: The task that it is a run of.
        claim_token_hash: The hash of the claim's token, sha256: and 64 hex digits.
        claimed_by: Who claimed it.
        coordination_channel_id: The channel to coordinate it on.
        error: Why it failed, at most 2048 bytes.
        failure_kind: How it failed; not sent by these operations.
        previous_run_id: The run that it retries; not sent by these operations.
        session_id: The session that works on it.
    """

    attempt: int
    claimed_at: datetime.datetime
    ended_at: datetime.datetime
    heartbeat_at: datetime.datetime
    id: str
    lease_until: datetime.datetime
    max_attempts: int
    queued_at: datetime.datetime
    started_at: datetime.datetime
    status: RunStatus
    task_id: str
    claim_token_hash: str | Unset = UNSET
    claimed_by: ActorIdentity | None | Unset = UNSET
    coordination_channel_id: str | Unset = UNSET
    error: str | Unset = UNSET
    failure_kind: str | Unset = UNSET
    previous_run_id: str | Unset = UNSET
    session_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "attempt": "attempt",
            "claimed_at": "claimed_at",
            "ended_at": "ended_at",
            "heartbeat_at": "heartbeat_at",
            "id": "id",
            "lease_until": "lease_until",
            "max_attempts": "max_attempts",
            "queued_at": "queued_at",
            "started_at": "started_at",
            "status": "status",
            "task_id": "task_id",
            "claim_token_hash": "claim_token_hash",
            "claimed_by": "claimed_by",
            "coordination_channel_id": "coordination_channel_id",
            "error": "error",
            "failure_kind": "failure_kind",
            "previous_run_id": "previous_run_id",
            "session_id": "session_id",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                attempt,
                claimed_at,
                ended_at,
                heartbeat_at,
                id,
                lease_until,
                max_attempts,
                queued_at,
                started_at,
                status,
                task_id,
                claim_token_hash,
                claimed_by,
                coordination_channel_id,
                error,
                failure_kind,
                previous_run_id,
                session_id,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "attempt"
            if type(attempt) is not int:
                attempt = _read.integer(attempt)
            _at = "claimed_at"
            claimed_at = _read.instant(claimed_at)
            _at = "ended_at"
            ended_at = _read.instant(ended_at)
            _at = "heartbeat_at"
            heartbeat_at = _read.instant(heartbeat_at)
            _at = "id"
            if type(id) is not str:
                id = _read.string(id)
            _at = "lease_until"
            lease_until = _read.instant(lease_until)
            _at = "max_attempts"
            if type(max_attempts) is not int:
                max_attempts = _read.integer(max_attempts)
            _at = "queued_at"
            queued_at = _read.instant(queued_at)
            _at = "started_at"
            started_at = _read.instant(started_at)
            _at = "status"
            status = _read.word(RunStatus, status)
            _at = "task_id"
            if type(task_id) is not str:
                task_id = _read.string(task_id)
            _at = "claim_token_hash"
            if type(claim_token_hash) is not str and claim_token_hash is not UNSET:
                claim_token_hash = _read.string(claim_token_hash)
            _at = "claimed_by"
            if claimed_by is not None and claimed_by is not UNSET:
                claimed_by = ActorIdentity.from_dict(claimed_by)
            _at = "coordination_channel_id"
            if type(coordination_channel_id) is not str and coordination_channel_id is not UNSET:
                coordination_channel_id = _read.string(coordination_channel_id)
            _at = "error"
            if type(error) is not str and error is not UNSET:
                error = _read.string(error)
            _at = "failure_kind"
            if type(failure_kind) is not str and failure_kind is not UNSET:
                failure_kind = _read.string(failure_kind)
            _at = "previous_run_id"
            if type(previous_run_id) is not str and previous_run_id is not UNSET:
                previous_run_id = _read.string(previous_run_id)
            _at = "session_id"
            if type(session_id) is not str and session_id is not UNSET:
                session_id = _read.string(session_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.attempt = attempt
        _self.claimed_at = claimed_at
        _self.ended_at = ended_at
        _self.heartbeat_at = heartbeat_at
        _self.id = id
        _self.lease_until = lease_until
        _self.max_attempts = max_attempts
        _self.queued_at = queued_at
        _self.started_at = started_at
        _self.status = status
        _self.task_id = task_id
        _self.claim_token_hash = claim_token_hash
        _self.claimed_by = claimed_by
        _self.coordination_channel_id = coordination_channel_id
        _self.error = error
        _self.failure_kind = failure_kind
        _self.previous_run_id = previous_run_id
        _self.session_id = session_id
        _self.additional_properties = _rest
        return _self
