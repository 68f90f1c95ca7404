# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .task_event_type import TaskEventType
from .task_status import TaskStatus


@_define
class TaskEventResponse(Model):
    """One thing that happened to a task.

    Attributes:
        id: A number that counts up over all tasks.
        event_type: What happened.
        previous_status: The state before; null for a creation and for progress.
        new_status: The state after; null for progress.
        event_data: What belongs to the event, by its type: the input of a creation, the
            attempt, the progress, the tokens, the error, or the reason.
        created_at: When it happened, in ISO 8601.
    """

    id: int
    event_type: TaskEventType
    previous_status: TaskStatus | None | Unset = UNSET
    new_status: TaskStatus | None | Unset = UNSET
    event_data: dict[str, Any] | None | Unset = UNSET
    created_at: str | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "id": "id",
            "event_type": "event_type",
            "previous_status": "previous_status",
            "new_status": "new_status",
            "event_data": "event_data",
            "created_at": "created_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                id,
                event_type,
                previous_status,
                new_status,
                event_data,
                created_at,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "id"
            if type(id) is not int:
                id = _read.integer(id)
            _at = "event_type"
            event_type = _read.word(TaskEventType, event_type)
            _at = "previous_status"
            if previous_status is not None and previous_status is not UNSET:
                previous_status = _read.word(TaskStatus, previous_status)
            _at = "new_status"
            if new_status is not None and new_status is not UNSET:
                new_status = _read.word(TaskStatus, new_status)
            _at = "event_data"
            if event_data is not None and event_data is not UNSET:
                event_data = _read.json_object(event_data)
            _at = "created_at"
            if type(created_at) is not str and created_at is not None and created_at is not UNSET:
                created_at = _read.string(created_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.id = id
        _self.event_type = event_type
        _self.previous_status = previous_status
        _self.new_status = new_status
        _self.event_data = event_data
        _self.created_at = created_at
        _self.additional_properties = _rest
        return _self
