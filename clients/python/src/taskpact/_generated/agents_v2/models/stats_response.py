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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("pending", "pending"),
        ("running", "running"),
        ("completed", "completed"),
        ("failed", "failed"),
        ("cancelled", "cancelled"),
        ("retrying", "retrying"),
        ("total", "total"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "pending"
            if type(pending := _rest.pop(_at, UNSET)) is not int:
                pending = _read.optional(_read.integer, pending)
            _at = "running"
            if type(running := _rest.pop(_at, UNSET)) is not int:
                running = _read.optional(_read.integer, running)
            _at = "completed"
            if type(completed := _rest.pop(_at, UNSET)) is not int:
                completed = _read.optional(_read.integer, completed)
            _at = "failed"
            if type(failed := _rest.pop(_at, UNSET)) is not int:
                failed = _read.optional(_read.integer, failed)
            _at = "cancelled"
            if type(cancelled := _rest.pop(_at, UNSET)) is not int:
                cancelled = _read.optional(_read.integer, cancelled)
            _at = "retrying"
            if type(retrying := _rest.pop(_at, UNSET)) is not int:
                retrying = _read.optional(_read.integer, retrying)
            _at = "total"
            if type(total := _rest.pop(_at, UNSET)) is not int:
                total = _read.optional(_read.integer, total)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            pending,
            running,
            completed,
            failed,
            cancelled,
            retrying,
            total,
            _rest or {},
        )
