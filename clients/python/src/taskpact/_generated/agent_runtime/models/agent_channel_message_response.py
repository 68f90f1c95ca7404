# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .agent_channel_message import AgentChannelMessage


@_define
class AgentChannelMessageResponse(Model):
    """The message that was accepted.

    Attributes:
        message: The message as it goes out.
    """

    message: AgentChannelMessage
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (("message", "message"),)

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "message"
            message = AgentChannelMessage.from_dict(_rest.pop(_at))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            message,
            _rest or {},
        )
