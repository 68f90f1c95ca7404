# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class AgentContextSectionMeta(Model):
    """How much of a list is shown.

    Attributes:
        limit: Entries that are shown at most, 0 where the list could not be read.
        returned: Entries that are shown.
        truncated: Whether there are more.
    """

    limit: int
    returned: int
    truncated: bool
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "limit": "limit",
            "returned": "returned",
            "truncated": "truncated",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                limit,
                returned,
                truncated,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "limit"
            if type(limit) is not int:
                limit = _read.integer(limit)
            _at = "returned"
            if type(returned) is not int:
                returned = _read.integer(returned)
            _at = "truncated"
            if type(truncated) is not bool:
                truncated = _read.boolean(truncated)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.limit = limit
        _self.returned = returned
        _self.truncated = truncated
        _self.additional_properties = _rest
        return _self
