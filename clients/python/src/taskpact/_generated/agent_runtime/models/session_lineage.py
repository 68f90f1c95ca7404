# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .spawn_budget import SpawnBudget
from .spawn_permission_policy import SpawnPermissionPolicy


@_define
class SessionLineage(Model):
    """The place of a session in the tree of sessions, and what it may do there.

    Attributes:
        auto_stop_on_parent: Whether it stops when its parent does.
        permission_policy: What it may use.
        spawn_budget: How much it may spawn.
        spawn_depth: How many sessions stand above it, 0 for a root.
        parent_session_id: The session that spawned it.
        root_session_id: The session at the top of its tree.
        spawn_role: What it was spawned to be.
        ttl_expires_at: When it is stopped at the latest.
    """

    auto_stop_on_parent: bool
    permission_policy: SpawnPermissionPolicy
    spawn_budget: SpawnBudget
    spawn_depth: int
    parent_session_id: str | Unset = UNSET
    root_session_id: str | Unset = UNSET
    spawn_role: str | Unset = UNSET
    ttl_expires_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("auto_stop_on_parent", "auto_stop_on_parent"),
        ("permission_policy", "permission_policy"),
        ("spawn_budget", "spawn_budget"),
        ("spawn_depth", "spawn_depth"),
        ("parent_session_id", "parent_session_id"),
        ("root_session_id", "root_session_id"),
        ("spawn_role", "spawn_role"),
        ("ttl_expires_at", "ttl_expires_at"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "auto_stop_on_parent"
            if type(auto_stop_on_parent := _rest.pop(_at)) is not bool:
                auto_stop_on_parent = _read.boolean(auto_stop_on_parent)
            _at = "permission_policy"
            permission_policy = SpawnPermissionPolicy.from_dict(_rest.pop(_at))
            _at = "spawn_budget"
            spawn_budget = SpawnBudget.from_dict(_rest.pop(_at))
            _at = "spawn_depth"
            if type(spawn_depth := _rest.pop(_at)) is not int:
                spawn_depth = _read.integer(spawn_depth)
            _at = "parent_session_id"
            if type(parent_session_id := _rest.pop(_at, UNSET)) is not str:
                parent_session_id = _read.optional(_read.string, parent_session_id)
            _at = "root_session_id"
            if type(root_session_id := _rest.pop(_at, UNSET)) is not str:
                root_session_id = _read.optional(_read.string, root_session_id)
            _at = "spawn_role"
            if type(spawn_role := _rest.pop(_at, UNSET)) is not str:
                spawn_role = _read.optional(_read.string, spawn_role)
            _at = "ttl_expires_at"
            ttl_expires_at = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            auto_stop_on_parent,
            permission_policy,
            spawn_budget,
            spawn_depth,
            parent_session_id,
            root_session_id,
            spawn_role,
            ttl_expires_at,
            _rest or {},
        )
