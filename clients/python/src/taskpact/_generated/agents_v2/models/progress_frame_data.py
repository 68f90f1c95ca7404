# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .progress_response import ProgressResponse
from .task_status import TaskStatus


@_define
class ProgressFrameData(Model):
    """Where the task stands.

    Attributes:
        task_id: The task.
        status: Its state.
        progress: How far the agent got.
    """

    task_id: str
    status: TaskStatus
    progress: ProgressResponse
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("task_id", "task_id"),
        ("status", "status"),
        ("progress", "progress"),
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
            status = TaskStatus.of(_rest.pop(_at))
            _at = "progress"
            progress = ProgressResponse.from_dict(_rest.pop(_at))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            task_id,
            status,
            progress,
            _rest or {},
        )
