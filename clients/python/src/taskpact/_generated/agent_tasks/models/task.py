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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("task_id", "task_id"),
        ("status", "status"),
        ("created_at", "created_at"),
        ("estimated_start", "estimated_start"),
        ("started_at", "started_at"),
        ("progress", "progress"),
        ("completed_at", "completed_at"),
        ("result", "result"),
        ("error", "error"),
        ("cancelled_at", "cancelled_at"),
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
            _at = "created_at"
            created_at = _read.instant(_rest.pop(_at))
            _at = "estimated_start"
            estimated_start = _read.optional(_read.instant, _rest.pop(_at, UNSET))
            _at = "started_at"
            started_at = _read.optional(_read.instant, _rest.pop(_at, UNSET))
            _at = "progress"
            progress = _read.optional(Progress.from_dict, _rest.pop(_at, UNSET))
            _at = "completed_at"
            completed_at = _read.optional(_read.instant, _rest.pop(_at, UNSET))
            _at = "result"
            result = _read.optional(_read.json_object, _rest.pop(_at, UNSET))
            _at = "error"
            if type(error := _rest.pop(_at, UNSET)) is not str:
                error = _read.optional(_read.string, error)
            _at = "cancelled_at"
            cancelled_at = _read.optional(_read.instant, _rest.pop(_at, UNSET))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
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
            _rest or {},
        )
