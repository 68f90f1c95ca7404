# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class AttemptsResponse(Model):
    """How often a task was tried.

    Attributes:
        count: Attempts begun so far.
        max_: Attempts that are made without being asked.
    """

    count: int | Unset = UNSET
    max_: int | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("count", "count"),
        ("max_", "max"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "count"
            if type(count := _rest.pop(_at, UNSET)) is not int:
                count = _read.optional(_read.integer, count)
            _at = "max"
            if type(max_ := _rest.pop(_at, UNSET)) is not int:
                max_ = _read.optional(_read.integer, max_)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            count,
            max_,
            _rest or {},
        )
