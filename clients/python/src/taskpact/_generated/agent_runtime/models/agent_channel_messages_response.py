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
class AgentChannelMessagesResponse(Model):
    """The messages that wait for the caller.

    Attributes:
        messages: The messages, the oldest first.
    """

    messages: list[AgentChannelMessage]
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "messages": "messages",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (messages,), _rest = cls._members.take(_source)
        _at = ""
        try:
            _at = "messages"
            messages = _read.array(AgentChannelMessage.from_dict, messages)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.messages = messages
        _self.additional_properties = _rest
        return _self
