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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("agent_name", "agent_name"),
        ("attachable", "attachable"),
        ("badge", "badge"),
        ("created_at", "created_at"),
        ("id", "id"),
        ("provider", "provider"),
        ("state", "state"),
        ("updated_at", "updated_at"),
        ("acp_caps", "acp_caps"),
        ("acp_session_id", "acp_session_id"),
        ("activity", "activity"),
        ("attach_expires_at", "attach_expires_at"),
        ("attached_to", "attached_to"),
        ("channel", "channel"),
        ("failure", "failure"),
        ("health", "health"),
        ("lineage", "lineage"),
        ("model", "model"),
        ("name", "name"),
        ("reasoning_effort", "reasoning_effort"),
        ("sandbox", "sandbox"),
        ("stop_detail", "stop_detail"),
        ("stop_reason", "stop_reason"),
        ("type_", "type"),
        ("workspace_id", "workspace_id"),
        ("workspace_path", "workspace_path"),
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
            _at = "attachable"
            if type(attachable := _rest.pop(_at)) is not bool:
                attachable = _read.boolean(attachable)
            _at = "badge"
            if type(badge := _rest.pop(_at)) is not str:
                badge = _read.string(badge)
            _at = "created_at"
            created_at = _read.instant(_rest.pop(_at))
            _at = "id"
            if type(id := _rest.pop(_at)) is not str:
                id = _read.string(id)
            _at = "provider"
            if type(provider := _rest.pop(_at)) is not str:
                provider = _read.string(provider)
            _at = "state"
            state = SessionState.of(_rest.pop(_at))
            _at = "updated_at"
            updated_at = _read.instant(_rest.pop(_at))
            _at = "acp_caps"
            acp_caps = _read.maybe(ACPCaps.from_dict, _rest.pop(_at, UNSET))
            _at = "acp_session_id"
            if type(acp_session_id := _rest.pop(_at, UNSET)) is not str:
                acp_session_id = _read.optional(_read.string, acp_session_id)
            _at = "activity"
            activity = _read.maybe(RuntimeActivity.from_dict, _rest.pop(_at, UNSET))
            _at = "attach_expires_at"
            attach_expires_at = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
            _at = "attached_to"
            if type(attached_to := _rest.pop(_at, UNSET)) is not str:
                attached_to = _read.optional(_read.string, attached_to)
            _at = "channel"
            if type(channel := _rest.pop(_at, UNSET)) is not str:
                channel = _read.optional(_read.string, channel)
            _at = "failure"
            failure = _read.maybe(SessionFailure.from_dict, _rest.pop(_at, UNSET))
            _at = "health"
            health = _read.maybe(SessionHealth.from_dict, _rest.pop(_at, UNSET))
            _at = "lineage"
            lineage = _read.maybe(SessionLineage.from_dict, _rest.pop(_at, UNSET))
            _at = "model"
            if type(model := _rest.pop(_at, UNSET)) is not str:
                model = _read.optional(_read.string, model)
            _at = "name"
            if type(name := _rest.pop(_at, UNSET)) is not str:
                name = _read.optional(_read.string, name)
            _at = "reasoning_effort"
            if type(reasoning_effort := _rest.pop(_at, UNSET)) is not str:
                reasoning_effort = _read.optional(_read.string, reasoning_effort)
            _at = "sandbox"
            sandbox = _read.maybe(SessionSandbox.from_dict, _rest.pop(_at, UNSET))
            _at = "stop_detail"
            if type(stop_detail := _rest.pop(_at, UNSET)) is not str:
                stop_detail = _read.optional(_read.string, stop_detail)
            _at = "stop_reason"
            stop_reason = _read.optional(StopReason.of, _rest.pop(_at, UNSET))
            _at = "type"
            type_ = _read.optional(SessionType.of, _rest.pop(_at, UNSET))
            _at = "workspace_id"
            if type(workspace_id := _rest.pop(_at, UNSET)) is not str:
                workspace_id = _read.optional(_read.string, workspace_id)
            _at = "workspace_path"
            if type(workspace_path := _rest.pop(_at, UNSET)) is not str:
                workspace_path = _read.optional(_read.string, workspace_path)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
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
            _rest or {},
        )
