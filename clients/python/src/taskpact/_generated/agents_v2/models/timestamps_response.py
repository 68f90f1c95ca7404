# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class TimestampsResponse(Model):
    """Moments in the life of a task, in ISO 8601. The deployed service leaves out the offset
    in some of them; they are in UTC then.

    Attributes:
        created_at: When the task was accepted.
        started_at: When its latest attempt began.
        completed_at: When it ended.
    """

    created_at: str | None | Unset = UNSET
    started_at: str | None | Unset = UNSET
    completed_at: str | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "created_at": "created_at",
            "started_at": "started_at",
            "completed_at": "completed_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                created_at,
                started_at,
                completed_at,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "created_at"
            if type(created_at) is not str and created_at is not None and created_at is not UNSET:
                created_at = _read.string(created_at)
            _at = "started_at"
            if type(started_at) is not str and started_at is not None and started_at is not UNSET:
                started_at = _read.string(started_at)
            _at = "completed_at"
            if (
                type(completed_at) is not str
                and completed_at is not None
                and completed_at is not UNSET
            ):
                completed_at = _read.string(completed_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.created_at = created_at
        _self.started_at = started_at
        _self.completed_at = completed_at
        _self.additional_properties = _rest
        return _self
