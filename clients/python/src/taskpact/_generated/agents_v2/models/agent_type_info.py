# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .agent_type import AgentType


@_define
class AgentTypeInfo(Model):
    """One agent.

    Attributes:
        id: The word that tasks carry as agent_type.
        name: What people call it.
        description: What it does.
        endpoint: The path that takes its work.
    """

    id: AgentType
    name: str
    description: str
    endpoint: str
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "id": "id",
            "name": "name",
            "description": "description",
            "endpoint": "endpoint",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                id,
                name,
                description,
                endpoint,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "id"
            id = _read.word(AgentType, id)
            _at = "name"
            if type(name) is not str:
                name = _read.string(name)
            _at = "description"
            if type(description) is not str:
                description = _read.string(description)
            _at = "endpoint"
            if type(endpoint) is not str:
                endpoint = _read.string(endpoint)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.id = id
        _self.name = name
        _self.description = description
        _self.endpoint = endpoint
        _self.additional_properties = _rest
        return _self
