# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class AgentSoulFrontmatter(Model):
    """The keys at the head of a persona; only those that it has.

    Attributes:
        collaboration: How it works with others.
        constraints: What it keeps from.
        memory_policy: What it remembers.
        principles: What it holds to.
        role: What it is.
        tags: Words to find it by.
        tone: How it speaks.
        version: Its version; a number is sent as text.
    """

    collaboration: list[str] | Unset = UNSET
    constraints: list[str] | Unset = UNSET
    memory_policy: list[str] | Unset = UNSET
    principles: list[str] | Unset = UNSET
    role: str | Unset = UNSET
    tags: list[str] | Unset = UNSET
    tone: list[str] | Unset = UNSET
    version: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("collaboration", "collaboration"),
        ("constraints", "constraints"),
        ("memory_policy", "memory_policy"),
        ("principles", "principles"),
        ("role", "role"),
        ("tags", "tags"),
        ("tone", "tone"),
        ("version", "version"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "collaboration"
            collaboration = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "constraints"
            constraints = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "memory_policy"
            memory_policy = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "principles"
            principles = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "role"
            if type(role := _rest.pop(_at, UNSET)) is not str:
                role = _read.optional(_read.string, role)
            _at = "tags"
            tags = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "tone"
            tone = _read.optional(
                partial(_read.plain_array, str, _read.string), _rest.pop(_at, UNSET)
            )
            _at = "version"
            if type(version := _rest.pop(_at, UNSET)) is not str:
                version = _read.optional(_read.string, version)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            collaboration,
            constraints,
            memory_policy,
            principles,
            role,
            tags,
            tone,
            version,
            _rest or {},
        )
