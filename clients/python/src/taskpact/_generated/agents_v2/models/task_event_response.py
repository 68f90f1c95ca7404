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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("id", "id"),
        ("event_type", "event_type"),
        ("previous_status", "previous_status"),
        ("new_status", "new_status"),
        ("event_data", "event_data"),
        ("created_at", "created_at"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "id"
            if type(id := _rest.pop(_at)) is not int:
                id = _read.integer(id)
            _at = "event_type"
            event_type = TaskEventType.of(_rest.pop(_at))
            _at = "previous_status"
            previous_status = _read.maybe(TaskStatus.of, _rest.pop(_at, UNSET))
            _at = "new_status"
            new_status = _read.maybe(TaskStatus.of, _rest.pop(_at, UNSET))
            _at = "event_data"
            event_data = _read.maybe(_read.json_object, _rest.pop(_at, UNSET))
            _at = "created_at"
            if type(created_at := _rest.pop(_at, UNSET)) is not str:
                created_at = _read.maybe(_read.string, created_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            id,
            event_type,
            previous_status,
            new_status,
            event_data,
            created_at,
            _rest or {},
        )
