# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .health_ineligibility_reason import HealthIneligibilityReason
from .health_state import HealthState
from .health_status import HealthStatus


@_define
class SessionHealth(Model):
    """How well a session is.

    Attributes:
        active_prompt: Whether it works on a prompt.
        agent_name: The agent that runs in it.
        attachable: Whether someone may attach to it.
        eligible_for_wake: Whether the scheduler may wake it.
        health: How well it is.
        session_id: The session.
        state: What it is doing.
        updated_at: When this was last looked at.
        workspace_id: The workspace that it works in.
        ineligibility_reason: Why it may not be woken.
        last_activity_at: When something last happened.
        last_error: The last error in words, credentials masked.
        last_presence_at: When it last gave a sign of life.
    """

    active_prompt: bool
    agent_name: str
    attachable: bool
    eligible_for_wake: bool
    health: HealthStatus
    session_id: str
    state: HealthState
    updated_at: datetime.datetime
    workspace_id: str
    ineligibility_reason: HealthIneligibilityReason | Unset = UNSET
    last_activity_at: datetime.datetime | None | Unset = UNSET
    last_error: str | Unset = UNSET
    last_presence_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "active_prompt": "active_prompt",
            "agent_name": "agent_name",
            "attachable": "attachable",
            "eligible_for_wake": "eligible_for_wake",
            "health": "health",
            "session_id": "session_id",
            "state": "state",
            "updated_at": "updated_at",
            "workspace_id": "workspace_id",
            "ineligibility_reason": "ineligibility_reason",
            "last_activity_at": "last_activity_at",
            "last_error": "last_error",
            "last_presence_at": "last_presence_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                active_prompt,
                agent_name,
                attachable,
                eligible_for_wake,
                health,
                session_id,
                state,
                updated_at,
                workspace_id,
                ineligibility_reason,
                last_activity_at,
                last_error,
                last_presence_at,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "active_prompt"
            if type(active_prompt) is not bool:
                active_prompt = _read.boolean(active_prompt)
            _at = "agent_name"
            if type(agent_name) is not str:
                agent_name = _read.string(agent_name)
            _at = "attachable"
            if type(attachable) is not bool:
                attachable = _read.boolean(attachable)
            _at = "eligible_for_wake"
            if type(eligible_for_wake) is not bool:
                eligible_for_wake = _read.boolean(eligible_for_wake)
            _at = "health"
            health = _read.word(HealthStatus, health)
            _at = "session_id"
            if type(session_id) is not str:
                session_id = _read.string(session_id)
            _at = "state"
            state = _read.word(HealthState, state)
            _at = "updated_at"
            updated_at = _read.instant(updated_at)
            _at = "workspace_id"
            if type(workspace_id) is not str:
                workspace_id = _read.string(workspace_id)
            _at = "ineligibility_reason"
            if ineligibility_reason is not UNSET:
                ineligibility_reason = _read.word(HealthIneligibilityReason, ineligibility_reason)
            _at = "last_activity_at"
            if last_activity_at is not None and last_activity_at is not UNSET:
                last_activity_at = _read.instant(last_activity_at)
            _at = "last_error"
            if type(last_error) is not str and last_error is not UNSET:
                last_error = _read.string(last_error)
            _at = "last_presence_at"
            if last_presence_at is not None and last_presence_at is not UNSET:
                last_presence_at = _read.instant(last_presence_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.active_prompt = active_prompt
        _self.agent_name = agent_name
        _self.attachable = attachable
        _self.eligible_for_wake = eligible_for_wake
        _self.health = health
        _self.session_id = session_id
        _self.state = state
        _self.updated_at = updated_at
        _self.workspace_id = workspace_id
        _self.ineligibility_reason = ineligibility_reason
        _self.last_activity_at = last_activity_at
        _self.last_error = last_error
        _self.last_presence_at = last_presence_at
        _self.additional_properties = _rest
        return _self
