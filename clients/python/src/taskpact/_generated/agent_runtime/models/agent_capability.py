# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class AgentCapability(Model):
    """One thing that an agent can do.

    Attributes:
        id: The capability, or skill: and the name of a skill.
        source: Where it comes from; agent or skill.
        summary: What it is good for.
    """

    id: str
    source: str | Unset = UNSET
    summary: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "id": "id",
            "source": "source",
            "summary": "summary",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                id,
                source,
                summary,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "id"
            if type(id) is not str:
                id = _read.string(id)
            _at = "source"
            if type(source) is not str and source is not UNSET:
                source = _read.string(source)
            _at = "summary"
            if type(summary) is not str and summary is not UNSET:
                summary = _read.string(summary)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.id = id
        _self.source = source
        _self.summary = summary
        _self.additional_properties = _rest
        return _self
