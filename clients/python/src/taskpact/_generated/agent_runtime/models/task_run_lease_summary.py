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
from .run_status import RunStatus


@_define
class TaskRunLeaseSummary(Model):
    """A run and who holds it until when.

    Attributes:
        run_id: The run.
        status: Where the run stands.
        task_id: The task that it is a run of.
        claim_token_hash: The hash of the claim's token; gone after a release.
        claimed_by: Who claimed it; gone after a release.
        coordination_channel: The channel to coordinate it on; in a claim, a context and a
            caller's own view.
        coordination_channel_id: That channel's id.
        heartbeat_at: When it was last renewed; gone once the lease has ended.
        lease_until: The first moment at which it is no longer held; gone once the lease
            has ended.
        session_id: The session that holds it; gone after a release.
    """

    run_id: str
    status: RunStatus
    task_id: str
    claim_token_hash: str | Unset = UNSET
    claimed_by: ActorIdentity | None | Unset = UNSET
    coordination_channel: CoordinationChannel | None | Unset = UNSET
    coordination_channel_id: str | Unset = UNSET
    heartbeat_at: datetime.datetime | None | Unset = UNSET
    lease_until: datetime.datetime | None | Unset = UNSET
    session_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "run_id": "run_id",
            "status": "status",
            "task_id": "task_id",
            "claim_token_hash": "claim_token_hash",
            "claimed_by": "claimed_by",
            "coordination_channel": "coordination_channel",
            "coordination_channel_id": "coordination_channel_id",
            "heartbeat_at": "heartbeat_at",
            "lease_until": "lease_until",
            "session_id": "session_id",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                run_id,
                status,
                task_id,
                claim_token_hash,
                claimed_by,
                coordination_channel,
                coordination_channel_id,
                heartbeat_at,
                lease_until,
                session_id,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "run_id"
            if type(run_id) is not str:
                run_id = _read.string(run_id)
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
            _at = "coordination_channel"
            if coordination_channel is not None and coordination_channel is not UNSET:
                coordination_channel = CoordinationChannel.from_dict(coordination_channel)
            _at = "coordination_channel_id"
            if type(coordination_channel_id) is not str and coordination_channel_id is not UNSET:
                coordination_channel_id = _read.string(coordination_channel_id)
            _at = "heartbeat_at"
            if heartbeat_at is not None and heartbeat_at is not UNSET:
                heartbeat_at = _read.instant(heartbeat_at)
            _at = "lease_until"
            if lease_until is not None and lease_until is not UNSET:
                lease_until = _read.instant(lease_until)
            _at = "session_id"
            if type(session_id) is not str and session_id is not UNSET:
                session_id = _read.string(session_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.run_id = run_id
        _self.status = status
        _self.task_id = task_id
        _self.claim_token_hash = claim_token_hash
        _self.claimed_by = claimed_by
        _self.coordination_channel = coordination_channel
        _self.coordination_channel_id = coordination_channel_id
        _self.heartbeat_at = heartbeat_at
        _self.lease_until = lease_until
        _self.session_id = session_id
        _self.additional_properties = _rest
        return _self
