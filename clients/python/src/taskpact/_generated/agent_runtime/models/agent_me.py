# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .agent_capability import AgentCapability
from .agent_identity import AgentIdentity
from .agent_limits import AgentLimits
from .agent_session import AgentSession
from .agent_workspace import AgentWorkspace
from .coordination_channel import CoordinationChannel
from .coordinator_config import CoordinatorConfig
from .task_run_lease_summary import TaskRunLeaseSummary


@_define
class AgentMe(Model):
    """Who the caller is, and what it holds and may do.

    Attributes:
        active_task_leases: The leases that it holds; one at most.
        capabilities: What it can do, bounded as in the context.
        channels: The channels that it can see.
        coordinator: The coordinator of its workspace.
        limits: How much it may do.
        self_: Who it is.
        session: The session that it runs in.
        workspace: Where it works.
    """

    active_task_leases: list[TaskRunLeaseSummary]
    capabilities: list[AgentCapability]
    channels: list[CoordinationChannel]
    coordinator: CoordinatorConfig
    limits: AgentLimits
    self_: AgentIdentity
    session: AgentSession
    workspace: AgentWorkspace
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "active_task_leases": "active_task_leases",
            "capabilities": "capabilities",
            "channels": "channels",
            "coordinator": "coordinator",
            "limits": "limits",
            "self_": "self",
            "session": "session",
            "workspace": "workspace",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                active_task_leases,
                capabilities,
                channels,
                coordinator,
                limits,
                self_,
                session,
                workspace,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "active_task_leases"
            active_task_leases = _read.array(TaskRunLeaseSummary.from_dict, active_task_leases)
            _at = "capabilities"
            capabilities = _read.array(AgentCapability.from_dict, capabilities)
            _at = "channels"
            channels = _read.array(CoordinationChannel.from_dict, channels)
            _at = "coordinator"
            coordinator = CoordinatorConfig.from_dict(coordinator)
            _at = "limits"
            limits = AgentLimits.from_dict(limits)
            _at = "self"
            self_ = AgentIdentity.from_dict(self_)
            _at = "session"
            session = AgentSession.from_dict(session)
            _at = "workspace"
            workspace = AgentWorkspace.from_dict(workspace)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.active_task_leases = active_task_leases
        _self.capabilities = capabilities
        _self.channels = channels
        _self.coordinator = coordinator
        _self.limits = limits
        _self.self_ = self_
        _self.session = session
        _self.workspace = workspace
        _self.additional_properties = _rest
        return _self
