# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .task_response import TaskResponse


@_define
class TaskListResponse(Model):
    """A page of tasks.

    Attributes:
        tasks: The tasks of the page, the newest first.
        total: How many tasks fit the filters.
        limit: The limit that was asked for.
        offset: The offset that was asked for.
    """

    tasks: list[TaskResponse]
    total: int
    limit: int
    offset: int
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("tasks", "tasks"),
        ("total", "total"),
        ("limit", "limit"),
        ("offset", "offset"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "tasks"
            tasks = _read.array(TaskResponse.from_dict, _rest.pop(_at))
            _at = "total"
            if type(total := _rest.pop(_at)) is not int:
                total = _read.integer(total)
            _at = "limit"
            if type(limit := _rest.pop(_at)) is not int:
                limit = _read.integer(limit)
            _at = "offset"
            if type(offset := _rest.pop(_at)) is not int:
                offset = _read.integer(offset)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            tasks,
            total,
            limit,
            offset,
            _rest or {},
        )
