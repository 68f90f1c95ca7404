# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class TaskRuntimeLimits(Model):
    """How much a piece of work may take.

    Attributes:
        context_body_max_bytes: Bytes of the bundle at most, 8192 by default.
        max_runtime_seconds: Seconds that it may take, 0 for no limit.
        summary_max_bytes: Bytes of a summary at most, 4096 by default.
    """

    context_body_max_bytes: int
    max_runtime_seconds: int
    summary_max_bytes: int
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "context_body_max_bytes": "context_body_max_bytes",
            "max_runtime_seconds": "max_runtime_seconds",
            "summary_max_bytes": "summary_max_bytes",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                context_body_max_bytes,
                max_runtime_seconds,
                summary_max_bytes,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "context_body_max_bytes"
            if type(context_body_max_bytes) is not int:
                context_body_max_bytes = _read.integer(context_body_max_bytes)
            _at = "max_runtime_seconds"
            if type(max_runtime_seconds) is not int:
                max_runtime_seconds = _read.integer(max_runtime_seconds)
            _at = "summary_max_bytes"
            if type(summary_max_bytes) is not int:
                summary_max_bytes = _read.integer(summary_max_bytes)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.context_body_max_bytes = context_body_max_bytes
        _self.max_runtime_seconds = max_runtime_seconds
        _self.summary_max_bytes = summary_max_bytes
        _self.additional_properties = _rest
        return _self
