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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "elapsed_ms": "elapsed_ms",
            "elapsed_seconds": "elapsed_seconds",
            "idle_seconds": "idle_seconds",
            "iteration_current": "iteration_current",
            "iteration_max": "iteration_max",
            "current_tool": "current_tool",
            "deadline_at": "deadline_at",
            "last_activity_at": "last_activity_at",
            "last_activity_detail": "last_activity_detail",
            "last_activity_kind": "last_activity_kind",
            "last_progress_at": "last_progress_at",
            "tool_call_id": "tool_call_id",
            "turn_id": "turn_id",
            "turn_source": "turn_source",
            "turn_started_at": "turn_started_at",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
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
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "elapsed_ms"
            if type(elapsed_ms) is not int:
                elapsed_ms = _read.integer(elapsed_ms)
            _at = "elapsed_seconds"
            if type(elapsed_seconds) is not int:
                elapsed_seconds = _read.integer(elapsed_seconds)
            _at = "idle_seconds"
            if type(idle_seconds) is not int:
                idle_seconds = _read.integer(idle_seconds)
            _at = "iteration_current"
            if type(iteration_current) is not int:
                iteration_current = _read.integer(iteration_current)
            _at = "iteration_max"
            if type(iteration_max) is not int:
                iteration_max = _read.integer(iteration_max)
            _at = "current_tool"
            if type(current_tool) is not str and current_tool is not UNSET:
                current_tool = _read.string(current_tool)
            _at = "deadline_at"
            if deadline_at is not None and deadline_at is not UNSET:
                deadline_at = _read.instant(deadline_at)
            _at = "last_activity_at"
            if last_activity_at is not None and last_activity_at is not UNSET:
                last_activity_at = _read.instant(last_activity_at)
            _at = "last_activity_detail"
            if type(last_activity_detail) is not str and last_activity_detail is not UNSET:
                last_activity_detail = _read.string(last_activity_detail)
            _at = "last_activity_kind"
            if type(last_activity_kind) is not str and last_activity_kind is not UNSET:
                last_activity_kind = _read.string(last_activity_kind)
            _at = "last_progress_at"
            if last_progress_at is not None and last_progress_at is not UNSET:
                last_progress_at = _read.instant(last_progress_at)
            _at = "tool_call_id"
            if type(tool_call_id) is not str and tool_call_id is not UNSET:
                tool_call_id = _read.string(tool_call_id)
            _at = "turn_id"
            if type(turn_id) is not str and turn_id is not UNSET:
                turn_id = _read.string(turn_id)
            _at = "turn_source"
            if type(turn_source) is not str and turn_source is not UNSET:
                turn_source = _read.string(turn_source)
            _at = "turn_started_at"
            if turn_started_at is not None and turn_started_at is not UNSET:
                turn_started_at = _read.instant(turn_started_at)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.elapsed_ms = elapsed_ms
        _self.elapsed_seconds = elapsed_seconds
        _self.idle_seconds = idle_seconds
        _self.iteration_current = iteration_current
        _self.iteration_max = iteration_max
        _self.current_tool = current_tool
        _self.deadline_at = deadline_at
        _self.last_activity_at = last_activity_at
        _self.last_activity_detail = last_activity_detail
        _self.last_activity_kind = last_activity_kind
        _self.last_progress_at = last_progress_at
        _self.tool_call_id = tool_call_id
        _self.turn_id = turn_id
        _self.turn_source = turn_source
        _self.turn_started_at = turn_started_at
        _self.additional_properties = _rest
        return _self
