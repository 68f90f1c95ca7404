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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("attempt", "attempt"),
        ("id", "id"),
        ("origin", "origin"),
        ("queued_at", "queued_at"),
        ("status", "status"),
        ("task_id", "task_id"),
        ("claim_token_hash", "claim_token_hash"),
        ("claimed_at", "claimed_at"),
        ("claimed_by", "claimed_by"),
        ("coordination_channel", "coordination_channel"),
        ("coordination_channel_id", "coordination_channel_id"),
        ("ended_at", "ended_at"),
        ("error", "error"),
        ("failure_kind", "failure_kind"),
        ("heartbeat_at", "heartbeat_at"),
        ("idempotency_key", "idempotency_key"),
        ("lease_until", "lease_until"),
        ("metadata", "metadata"),
        ("network_channel", "network_channel"),
        ("previous_run_id", "previous_run_id"),
        ("result", "result"),
        ("session_id", "session_id"),
        ("started_at", "started_at"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "attempt"
            if type(attempt := _rest.pop(_at)) is not int:
                attempt = _read.integer(attempt)
            _at = "id"
            if type(id := _rest.pop(_at)) is not str:
                id = _read.string(id)
            _at = "origin"
            origin = Origin.from_dict(_rest.pop(_at))
            _at = "queued_at"
            queued_at = _read.instant(_rest.pop(_at))
            _at = "status"
            status = RunStatus.of(_rest.pop(_at))
            _at = "task_id"
            if type(task_id := _rest.pop(_at)) is not str:
                task_id = _read.string(task_id)
            _at = "claim_token_hash"
            if type(claim_token_hash := _rest.pop(_at, UNSET)) is not str:
                claim_token_hash = _read.optional(_read.string, claim_token_hash)
            _at = "claimed_at"
            claimed_at = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
            _at = "claimed_by"
            claimed_by = _read.maybe(ActorIdentity.from_dict, _rest.pop(_at, UNSET))
            _at = "coordination_channel"
            coordination_channel = _read.maybe(CoordinationChannel.from_dict, _rest.pop(_at, UNSET))
            _at = "coordination_channel_id"
            if type(coordination_channel_id := _rest.pop(_at, UNSET)) is not str:
                coordination_channel_id = _read.optional(_read.string, coordination_channel_id)
            _at = "ended_at"
            ended_at = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
            _at = "error"
            if type(error := _rest.pop(_at, UNSET)) is not str:
                error = _read.optional(_read.string, error)
            _at = "failure_kind"
            if type(failure_kind := _rest.pop(_at, UNSET)) is not str:
                failure_kind = _read.optional(_read.string, failure_kind)
            _at = "heartbeat_at"
            heartbeat_at = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
            _at = "idempotency_key"
            if type(idempotency_key := _rest.pop(_at, UNSET)) is not str:
                idempotency_key = _read.optional(_read.string, idempotency_key)
            _at = "lease_until"
            lease_until = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
            _at = "metadata"
            metadata = _rest.pop(_at, UNSET)
            _at = "network_channel"
            if type(network_channel := _rest.pop(_at, UNSET)) is not str:
                network_channel = _read.optional(_read.string, network_channel)
            _at = "previous_run_id"
            if type(previous_run_id := _rest.pop(_at, UNSET)) is not str:
                previous_run_id = _read.optional(_read.string, previous_run_id)
            _at = "result"
            result = _rest.pop(_at, UNSET)
            _at = "session_id"
            if type(session_id := _rest.pop(_at, UNSET)) is not str:
                session_id = _read.optional(_read.string, session_id)
            _at = "started_at"
            started_at = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
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
            _rest or {},
        )
