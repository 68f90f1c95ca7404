# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("id", "id"),
        ("kind", "kind"),
        ("current", "current"),
        ("description", "description"),
        ("label", "label"),
        ("values", "values"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "id"
            if type(id := _rest.pop(_at)) is not str:
                id = _read.string(id)
            _at = "kind"
            if type(kind := _rest.pop(_at)) is not str:
                kind = _read.string(kind)
            _at = "current"
            if type(current := _rest.pop(_at, UNSET)) is not str:
                current = _read.optional(_read.string, current)
            _at = "description"
            if type(description := _rest.pop(_at, UNSET)) is not str:
                description = _read.optional(_read.string, description)
            _at = "label"
            if type(label := _rest.pop(_at, UNSET)) is not str:
                label = _read.optional(_read.string, label)
            _at = "values"
            values = _read.optional(
                partial(_read.array, SessionConfigOptionValue.from_dict), _rest.pop(_at, UNSET)
            )
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            id,
            kind,
            current,
            description,
            label,
            values,
            _rest or {},
        )
