# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class HeartbeatFrameData(Model):
    """A sign of life.

    Attributes:
        task_id: The task.
        timestamp: When it was sent.
    """

    task_id: str
    timestamp: datetime.datetime
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "task_id": "task_id",
            "timestamp": "timestamp",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                task_id,
                timestamp,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "task_id"
            if type(task_id) is not str:
                task_id = _read.string(task_id)
            _at = "timestamp"
            timestamp = _read.instant(timestamp)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.task_id = task_id
        _self.timestamp = timestamp
        _self.additional_properties = _rest
        return _self
