# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class SpawnBudget(Model):
    """How much a session may spawn.

    Attributes:
        max_children: Live children at once, 5 by default.
        max_depth: How deep its tree may grow, 1 by default.
        ttl_seconds: Seconds that it was given to live.
        max_active_per_workspace: Live sessions of the tree in one workspace; absent for
            no limit.
    """

    max_children: int
    max_depth: int
    ttl_seconds: int
    max_active_per_workspace: int | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "max_children": "max_children",
            "max_depth": "max_depth",
            "ttl_seconds": "ttl_seconds",
            "max_active_per_workspace": "max_active_per_workspace",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                max_children,
                max_depth,
                ttl_seconds,
                max_active_per_workspace,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "max_children"
            if type(max_children) is not int:
                max_children = _read.integer(max_children)
            _at = "max_depth"
            if type(max_depth) is not int:
                max_depth = _read.integer(max_depth)
            _at = "ttl_seconds"
            if type(ttl_seconds) is not int:
                ttl_seconds = _read.integer(ttl_seconds)
            _at = "max_active_per_workspace"
            if type(max_active_per_workspace) is not int and max_active_per_workspace is not UNSET:
                max_active_per_workspace = _read.integer(max_active_per_workspace)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.max_children = max_children
        _self.max_depth = max_depth
        _self.ttl_seconds = ttl_seconds
        _self.max_active_per_workspace = max_active_per_workspace
        _self.additional_properties = _rest
        return _self
