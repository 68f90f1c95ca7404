# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .coordination_channel import CoordinationChannel


@_define
class AgentCoordinationChannelContext(Model):
    """The channel of the caller's work.

    Attributes:
        available: Whether there is one.
        channel: The channel; absent if there is none.
    """

    available: bool
    channel: CoordinationChannel | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "available": "available",
            "channel": "channel",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                available,
                channel,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "available"
            if type(available) is not bool:
                available = _read.boolean(available)
            _at = "channel"
            if channel is not None and channel is not UNSET:
                channel = CoordinationChannel.from_dict(channel)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.available = available
        _self.channel = channel
        _self.additional_properties = _rest
        return _self
