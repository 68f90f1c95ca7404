# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .agent_type_info import AgentTypeInfo


@_define
class AgentTypeList(Model):
    """The agents of the service.

    Attributes:
        types: One entry an agent.
    """

    types: list[AgentTypeInfo]
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "types": "types",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (types,), _rest = cls._members.take(_source)
        _at = ""
        try:
            _at = "types"
            types = _read.array(AgentTypeInfo.from_dict, types)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.types = types
        _self.additional_properties = _rest
        return _self
