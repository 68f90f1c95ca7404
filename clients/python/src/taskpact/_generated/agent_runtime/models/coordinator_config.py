# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .coordinator_config_source import CoordinatorConfigSource


@_define
class CoordinatorConfig(Model):
    """The settings of the agent that coordinates a workspace.

    Attributes:
        agent_name: The agent that coordinates, coordinator by default.
        default_ttl_seconds: Seconds that its sessions live, 60 to 86400, 7200 by default.
        enabled: Whether the workspace has a coordinator.
        max_active_sessions_per_workspace: Sessions that may be active at once, 5 by
            default.
        max_children: Sessions that it may have spawned at once, 1 to 5, 5 by default.
        source: The nearest place that sets any of them.
        model: The model that it runs on.
        provider: The provider that it runs on.
        workspace_id: The workspace; absent for a session without one.
    """

    agent_name: str
    default_ttl_seconds: int
    enabled: bool
    max_active_sessions_per_workspace: int
    max_children: int
    source: CoordinatorConfigSource
    model: str | Unset = UNSET
    provider: str | Unset = UNSET
    workspace_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "agent_name": "agent_name",
            "default_ttl_seconds": "default_ttl_seconds",
            "enabled": "enabled",
            "max_active_sessions_per_workspace": "max_active_sessions_per_workspace",
            "max_children": "max_children",
            "source": "source",
            "model": "model",
            "provider": "provider",
            "workspace_id": "workspace_id",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                agent_name,
                default_ttl_seconds,
                enabled,
                max_active_sessions_per_workspace,
                max_children,
                source,
                model,
                provider,
                workspace_id,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "agent_name"
            if type(agent_name) is not str:
                agent_name = _read.string(agent_name)
            _at = "default_ttl_seconds"
            if type(default_ttl_seconds) is not int:
                default_ttl_seconds = _read.integer(default_ttl_seconds)
            _at = "enabled"
            if type(enabled) is not bool:
                enabled = _read.boolean(enabled)
            _at = "max_active_sessions_per_workspace"
            if type(max_active_sessions_per_workspace) is not int:
                max_active_sessions_per_workspace = _read.integer(max_active_sessions_per_workspace)
            _at = "max_children"
            if type(max_children) is not int:
                max_children = _read.integer(max_children)
            _at = "source"
            source = _read.word(CoordinatorConfigSource, source)
            _at = "model"
            if type(model) is not str and model is not UNSET:
                model = _read.string(model)
            _at = "provider"
            if type(provider) is not str and provider is not UNSET:
                provider = _read.string(provider)
            _at = "workspace_id"
            if type(workspace_id) is not str and workspace_id is not UNSET:
                workspace_id = _read.string(workspace_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.agent_name = agent_name
        _self.default_ttl_seconds = default_ttl_seconds
        _self.enabled = enabled
        _self.max_active_sessions_per_workspace = max_active_sessions_per_workspace
        _self.max_children = max_children
        _self.source = source
        _self.model = model
        _self.provider = provider
        _self.workspace_id = workspace_id
        _self.additional_properties = _rest
        return _self
