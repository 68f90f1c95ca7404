# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class User(Model):
    """A user, without anything secret.

    Attributes:
        id: The user.
        name: What people call the user.
        email: Where mail reaches the user.
    """

    id: str | Unset = UNSET
    name: str | Unset = UNSET
    email: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("id", "id"),
        ("name", "name"),
        ("email", "email"),
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
            if type(id := _rest.pop(_at, UNSET)) is not str:
                id = _read.optional(_read.string, id)
            _at = "name"
            if type(name := _rest.pop(_at, UNSET)) is not str:
                name = _read.optional(_read.string, name)
            _at = "email"
            if type(email := _rest.pop(_at, UNSET)) is not str:
                email = _read.optional(_read.string, email)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            id,
            name,
            email,
            _rest or {},
        )
