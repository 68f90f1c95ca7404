# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class TaskFailure(Model):
    """Why a task has no result.

    Attributes:
        code: The kind of error; null for a cancelled task.
        message: The error in words.
    """

    code: str | None
    message: str | None
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "code": "code",
            "message": "message",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                code,
                message,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "code"
            if type(code) is not str and code is not None:
                code = _read.string(code)
            _at = "message"
            if type(message) is not str and message is not None:
                message = _read.string(message)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.code = code
        _self.message = message
        _self.additional_properties = _rest
        return _self
