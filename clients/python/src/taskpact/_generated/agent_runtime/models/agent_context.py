# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .agent_capability_section import AgentCapabilitySection
from .agent_context_provenance import AgentContextProvenance
from .agent_coordination_channel_context import AgentCoordinationChannelContext
from .agent_identity import AgentIdentity
from .agent_inbox_summary import AgentInboxSummary
from .agent_limits import AgentLimits
from .agent_peer_roster import AgentPeerRoster
from .agent_session import AgentSession
from .agent_soul_section import AgentSoulSection
from .agent_task_context import AgentTaskContext
from .agent_workspace import AgentWorkspace


@_define
class AgentContext(Model):
    """Everything that an agent needs to begin its work, each list cut to a bound.

    Attributes:
        capabilities: What the caller can do.
        coordination_channel: The channel of its work.
        inbox_summary: What waits for it.
        limits: How much it may do.
        peer_roster: Who else is there.
        provenance: Where this view comes from.
        self_: Who the caller is.
        session: The session that it runs in.
        soul: Its persona in short.
        task: The work that it holds.
        workspace: Where it works.
    """

    capabilities: AgentCapabilitySection
    coordination_channel: AgentCoordinationChannelContext
    inbox_summary: AgentInboxSummary
    limits: AgentLimits
    peer_roster: AgentPeerRoster
    provenance: AgentContextProvenance
    self_: AgentIdentity
    session: AgentSession
    soul: AgentSoulSection
    task: AgentTaskContext
    workspace: AgentWorkspace
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "capabilities": "capabilities",
            "coordination_channel": "coordination_channel",
            "inbox_summary": "inbox_summary",
            "limits": "limits",
            "peer_roster": "peer_roster",
            "provenance": "provenance",
            "self_": "self",
            "session": "session",
            "soul": "soul",
            "task": "task",
            "workspace": "workspace",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                capabilities,
                coordination_channel,
                inbox_summary,
                limits,
                peer_roster,
                provenance,
                self_,
                session,
                soul,
                task,
                workspace,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "capabilities"
            capabilities = AgentCapabilitySection.from_dict(capabilities)
            _at = "coordination_channel"
            coordination_channel = AgentCoordinationChannelContext.from_dict(coordination_channel)
            _at = "inbox_summary"
            inbox_summary = AgentInboxSummary.from_dict(inbox_summary)
            _at = "limits"
            limits = AgentLimits.from_dict(limits)
            _at = "peer_roster"
            peer_roster = AgentPeerRoster.from_dict(peer_roster)
            _at = "provenance"
            provenance = AgentContextProvenance.from_dict(provenance)
            _at = "self"
            self_ = AgentIdentity.from_dict(self_)
            _at = "session"
            session = AgentSession.from_dict(session)
            _at = "soul"
            soul = AgentSoulSection.from_dict(soul)
            _at = "task"
            task = AgentTaskContext.from_dict(task)
            _at = "workspace"
            workspace = AgentWorkspace.from_dict(workspace)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.capabilities = capabilities
        _self.coordination_channel = coordination_channel
        _self.inbox_summary = inbox_summary
        _self.limits = limits
        _self.peer_roster = peer_roster
        _self.provenance = provenance
        _self.self_ = self_
        _self.session = session
        _self.soul = soul
        _self.task = task
        _self.workspace = workspace
        _self.additional_properties = _rest
        return _self
