# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .task_state import TaskState


@_define
class SubmitTaskResponse(Model):
    """A task that was just queued.

    Attributes:
        task_id: The task, as tsk_ and 12 small letters or digits; to be taken as opaque.
        status: Always queued.
        created_at: When it was accepted.
        poll_url: The whole URL that reads the task.
        cancel_url: The whole URL that cancels the task.
        estimated_start: When the agent may begin.
    """

    task_id: str
    status: TaskState
    created_at: datetime.datetime
    poll_url: str
    cancel_url: str
    estimated_start: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "task_id": "task_id",
            "status": "status",
            "created_at": "created_at",
            "poll_url": "poll_url",
            "cancel_url": "cancel_url",
            "estimated_start": "estimated_start",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                task_id,
                status,
                created_at,
                poll_url,
                cancel_url,
                estimated_start,
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
            _at = "created_at"
            created_at = _read.instant(created_at)
            _at = "poll_url"
            if type(poll_url) is not str:
                poll_url = _read.string(poll_url)
            _at = "cancel_url"
            if type(cancel_url) is not str:
                cancel_url = _read.string(cancel_url)
            _at = "estimated_start"
            if estimated_start is not UNSET:
                estimated_start = _read.instant(estimated_start)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.task_id = task_id
        _self.status = status
        _self.created_at = created_at
        _self.poll_url = poll_url
        _self.cancel_url = cancel_url
        _self.estimated_start = estimated_start
        _self.additional_properties = _rest
        return _self
