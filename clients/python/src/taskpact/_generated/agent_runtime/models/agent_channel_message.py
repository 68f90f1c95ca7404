# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .coordination_message_metadata import CoordinationMessageMetadata


@_define
class AgentChannelMessage(Model):
    """A message on a channel.

    Attributes:
        body: What is said, as it was sent.
        channel_id: The channel that its metadata names, else the one it was sent on.
        from_session_id: The session that sent it.
        message_id: msg- and 16 hex digits, or the sender's idempotency key.
        metadata: The work that it is about.
        timestamp: When it was sent, to the second where it is received.
        to_session_id: The session that alone gets it; absent if everyone does.
    """

    body: Any
    channel_id: str
    from_session_id: str
    message_id: str
    metadata: CoordinationMessageMetadata
    timestamp: datetime.datetime
    to_session_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "body": "body",
            "channel_id": "channel_id",
            "from_session_id": "from_session_id",
            "message_id": "message_id",
            "metadata": "metadata",
            "timestamp": "timestamp",
            "to_session_id": "to_session_id",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                body,
                channel_id,
                from_session_id,
                message_id,
                metadata,
                timestamp,
                to_session_id,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "body"
            body = _read.anything(body)
            _at = "channel_id"
            if type(channel_id) is not str:
                channel_id = _read.string(channel_id)
            _at = "from_session_id"
            if type(from_session_id) is not str:
                from_session_id = _read.string(from_session_id)
            _at = "message_id"
            if type(message_id) is not str:
                message_id = _read.string(message_id)
            _at = "metadata"
            metadata = CoordinationMessageMetadata.from_dict(metadata)
            _at = "timestamp"
            timestamp = _read.instant(timestamp)
            _at = "to_session_id"
            if type(to_session_id) is not str and to_session_id is not UNSET:
                to_session_id = _read.string(to_session_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.body = body
        _self.channel_id = channel_id
        _self.from_session_id = from_session_id
        _self.message_id = message_id
        _self.metadata = metadata
        _self.timestamp = timestamp
        _self.to_session_id = to_session_id
        _self.additional_properties = _rest
        return _self
