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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("id", "id"),
        ("source", "source"),
        ("summary", "summary"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "id"
            if type(id := _rest.pop(_at)) is not str:
                id = _read.string(id)
            _at = "source"
            if type(source := _rest.pop(_at, UNSET)) is not str:
                source = _read.optional(_read.string, source)
            _at = "summary"
            if type(summary := _rest.pop(_at, UNSET)) is not str:
                summary = _read.optional(_read.string, summary)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            id,
            source,
            summary,
            _rest or {},
        )
