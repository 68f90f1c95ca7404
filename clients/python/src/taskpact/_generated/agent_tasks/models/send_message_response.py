# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .task_state import TaskState


@_define
class SendMessageResponse(Model):
    """A task that took a message.

    Attributes:
        task_id: The task, as tsk_ and 12 small letters or digits; to be taken as opaque.
        status: Where the task stands now, which is running.
        message_received: Always true.
    """

    task_id: str
    status: TaskState
    message_received: bool
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("task_id", "task_id"),
        ("status", "status"),
        ("message_received", "message_received"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "task_id"
            if type(task_id := _rest.pop(_at)) is not str:
                task_id = _read.string(task_id)
            _at = "status"
            status = TaskState.of(_rest.pop(_at))
            _at = "message_received"
            if type(message_received := _rest.pop(_at)) is not bool:
                message_received = _read.boolean(message_received)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            task_id,
            status,
            message_received,
            _rest or {},
        )
