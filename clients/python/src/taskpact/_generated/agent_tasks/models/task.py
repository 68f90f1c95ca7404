# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .progress import Progress
from .task_state import TaskState


@_define
class Task(Model):
    """A task as it is now. What does not apply to its state is left out.

    Attributes:
        task_id: The task, as tsk_ and 12 small letters or digits; to be taken as opaque.
        status: Where the task stands.
        created_at: When it was accepted.
        estimated_start: When the agent may begin; only of a queued task.
        started_at: When the agent began, if it did.
        progress: How far the agent got; only while it runs or waits for input.
        completed_at: When it completed or failed.
        result: What the agent made; only of a completed task. Its members are the agent's
            own.
        error: Why there is no result, in words; only of a failed task.
        cancelled_at: When it was cancelled.
    """

    task_id: str
    status: TaskState
    created_at: datetime.datetime
    estimated_start: datetime.datetime | Unset = UNSET
    started_at: datetime.datetime | Unset = UNSET
    progress: Progress | Unset = UNSET
    completed_at: datetime.datetime | Unset = UNSET
    result: dict[str, Any] | Unset = UNSET
    error: str | Unset = UNSET
    cancelled_at: datetime.datetime | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "task_id": "task_id",
            "status": "status",
            "created_at": "created_at",
            "estimated_start": "estimated_start",
            "started_at": "started_at",
            "progress": "progress",
            "completed_at": "completed_at",
            "result": "result",
            "error": "error",
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
                created_at,
                estimated_start,
                started_at,
                progress,
                completed_at,
                result,
                error,
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
            _at = "created_at"
            created_at = _read.instant(created_at)
            _at = "estimated_start"
            if estimated_start is not UNSET:
                estimated_start = _read.instant(estimated_start)
            _at = "started_at"
            if started_at is not UNSET:
                started_at = _read.instant(started_at)
            _at = "progress"
            if progress is not UNSET:
                progress = Progress.from_dict(progress)
            _at = "completed_at"
            if completed_at is not UNSET:
                completed_at = _read.instant(completed_at)
            _at = "result"
            if result is not UNSET:
                result = _read.json_object(result)
            _at = "error"
            if type(error) is not str and error is not UNSET:
                error = _read.string(error)
            _at = "cancelled_at"
            if cancelled_at is not UNSET:
                cancelled_at = _read.instant(cancelled_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.task_id = task_id
        _self.status = status
        _self.created_at = created_at
        _self.estimated_start = estimated_start
        _self.started_at = started_at
        _self.progress = progress
        _self.completed_at = completed_at
        _self.result = result
        _self.error = error
        _self.cancelled_at = cancelled_at
        _self.additional_properties = _rest
        return _self
