# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .session_config_option_value import SessionConfigOptionValue


@_define
class SessionConfigOption(Model):
    """One setting of a driver.

    Attributes:
        id: The setting.
        kind: How it is set; select or boolean.
        current: What it is set to.
        description: What it does.
        label: What people call it.
        values: What it can be set to.
    """

    id: str
    kind: str
    current: str | Unset = UNSET
    description: str | Unset = UNSET
    label: str | Unset = UNSET
    values: list[SessionConfigOptionValue] | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "id": "id",
            "kind": "kind",
            "current": "current",
            "description": "description",
            "label": "label",
            "values": "values",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                id,
                kind,
                current,
                description,
                label,
                values,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "id"
            if type(id) is not str:
                id = _read.string(id)
            _at = "kind"
            if type(kind) is not str:
                kind = _read.string(kind)
            _at = "current"
            if type(current) is not str and current is not UNSET:
                current = _read.string(current)
            _at = "description"
            if type(description) is not str and description is not UNSET:
                description = _read.string(description)
            _at = "label"
            if type(label) is not str and label is not UNSET:
                label = _read.string(label)
            _at = "values"
            if values is not UNSET:
                values = _read.array(SessionConfigOptionValue.from_dict, values)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.id = id
        _self.kind = kind
        _self.current = current
        _self.description = description
        _self.label = label
        _self.values = values
        _self.additional_properties = _rest
        return _self
