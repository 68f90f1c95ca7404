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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "auto_stop_on_parent": "auto_stop_on_parent",
            "permission_policy": "permission_policy",
            "spawn_budget": "spawn_budget",
            "spawn_depth": "spawn_depth",
            "parent_session_id": "parent_session_id",
            "root_session_id": "root_session_id",
            "spawn_role": "spawn_role",
            "ttl_expires_at": "ttl_expires_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                auto_stop_on_parent,
                permission_policy,
                spawn_budget,
                spawn_depth,
                parent_session_id,
                root_session_id,
                spawn_role,
                ttl_expires_at,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "auto_stop_on_parent"
            if type(auto_stop_on_parent) is not bool:
                auto_stop_on_parent = _read.boolean(auto_stop_on_parent)
            _at = "permission_policy"
            permission_policy = SpawnPermissionPolicy.from_dict(permission_policy)
            _at = "spawn_budget"
            spawn_budget = SpawnBudget.from_dict(spawn_budget)
            _at = "spawn_depth"
            if type(spawn_depth) is not int:
                spawn_depth = _read.integer(spawn_depth)
            _at = "parent_session_id"
            if type(parent_session_id) is not str and parent_session_id is not UNSET:
                parent_session_id = _read.string(parent_session_id)
            _at = "root_session_id"
            if type(root_session_id) is not str and root_session_id is not UNSET:
                root_session_id = _read.string(root_session_id)
            _at = "spawn_role"
            if type(spawn_role) is not str and spawn_role is not UNSET:
                spawn_role = _read.string(spawn_role)
            _at = "ttl_expires_at"
            if ttl_expires_at is not None and ttl_expires_at is not UNSET:
                ttl_expires_at = _read.instant(ttl_expires_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.auto_stop_on_parent = auto_stop_on_parent
        _self.permission_policy = permission_policy
        _self.spawn_budget = spawn_budget
        _self.spawn_depth = spawn_depth
        _self.parent_session_id = parent_session_id
        _self.root_session_id = root_session_id
        _self.spawn_role = spawn_role
        _self.ttl_expires_at = ttl_expires_at
        _self.additional_properties = _rest
        return _self
