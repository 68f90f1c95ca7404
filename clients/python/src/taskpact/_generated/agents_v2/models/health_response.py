# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .stats_response import StatsResponse


@_define
class HealthResponse(Model):
    """A working service.

    Attributes:
        status: Always healthy.
        tasks: The counts of the caller's tasks.
    """

    status: Literal["healthy"]
    tasks: StatsResponse
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "status": "status",
            "tasks": "tasks",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                status,
                tasks,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "status"
            status = _read.constant("healthy", status)
            _at = "tasks"
            tasks = StatsResponse.from_dict(tasks)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.status = status
        _self.tasks = tasks
        _self.additional_properties = _rest
        return _self
