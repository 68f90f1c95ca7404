# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class SpawnPermissionPolicy(Model):
    """What a session may use; a child gets no more than its parent has.

    Attributes:
        mcp_servers: Names of MCP servers.
        network_channels: Channels.
        sandbox_profiles: Names of sandbox profiles.
        skills: Names of skills.
        tools: Ids of tools, 64 characters at most with two underscores between server and
            tool.
        workspace_paths: Paths in the workspace.
    """

    mcp_servers: list[str]
    network_channels: list[str]
    sandbox_profiles: list[str]
    skills: list[str]
    tools: list[str]
    workspace_paths: list[str]
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "mcp_servers": "mcp_servers",
            "network_channels": "network_channels",
            "sandbox_profiles": "sandbox_profiles",
            "skills": "skills",
            "tools": "tools",
            "workspace_paths": "workspace_paths",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                mcp_servers,
                network_channels,
                sandbox_profiles,
                skills,
                tools,
                workspace_paths,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "mcp_servers"
            mcp_servers = _read.plain_array(str, _read.string, mcp_servers)
            _at = "network_channels"
            network_channels = _read.plain_array(str, _read.string, network_channels)
            _at = "sandbox_profiles"
            sandbox_profiles = _read.plain_array(str, _read.string, sandbox_profiles)
            _at = "skills"
            skills = _read.plain_array(str, _read.string, skills)
            _at = "tools"
            tools = _read.plain_array(str, _read.string, tools)
            _at = "workspace_paths"
            workspace_paths = _read.plain_array(str, _read.string, workspace_paths)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.mcp_servers = mcp_servers
        _self.network_channels = network_channels
        _self.sandbox_profiles = sandbox_profiles
        _self.skills = skills
        _self.tools = tools
        _self.workspace_paths = workspace_paths
        _self.additional_properties = _rest
        return _self
