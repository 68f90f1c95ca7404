# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .session_lineage import SessionLineage
from .session_state import SessionState
from .session_type import SessionType


@_define
class AgentSession(Model):
    """The session of the caller.

    Attributes:
        created_at: When it was created.
        id: The session.
        state: Where it stands; a caller's is always active.
        updated_at: When it last changed.
        channel: The channel that it joined.
        lineage: Its place among the sessions; absent for one without parent and budget.
        name: Its label.
        type_: What it is for.
    """

    created_at: datetime.datetime
    id: str
    state: SessionState
    updated_at: datetime.datetime
    channel: str | Unset = UNSET
    lineage: SessionLineage | None | Unset = UNSET
    name: str | Unset = UNSET
    type_: SessionType | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "created_at": "created_at",
            "id": "id",
            "state": "state",
            "updated_at": "updated_at",
            "channel": "channel",
            "lineage": "lineage",
            "name": "name",
            "type_": "type",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                created_at,
                id,
                state,
                updated_at,
                channel,
                lineage,
                name,
                type_,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "created_at"
            created_at = _read.instant(created_at)
            _at = "id"
            if type(id) is not str:
                id = _read.string(id)
            _at = "state"
            state = _read.word(SessionState, state)
            _at = "updated_at"
            updated_at = _read.instant(updated_at)
            _at = "channel"
            if type(channel) is not str and channel is not UNSET:
                channel = _read.string(channel)
            _at = "lineage"
            if lineage is not None and lineage is not UNSET:
                lineage = SessionLineage.from_dict(lineage)
            _at = "name"
            if type(name) is not str and name is not UNSET:
                name = _read.string(name)
            _at = "type"
            if type_ is not UNSET:
                type_ = _read.word(SessionType, type_)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.created_at = created_at
        _self.id = id
        _self.state = state
        _self.updated_at = updated_at
        _self.channel = channel
        _self.lineage = lineage
        _self.name = name
        _self.type_ = type_
        _self.additional_properties = _rest
        return _self
