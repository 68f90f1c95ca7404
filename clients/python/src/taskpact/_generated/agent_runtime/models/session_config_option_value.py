# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class SessionConfigOptionValue(Model):
    """One value of a setting.

    Attributes:
        value: The value.
        description: What it does.
        label: What people call it.
    """

    value: str
    description: str | Unset = UNSET
    label: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "value": "value",
            "description": "description",
            "label": "label",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                value,
                description,
                label,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "value"
            if type(value) is not str:
                value = _read.string(value)
            _at = "description"
            if type(description) is not str and description is not UNSET:
                description = _read.string(description)
            _at = "label"
            if type(label) is not str and label is not UNSET:
                label = _read.string(label)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.value = value
        _self.description = description
        _self.label = label
        _self.additional_properties = _rest
        return _self
