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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("available", "available"),
        ("channel", "channel"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "available"
            if type(available := _rest.pop(_at)) is not bool:
                available = _read.boolean(available)
            _at = "channel"
            channel = _read.maybe(CoordinationChannel.from_dict, _rest.pop(_at, UNSET))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            available,
            channel,
            _rest or {},
        )
