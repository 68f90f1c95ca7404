# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .task_state import TaskState


@_define
class CancelTaskResponse(Model):
    """A task that was just cancelled.

    Attributes:
        task_id: The task, as tsk_ and 12 small letters or digits; to be taken as opaque.
        status: Always cancelled.
        cancelled_at: When it was cancelled.
    """

    task_id: str
    status: TaskState
    cancelled_at: datetime.datetime
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "task_id": "task_id",
            "status": "status",
            "cancelled_at": "cancelled_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                task_id,
                status,
                cancelled_at,
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
            _at = "cancelled_at"
            cancelled_at = _read.instant(cancelled_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.task_id = task_id
        _self.status = status
        _self.cancelled_at = cancelled_at
        _self.additional_properties = _rest
        return _self
