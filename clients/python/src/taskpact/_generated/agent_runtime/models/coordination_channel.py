# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("allowed_message_kinds", "allowed_message_kinds"),
        ("display_name", "display_name"),
        ("id", "id"),
        ("channel", "channel"),
        ("last_activity_at", "last_activity_at"),
        ("purpose", "purpose"),
        ("run_id", "run_id"),
        ("task_id", "task_id"),
        ("workflow_id", "workflow_id"),
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
            _at = "allowed_message_kinds"
            allowed_message_kinds = _read.array(MessageKind.of, _rest.pop(_at))
            _at = "display_name"
            if type(display_name := _rest.pop(_at)) is not str:
                display_name = _read.string(display_name)
            _at = "id"
            if type(id := _rest.pop(_at)) is not str:
                id = _read.string(id)
            _at = "channel"
            if type(channel := _rest.pop(_at, UNSET)) is not str:
                channel = _read.optional(_read.string, channel)
            _at = "last_activity_at"
            last_activity_at = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
            _at = "purpose"
            if type(purpose := _rest.pop(_at, UNSET)) is not str:
                purpose = _read.optional(_read.string, purpose)
            _at = "run_id"
            if type(run_id := _rest.pop(_at, UNSET)) is not str:
                run_id = _read.optional(_read.string, run_id)
            _at = "task_id"
            if type(task_id := _rest.pop(_at, UNSET)) is not str:
                task_id = _read.optional(_read.string, task_id)
            _at = "workflow_id"
            if type(workflow_id := _rest.pop(_at, UNSET)) is not str:
                workflow_id = _read.optional(_read.string, workflow_id)
            _at = "workspace_id"
            if type(workspace_id := _rest.pop(_at, UNSET)) is not str:
                workspace_id = _read.optional(_read.string, workspace_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
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
            _rest or {},
        )
