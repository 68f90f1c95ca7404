# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .agent_context_section_meta import AgentContextSectionMeta
from .agent_peer_summary import AgentPeerSummary


@_define
class AgentPeerRoster(Model):
    """The other agents on the caller's channel.

    Attributes:
        peers: One entry a peer, by channel and then by peer id.
        section: How much of the list this is.
    """

    peers: list[AgentPeerSummary]
    section: AgentContextSectionMeta
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "peers": "peers",
            "section": "section",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                peers,
                section,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "peers"
            peers = _read.array(AgentPeerSummary.from_dict, peers)
            _at = "section"
            section = AgentContextSectionMeta.from_dict(section)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.peers = peers
        _self.section = section
        _self.additional_properties = _rest
        return _self
