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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("value", "value"),
        ("description", "description"),
        ("label", "label"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "value"
            if type(value := _rest.pop(_at)) is not str:
                value = _read.string(value)
            _at = "description"
            if type(description := _rest.pop(_at, UNSET)) is not str:
                description = _read.optional(_read.string, description)
            _at = "label"
            if type(label := _rest.pop(_at, UNSET)) is not str:
                label = _read.optional(_read.string, label)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            value,
            description,
            label,
            _rest or {},
        )
