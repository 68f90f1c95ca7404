# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class ErrorResponse(Model):
    """Why a task has no result.

    Attributes:
        code: The kind of error; null for a cancelled task.
        message: The error in words, or the reason of the cancel.
        retryable: Whether another attempt may help.
    """

    code: str | None | Unset = UNSET
    message: str | None | Unset = UNSET
    retryable: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("code", "code"),
        ("message", "message"),
        ("retryable", "retryable"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "code"
            if type(code := _rest.pop(_at, UNSET)) is not str:
                code = _read.maybe(_read.string, code)
            _at = "message"
            if type(message := _rest.pop(_at, UNSET)) is not str:
                message = _read.maybe(_read.string, message)
            _at = "retryable"
            if type(retryable := _rest.pop(_at, UNSET)) is not bool:
                retryable = _read.optional(_read.boolean, retryable)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            code,
            message,
            retryable,
            _rest or {},
        )
