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
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "current_step": "current_step",
            "steps_completed": "steps_completed",
            "total_steps": "total_steps",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                current_step,
                steps_completed,
                total_steps,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "current_step"
            if type(current_step) is not str:
                current_step = _read.string(current_step)
            _at = "steps_completed"
            if type(steps_completed) is not int:
                steps_completed = _read.integer(steps_completed)
            _at = "total_steps"
            if type(total_steps) is not int:
                total_steps = _read.integer(total_steps)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.current_step = current_step
        _self.steps_completed = steps_completed
        _self.total_steps = total_steps
        _self.additional_properties = _rest
        return _self
