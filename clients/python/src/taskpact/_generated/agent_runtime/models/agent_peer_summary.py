# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class AgentPeerSummary(Model):
    """Another agent.

    Attributes:
        capabilities: What it can do, in order, each once.
        peer_id: Its agent's name in lower case, a dot and its session.
        channel_id: The channel that it is on.
        display_name: What people call it.
        session_id: Its session; only of a peer in the same runtime.
    """

    capabilities: list[str]
    peer_id: str
    channel_id: str | Unset = UNSET
    display_name: str | Unset = UNSET
    session_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "capabilities": "capabilities",
            "peer_id": "peer_id",
            "channel_id": "channel_id",
            "display_name": "display_name",
            "session_id": "session_id",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                capabilities,
                peer_id,
                channel_id,
                display_name,
                session_id,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "capabilities"
            capabilities = _read.plain_array(str, _read.string, capabilities)
            _at = "peer_id"
            if type(peer_id) is not str:
                peer_id = _read.string(peer_id)
            _at = "channel_id"
            if type(channel_id) is not str and channel_id is not UNSET:
                channel_id = _read.string(channel_id)
            _at = "display_name"
            if type(display_name) is not str and display_name is not UNSET:
                display_name = _read.string(display_name)
            _at = "session_id"
            if type(session_id) is not str and session_id is not UNSET:
                session_id = _read.string(session_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.capabilities = capabilities
        _self.peer_id = peer_id
        _self.channel_id = channel_id
        _self.display_name = display_name
        _self.session_id = session_id
        _self.additional_properties = _rest
        return _self
