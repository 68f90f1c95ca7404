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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "task_id": "task_id",
            "status": "status",
            "message_received": "message_received",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                task_id,
                status,
                message_received,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "task_id"
            if type(task_id) is not str:
                task_id = _read.string(task_id)
            _at = "status"
            status = _read.word(TaskState, status)
            _at = "message_received"
            if type(message_received) is not bool:
                message_received = _read.boolean(message_received)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.task_id = task_id
        _self.status = status
        _self.message_received = message_received
        _self.additional_properties = _rest
        return _self
