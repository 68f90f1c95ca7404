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
from .message_kind import MessageKind


@_define
class AgentInboxItem(Model):
    """A waiting message in short.

    Attributes:
        channel_id: The channel that it came on.
        kind: What it is for.
        message_id: The message.
        metadata: The work that it is about.
        timestamp: When it was sent, to the second.
        preview: Its text on one line, at most 180 characters.
    """

    channel_id: str
    kind: MessageKind
    message_id: str
    metadata: CoordinationMessageMetadata
    timestamp: datetime.datetime
    preview: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "channel_id": "channel_id",
            "kind": "kind",
            "message_id": "message_id",
            "metadata": "metadata",
            "timestamp": "timestamp",
            "preview": "preview",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                channel_id,
                kind,
                message_id,
                metadata,
                timestamp,
                preview,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "channel_id"
            if type(channel_id) is not str:
                channel_id = _read.string(channel_id)
            _at = "kind"
            kind = _read.word(MessageKind, kind)
            _at = "message_id"
            if type(message_id) is not str:
                message_id = _read.string(message_id)
            _at = "metadata"
            metadata = CoordinationMessageMetadata.from_dict(metadata)
            _at = "timestamp"
            timestamp = _read.instant(timestamp)
            _at = "preview"
            if type(preview) is not str and preview is not UNSET:
                preview = _read.string(preview)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.channel_id = channel_id
        _self.kind = kind
        _self.message_id = message_id
        _self.metadata = metadata
        _self.timestamp = timestamp
        _self.preview = preview
        _self.additional_properties = _rest
        return _self
