# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class RuntimeActivity(Model):
    """The prompt that a session works on.

    Attributes:
        elapsed_ms: Milliseconds since it began.
        elapsed_seconds: Seconds since it began.
        idle_seconds: Seconds since something happened.
        iteration_current: Rounds made so far.
        iteration_max: Rounds that may be made.
        current_tool: The tool that is running.
        deadline_at: When it is broken off.
        last_activity_at: When something last happened.
        last_activity_detail: More about what happened last.
        last_activity_kind: What happened last.
        last_progress_at: When it last got further.
        tool_call_id: The call of that tool.
        turn_id: The turn.
        turn_source: Where the turn came from.
        turn_started_at: When the turn began.
    """

    elapsed_ms: int
    elapsed_seconds: int
    idle_seconds: int
    iteration_current: int
    iteration_max: int
    current_tool: str | Unset = UNSET
    deadline_at: datetime.datetime | None | Unset = UNSET
    last_activity_at: datetime.datetime | None | Unset = UNSET
    last_activity_detail: str | Unset = UNSET
    last_activity_kind: str | Unset = UNSET
    last_progress_at: datetime.datetime | None | Unset = UNSET
    tool_call_id: str | Unset = UNSET
    turn_id: str | Unset = UNSET
    turn_source: str | Unset = UNSET
    turn_started_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("elapsed_ms", "elapsed_ms"),
        ("elapsed_seconds", "elapsed_seconds"),
        ("idle_seconds", "idle_seconds"),
        ("iteration_current", "iteration_current"),
        ("iteration_max", "iteration_max"),
        ("current_tool", "current_tool"),
        ("deadline_at", "deadline_at"),
        ("last_activity_at", "last_activity_at"),
        ("last_activity_detail", "last_activity_detail"),
        ("last_activity_kind", "last_activity_kind"),
        ("last_progress_at", "last_progress_at"),
        ("tool_call_id", "tool_call_id"),
        ("turn_id", "turn_id"),
        ("turn_source", "turn_source"),
        ("turn_started_at", "turn_started_at"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "elapsed_ms"
            if type(elapsed_ms := _rest.pop(_at)) is not int:
                elapsed_ms = _read.integer(elapsed_ms)
            _at = "elapsed_seconds"
            if type(elapsed_seconds := _rest.pop(_at)) is not int:
                elapsed_seconds = _read.integer(elapsed_seconds)
            _at = "idle_seconds"
            if type(idle_seconds := _rest.pop(_at)) is not int:
                idle_seconds = _read.integer(idle_seconds)
            _at = "iteration_current"
            if type(iteration_current := _rest.pop(_at)) is not int:
                iteration_current = _read.integer(iteration_current)
            _at = "iteration_max"
            if type(iteration_max := _rest.pop(_at)) is not int:
                iteration_max = _read.integer(iteration_max)
            _at = "current_tool"
            if type(current_tool := _rest.pop(_at, UNSET)) is not str:
                current_tool = _read.optional(_read.string, current_tool)
            _at = "deadline_at"
            deadline_at = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
            _at = "last_activity_at"
            last_activity_at = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
            _at = "last_activity_detail"
            if type(last_activity_detail := _rest.pop(_at, UNSET)) is not str:
                last_activity_detail = _read.optional(_read.string, last_activity_detail)
            _at = "last_activity_kind"
            if type(last_activity_kind := _rest.pop(_at, UNSET)) is not str:
                last_activity_kind = _read.optional(_read.string, last_activity_kind)
            _at = "last_progress_at"
            last_progress_at = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
            _at = "tool_call_id"
            if type(tool_call_id := _rest.pop(_at, UNSET)) is not str:
                tool_call_id = _read.optional(_read.string, tool_call_id)
            _at = "turn_id"
            if type(turn_id := _rest.pop(_at, UNSET)) is not str:
                turn_id = _read.optional(_read.string, turn_id)
            _at = "turn_source"
            if type(turn_source := _rest.pop(_at, UNSET)) is not str:
                turn_source = _read.optional(_read.string, turn_source)
            _at = "turn_started_at"
            turn_started_at = _read.maybe(_read.instant, _rest.pop(_at, UNSET))
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            elapsed_ms,
            elapsed_seconds,
            idle_seconds,
            iteration_current,
            iteration_max,
            current_tool,
            deadline_at,
            last_activity_at,
            last_activity_detail,
            last_activity_kind,
            last_progress_at,
            tool_call_id,
            turn_id,
            turn_source,
            turn_started_at,
            _rest or {},
        )
