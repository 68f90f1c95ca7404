# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class AgentLimits(Model):
    """How much an agent may do.

    Attributes:
        context_section_limit: Entries that a list of the context holds at most, 8 by
            default.
        max_active_task_leases: Leases that it may hold at once; one.
        max_children: Sessions that it may have spawned at once, 5 by default.
        max_spawn_depth: How deep a tree of sessions may grow; one.
    """

    context_section_limit: int
    max_active_task_leases: int
    max_children: int
    max_spawn_depth: int
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "context_section_limit": "context_section_limit",
            "max_active_task_leases": "max_active_task_leases",
            "max_children": "max_children",
            "max_spawn_depth": "max_spawn_depth",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                context_section_limit,
                max_active_task_leases,
                max_children,
                max_spawn_depth,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "context_section_limit"
            if type(context_section_limit) is not int:
                context_section_limit = _read.integer(context_section_limit)
            _at = "max_active_task_leases"
            if type(max_active_task_leases) is not int:
                max_active_task_leases = _read.integer(max_active_task_leases)
            _at = "max_children"
            if type(max_children) is not int:
                max_children = _read.integer(max_children)
            _at = "max_spawn_depth"
            if type(max_spawn_depth) is not int:
                max_spawn_depth = _read.integer(max_spawn_depth)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.context_section_limit = context_section_limit
        _self.max_active_task_leases = max_active_task_leases
        _self.max_children = max_children
        _self.max_spawn_depth = max_spawn_depth
        _self.additional_properties = _rest
        return _self
