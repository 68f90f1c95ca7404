# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .stream_error_code import StreamErrorCode


@_define
class ErrorFrameData(Model):
    """A fault of the stream.

    Attributes:
        code: The kind of fault.
        message: The fault in words.
    """

    code: StreamErrorCode
    message: str
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("code", "code"),
        ("message", "message"),
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
            code = StreamErrorCode.of(_rest.pop(_at))
            _at = "message"
            if type(message := _rest.pop(_at)) is not str:
                message = _read.string(message)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            code,
            message,
            _rest or {},
        )
