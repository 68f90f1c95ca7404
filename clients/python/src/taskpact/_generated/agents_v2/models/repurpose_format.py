# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class RepurposeFormat(Model):
    """One format.

    Attributes:
        id: The word that a request names it by.
        name: What people call it.
        description: What comes out.
    """

    id: str
    name: str
    description: str
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "id": "id",
            "name": "name",
            "description": "description",
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
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "id"
            if type(id) is not str:
                id = _read.string(id)
            _at = "name"
            if type(name) is not str:
                name = _read.string(name)
            _at = "description"
            if type(description) is not str:
                description = _read.string(description)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.id = id
        _self.name = name
        _self.description = description
        _self.additional_properties = _rest
        return _self
