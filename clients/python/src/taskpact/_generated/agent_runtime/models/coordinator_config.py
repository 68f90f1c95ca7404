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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("agent_name", "agent_name"),
        ("default_ttl_seconds", "default_ttl_seconds"),
        ("enabled", "enabled"),
        ("max_active_sessions_per_workspace", "max_active_sessions_per_workspace"),
        ("max_children", "max_children"),
        ("source", "source"),
        ("model", "model"),
        ("provider", "provider"),
        ("workspace_id", "workspace_id"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "agent_name"
            if type(agent_name := _rest.pop(_at)) is not str:
                agent_name = _read.string(agent_name)
            _at = "default_ttl_seconds"
            if type(default_ttl_seconds := _rest.pop(_at)) is not int:
                default_ttl_seconds = _read.integer(default_ttl_seconds)
            _at = "enabled"
            if type(enabled := _rest.pop(_at)) is not bool:
                enabled = _read.boolean(enabled)
            _at = "max_active_sessions_per_workspace"
            if type(max_active_sessions_per_workspace := _rest.pop(_at)) is not int:
                max_active_sessions_per_workspace = _read.integer(max_active_sessions_per_workspace)
            _at = "max_children"
            if type(max_children := _rest.pop(_at)) is not int:
                max_children = _read.integer(max_children)
            _at = "source"
            source = CoordinatorConfigSource.of(_rest.pop(_at))
            _at = "model"
            if type(model := _rest.pop(_at, UNSET)) is not str:
                model = _read.optional(_read.string, model)
            _at = "provider"
            if type(provider := _rest.pop(_at, UNSET)) is not str:
                provider = _read.optional(_read.string, provider)
            _at = "workspace_id"
            if type(workspace_id := _rest.pop(_at, UNSET)) is not str:
                workspace_id = _read.optional(_read.string, workspace_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            agent_name,
            default_ttl_seconds,
            enabled,
            max_active_sessions_per_workspace,
            max_children,
            source,
            model,
            provider,
            workspace_id,
            _rest or {},
        )
