# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "collaboration": "collaboration",
            "constraints": "constraints",
            "memory_policy": "memory_policy",
            "principles": "principles",
            "role": "role",
            "tags": "tags",
            "tone": "tone",
            "version": "version",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                collaboration,
                constraints,
                memory_policy,
                principles,
                role,
                tags,
                tone,
                version,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "collaboration"
            if collaboration is not UNSET:
                collaboration = _read.plain_array(str, _read.string, collaboration)
            _at = "constraints"
            if constraints is not UNSET:
                constraints = _read.plain_array(str, _read.string, constraints)
            _at = "memory_policy"
            if memory_policy is not UNSET:
                memory_policy = _read.plain_array(str, _read.string, memory_policy)
            _at = "principles"
            if principles is not UNSET:
                principles = _read.plain_array(str, _read.string, principles)
            _at = "role"
            if type(role) is not str and role is not UNSET:
                role = _read.string(role)
            _at = "tags"
            if tags is not UNSET:
                tags = _read.plain_array(str, _read.string, tags)
            _at = "tone"
            if tone is not UNSET:
                tone = _read.plain_array(str, _read.string, tone)
            _at = "version"
            if type(version) is not str and version is not UNSET:
                version = _read.string(version)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.collaboration = collaboration
        _self.constraints = constraints
        _self.memory_policy = memory_policy
        _self.principles = principles
        _self.role = role
        _self.tags = tags
        _self.tone = tone
        _self.version = version
        _self.additional_properties = _rest
        return _self
