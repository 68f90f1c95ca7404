# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .agent_capability import AgentCapability
from .agent_context_section_meta import AgentContextSectionMeta


@_define
class AgentCapabilitySection(Model):
    """What the caller can do.

    Attributes:
        capabilities: One entry a capability, by source and then by id.
        section: How much of the list this is.
    """

    capabilities: list[AgentCapability]
    section: AgentContextSectionMeta
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "capabilities": "capabilities",
            "section": "section",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                capabilities,
                section,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "capabilities"
            capabilities = _read.array(AgentCapability.from_dict, capabilities)
            _at = "section"
            section = AgentContextSectionMeta.from_dict(section)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.capabilities = capabilities
        _self.section = section
        _self.additional_properties = _rest
        return _self
