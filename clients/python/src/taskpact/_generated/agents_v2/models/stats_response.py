# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class StatsResponse(Model):
    """How many tasks are in each state.

    Attributes:
        pending: Accepted and not begun.
        running: Being worked on.
        completed: Ended with a result.
        failed: Failed for good.
        cancelled: Stopped by their callers.
        retrying: Waiting for another attempt.
        total: The sum of all states.
    """

    pending: int | Unset = UNSET
    running: int | Unset = UNSET
    completed: int | Unset = UNSET
    failed: int | Unset = UNSET
    cancelled: int | Unset = UNSET
    retrying: int | Unset = UNSET
    total: int | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "pending": "pending",
            "running": "running",
            "completed": "completed",
            "failed": "failed",
            "cancelled": "cancelled",
            "retrying": "retrying",
            "total": "total",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                pending,
                running,
                completed,
                failed,
                cancelled,
                retrying,
                total,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "pending"
            if type(pending) is not int and pending is not UNSET:
                pending = _read.integer(pending)
            _at = "running"
            if type(running) is not int and running is not UNSET:
                running = _read.integer(running)
            _at = "completed"
            if type(completed) is not int and completed is not UNSET:
                completed = _read.integer(completed)
            _at = "failed"
            if type(failed) is not int and failed is not UNSET:
                failed = _read.integer(failed)
            _at = "cancelled"
            if type(cancelled) is not int and cancelled is not UNSET:
                cancelled = _read.integer(cancelled)
            _at = "retrying"
            if type(retrying) is not int and retrying is not UNSET:
                retrying = _read.integer(retrying)
            _at = "total"
            if type(total) is not int and total is not UNSET:
                total = _read.integer(total)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.pending = pending
        _self.running = running
        _self.completed = completed
        _self.failed = failed
        _self.cancelled = cancelled
        _self.retrying = retrying
        _self.total = total
        _self.additional_properties = _rest
        return _self
