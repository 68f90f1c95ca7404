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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "tasks": "tasks",
            "total": "total",
            "limit": "limit",
            "offset": "offset",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                tasks,
                total,
                limit,
                offset,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "tasks"
            tasks = _read.array(TaskResponse.from_dict, tasks)
            _at = "total"
            if type(total) is not int:
                total = _read.integer(total)
            _at = "limit"
            if type(limit) is not int:
                limit = _read.integer(limit)
            _at = "offset"
            if type(offset) is not int:
                offset = _read.integer(offset)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.tasks = tasks
        _self.total = total
        _self.limit = limit
        _self.offset = offset
        _self.additional_properties = _rest
        return _self
