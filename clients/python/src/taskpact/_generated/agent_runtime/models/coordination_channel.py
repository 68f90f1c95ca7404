# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .message_kind import MessageKind


@_define
class CoordinationChannel(Model):
    """A channel on which the agents of a workspace coordinate their work.

    Attributes:
        allowed_message_kinds: What may be sent on it; in practice every kind.
        display_name: What people call it, its id if nothing else is known.
        id: Its id; up to 64 of a-z, 0-9, _ and -, a letter or digit first.
        channel: Its name at run time, in lists the same as its id.
        last_activity_at: When something last happened on it.
        purpose: What it is for, such as task_run_coordination.
        run_id: The run that it belongs to; not in lists.
        task_id: The task that it belongs to; not in lists.
        workflow_id: The workflow that the run's metadata names.
        workspace_id: The workspace that it belongs to.
    """

    allowed_message_kinds: list[MessageKind]
    display_name: str
    id: str
    channel: str | Unset = UNSET
    last_activity_at: datetime.datetime | None | Unset = UNSET
    purpose: str | Unset = UNSET
    run_id: str | Unset = UNSET
    task_id: str | Unset = UNSET
    workflow_id: str | Unset = UNSET
    workspace_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "allowed_message_kinds": "allowed_message_kinds",
            "display_name": "display_name",
            "id": "id",
            "channel": "channel",
            "last_activity_at": "last_activity_at",
            "purpose": "purpose",
            "run_id": "run_id",
            "task_id": "task_id",
            "workflow_id": "workflow_id",
            "workspace_id": "workspace_id",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                allowed_message_kinds,
                display_name,
                id,
                channel,
                last_activity_at,
                purpose,
                run_id,
                task_id,
                workflow_id,
                workspace_id,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "allowed_message_kinds"
            allowed_message_kinds = _read.array(
                partial(_read.word, MessageKind), allowed_message_kinds
            )
            _at = "display_name"
            if type(display_name) is not str:
                display_name = _read.string(display_name)
            _at = "id"
            if type(id) is not str:
                id = _read.string(id)
            _at = "channel"
            if type(channel) is not str and channel is not UNSET:
                channel = _read.string(channel)
            _at = "last_activity_at"
            if last_activity_at is not None and last_activity_at is not UNSET:
                last_activity_at = _read.instant(last_activity_at)
            _at = "purpose"
            if type(purpose) is not str and purpose is not UNSET:
                purpose = _read.string(purpose)
            _at = "run_id"
            if type(run_id) is not str and run_id is not UNSET:
                run_id = _read.string(run_id)
            _at = "task_id"
            if type(task_id) is not str and task_id is not UNSET:
                task_id = _read.string(task_id)
            _at = "workflow_id"
            if type(workflow_id) is not str and workflow_id is not UNSET:
                workflow_id = _read.string(workflow_id)
            _at = "workspace_id"
            if type(workspace_id) is not str and workspace_id is not UNSET:
                workspace_id = _read.string(workspace_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.allowed_message_kinds = allowed_message_kinds
        _self.display_name = display_name
        _self.id = id
        _self.channel = channel
        _self.last_activity_at = last_activity_at
        _self.purpose = purpose
        _self.run_id = run_id
        _self.task_id = task_id
        _self.workflow_id = workflow_id
        _self.workspace_id = workspace_id
        _self.additional_properties = _rest
        return _self
