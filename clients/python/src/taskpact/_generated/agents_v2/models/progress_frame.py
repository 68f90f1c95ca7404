# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .progress_frame_data import ProgressFrameData


@_define
class ProgressFrame(Model):
    """The task changed.

    Attributes:
        event: Always progress.
        data: The task as it is now.
    """

    event: Literal["progress"]
    data: ProgressFrameData
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "event": "event",
            "data": "data",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                event,
                data,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "event"
            event = _read.constant("progress", event)
            _at = "data"
            data = ProgressFrameData.from_dict(data)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.event = event
        _self.data = data
        _self.additional_properties = _rest
        return _self
