# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .acp_caps import ACPCaps
from .runtime_activity import RuntimeActivity
from .session_failure import SessionFailure
from .session_health import SessionHealth
from .session_lineage import SessionLineage
from .session_sandbox import SessionSandbox
from .session_state import SessionState
from .session_type import SessionType
from .stop_reason import StopReason


@_define
class Session(Model):
    """A session in full.

    Attributes:
        agent_name: The agent that runs in it.
        attachable: Whether someone may attach to it.
        badge: Its condition in one word; running, idle, unhealthy, hung, waiting-for-
            auth, stopped, failed or unknown.
        created_at: When it was created.
        id: The session; sess- and 16 hex digits if the runtime chose.
        provider: The provider that it runs on.
        state: Where it stands.
        updated_at: When it last changed.
        acp_caps: What the driver of its agent can do; absent if nothing is known.
        acp_session_id: The driver's own id of it.
        activity: The prompt that it works on; absent if none.
        attach_expires_at: When the lock of `attached_to` ends.
        attached_to: Who is attached to it.
        channel: The channel that it joined, a child its parent's.
        failure: What went wrong with it.
        health: How well it is; not of a session that was just spawned.
        lineage: Its place among the sessions.
        model: The model that it runs on.
        name: Its label.
        reasoning_effort: How hard the model is told to think.
        sandbox: The sandbox that it runs in.
        stop_detail: More about why it stopped.
        stop_reason: Why it stopped; only of a stopped one.
        type_: What it is for, spawned for a child.
        workspace_id: The workspace that it works in.
        workspace_path: The workspace's directory.
    """

    agent_name: str
    attachable: bool
    badge: str
    created_at: datetime.datetime
    id: str
    provider: str
    state: SessionState
    updated_at: datetime.datetime
    acp_caps: ACPCaps | None | Unset = UNSET
    acp_session_id: str | Unset = UNSET
    activity: RuntimeActivity | None | Unset = UNSET
    attach_expires_at: datetime.datetime | None | Unset = UNSET
    attached_to: str | Unset = UNSET
    channel: str | Unset = UNSET
    failure: SessionFailure | None | Unset = UNSET
    health: SessionHealth | None | Unset = UNSET
    lineage: SessionLineage | None | Unset = UNSET
    model: str | Unset = UNSET
    name: str | Unset = UNSET
    reasoning_effort: str | Unset = UNSET
    sandbox: SessionSandbox | None | Unset = UNSET
    stop_detail: str | Unset = UNSET
    stop_reason: StopReason | Unset = UNSET
    type_: SessionType | Unset = UNSET
    workspace_id: str | Unset = UNSET
    workspace_path: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "agent_name": "agent_name",
            "attachable": "attachable",
            "badge": "badge",
            "created_at": "created_at",
            "id": "id",
            "provider": "provider",
            "state": "state",
            "updated_at": "updated_at",
            "acp_caps": "acp_caps",
            "acp_session_id": "acp_session_id",
            "activity": "activity",
            "attach_expires_at": "attach_expires_at",
            "attached_to": "attached_to",
            "channel": "channel",
            "failure": "failure",
            "health": "health",
            "lineage": "lineage",
            "model": "model",
            "name": "name",
            "reasoning_effort": "reasoning_effort",
            "sandbox": "sandbox",
            "stop_detail": "stop_detail",
            "stop_reason": "stop_reason",
            "type_": "type",
            "workspace_id": "workspace_id",
            "workspace_path": "workspace_path",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                agent_name,
                attachable,
                badge,
                created_at,
                id,
                provider,
                state,
                updated_at,
                acp_caps,
                acp_session_id,
                activity,
                attach_expires_at,
                attached_to,
                channel,
                failure,
                health,
                lineage,
                model,
                name,
                reasoning_effort,
                sandbox,
                stop_detail,
                stop_reason,
                type_,
                workspace_id,
                workspace_path,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "agent_name"
            if type(agent_name) is not str:
                agent_name = _read.string(agent_name)
            _at = "attachable"
            if type(attachable) is not bool:
                attachable = _read.boolean(attachable)
            _at = "badge"
            if type(badge) is not str:
                badge = _read.string(badge)
            _at = "created_at"
            created_at = _read.instant(created_at)
            _at = "id"
            if type(id) is not str:
                id = _read.string(id)
            _at = "provider"
            if type(provider) is not str:
                provider = _read.string(provider)
            _at = "state"
            state = _read.word(SessionState, state)
            _at = "updated_at"
            updated_at = _read.instant(updated_at)
            _at = "acp_caps"
            if acp_caps is not None and acp_caps is not UNSET:
                acp_caps = ACPCaps.from_dict(acp_caps)
            _at = "acp_session_id"
            if type(acp_session_id) is not str and acp_session_id is not UNSET:
                acp_session_id = _read.string(acp_session_id)
            _at = "activity"
            if activity is not None and activity is not UNSET:
                activity = RuntimeActivity.from_dict(activity)
            _at = "attach_expires_at"
            if attach_expires_at is not None and attach_expires_at is not UNSET:
                attach_expires_at = _read.instant(attach_expires_at)
            _at = "attached_to"
            if type(attached_to) is not str and attached_to is not UNSET:
                attached_to = _read.string(attached_to)
            _at = "channel"
            if type(channel) is not str and channel is not UNSET:
                channel = _read.string(channel)
            _at = "failure"
            if failure is not None and failure is not UNSET:
                failure = SessionFailure.from_dict(failure)
            _at = "health"
            if health is not None and health is not UNSET:
                health = SessionHealth.from_dict(health)
            _at = "lineage"
            if lineage is not None and lineage is not UNSET:
                lineage = SessionLineage.from_dict(lineage)
            _at = "model"
            if type(model) is not str and model is not UNSET:
                model = _read.string(model)
            _at = "name"
            if type(name) is not str and name is not UNSET:
                name = _read.string(name)
            _at = "reasoning_effort"
            if type(reasoning_effort) is not str and reasoning_effort is not UNSET:
                reasoning_effort = _read.string(reasoning_effort)
            _at = "sandbox"
            if sandbox is not None and sandbox is not UNSET:
                sandbox = SessionSandbox.from_dict(sandbox)
            _at = "stop_detail"
            if type(stop_detail) is not str and stop_detail is not UNSET:
                stop_detail = _read.string(stop_detail)
            _at = "stop_reason"
            if stop_reason is not UNSET:
                stop_reason = _read.word(StopReason, stop_reason)
            _at = "type"
            if type_ is not UNSET:
                type_ = _read.word(SessionType, type_)
            _at = "workspace_id"
            if type(workspace_id) is not str and workspace_id is not UNSET:
                workspace_id = _read.string(workspace_id)
            _at = "workspace_path"
            if type(workspace_path) is not str and workspace_path is not UNSET:
                workspace_path = _read.string(workspace_path)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.agent_name = agent_name
        _self.attachable = attachable
        _self.badge = badge
        _self.created_at = created_at
        _self.id = id
        _self.provider = provider
        _self.state = state
        _self.updated_at = updated_at
        _self.acp_caps = acp_caps
        _self.acp_session_id = acp_session_id
        _self.activity = activity
        _self.attach_expires_at = attach_expires_at
        _self.attached_to = attached_to
        _self.channel = channel
        _self.failure = failure
        _self.health = health
        _self.lineage = lineage
        _self.model = model
        _self.name = name
        _self.reasoning_effort = reasoning_effort
        _self.sandbox = sandbox
        _self.stop_detail = stop_detail
        _self.stop_reason = stop_reason
        _self.type_ = type_
        _self.workspace_id = workspace_id
        _self.workspace_path = workspace_path
        _self.additional_properties = _rest
        return _self
