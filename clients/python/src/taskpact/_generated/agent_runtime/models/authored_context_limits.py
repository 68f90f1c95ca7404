# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class AuthoredContextLimits(Model):
    """How long a written file may be.

    Attributes:
        max_body_bytes: How long it may be, in bytes.
        context_projection_bytes: How long its short form may be, in bytes.
        max_bytes: Another limit, in bytes; not sent by these operations.
    """

    max_body_bytes: int
    context_projection_bytes: int | Unset = UNSET
    max_bytes: int | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "max_body_bytes": "max_body_bytes",
            "context_projection_bytes": "context_projection_bytes",
            "max_bytes": "max_bytes",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                max_body_bytes,
                context_projection_bytes,
                max_bytes,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "max_body_bytes"
            if type(max_body_bytes) is not int:
                max_body_bytes = _read.integer(max_body_bytes)
            _at = "context_projection_bytes"
            if type(context_projection_bytes) is not int and context_projection_bytes is not UNSET:
                context_projection_bytes = _read.integer(context_projection_bytes)
            _at = "max_bytes"
            if type(max_bytes) is not int and max_bytes is not UNSET:
                max_bytes = _read.integer(max_bytes)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.max_body_bytes = max_body_bytes
        _self.context_projection_bytes = context_projection_bytes
        _self.max_bytes = max_bytes
        _self.additional_properties = _rest
        return _self
