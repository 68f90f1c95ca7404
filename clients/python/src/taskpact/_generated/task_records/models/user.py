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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "id": "id",
            "name": "name",
            "email": "email",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                id,
                name,
                email,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "id"
            if type(id) is not str and id is not UNSET:
                id = _read.string(id)
            _at = "name"
            if type(name) is not str and name is not UNSET:
                name = _read.string(name)
            _at = "email"
            if type(email) is not str and email is not UNSET:
                email = _read.string(email)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.id = id
        _self.name = name
        _self.email = email
        _self.additional_properties = _rest
        return _self
