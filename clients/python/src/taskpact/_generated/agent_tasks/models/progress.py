# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class Progress(Model):
    """How far the agent got.

    Attributes:
        current_step: What the agent does now.
        steps_completed: How many steps are done.
        total_steps: How many steps there are.
    """

    current_step: str
    steps_completed: int
    total_steps: int
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("current_step", "current_step"),
        ("steps_completed", "steps_completed"),
        ("total_steps", "total_steps"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "current_step"
            if type(current_step := _rest.pop(_at)) is not str:
                current_step = _read.string(current_step)
            _at = "steps_completed"
            if type(steps_completed := _rest.pop(_at)) is not int:
                steps_completed = _read.integer(steps_completed)
            _at = "total_steps"
            if type(total_steps := _rest.pop(_at)) is not int:
                total_steps = _read.integer(total_steps)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            current_step,
            steps_completed,
            total_steps,
            _rest or {},
        )
