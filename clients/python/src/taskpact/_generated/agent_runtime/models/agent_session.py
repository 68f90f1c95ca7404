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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("created_at", "created_at"),
        ("id", "id"),
        ("state", "state"),
        ("updated_at", "updated_at"),
        ("channel", "channel"),
        ("lineage", "lineage"),
        ("name", "name"),
        ("type_", "type"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "created_at"
            created_at = _read.instant(_rest.pop(_at))
            _at = "id"
            if type(id := _rest.pop(_at)) is not str:
                id = _read.string(id)
            _at = "state"
            state = SessionState.of(_rest.pop(_at))
            _at = "updated_at"
            updated_at = _read.instant(_rest.pop(_at))
            _at = "channel"
            if type(channel := _rest.pop(_at, UNSET)) is not str:
                channel = _read.optional(_read.string, channel)
            _at = "lineage"
            lineage = _read.maybe(SessionLineage.from_dict, _rest.pop(_at, UNSET))
            _at = "name"
            if type(name := _rest.pop(_at, UNSET)) is not str:
                name = _read.optional(_read.string, name)
            _at = "type"
            type_ = _read.optional(SessionType.of, _rest.pop(_at, UNSET))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            created_at,
            id,
            state,
            updated_at,
            channel,
            lineage,
            name,
            type_,
            _rest or {},
        )
