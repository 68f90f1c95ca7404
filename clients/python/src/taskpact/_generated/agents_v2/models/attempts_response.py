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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "count": "count",
            "max_": "max",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                count,
                max_,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "count"
            if type(count) is not int and count is not UNSET:
                count = _read.integer(count)
            _at = "max"
            if type(max_) is not int and max_ is not UNSET:
                max_ = _read.integer(max_)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.count = count
        _self.max_ = max_
        _self.additional_properties = _rest
        return _self
