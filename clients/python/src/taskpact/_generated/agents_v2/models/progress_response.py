# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class ProgressResponse(Model):
    """How far the agent got.

    Attributes:
        percent: Share of the work that is done; it never falls.
        message: What the agent does now.
        current_step: The name of the step at hand.
        total_steps: How many steps there are.
        current_step_num: The number of the step at hand, from 1.
    """

    percent: int
    message: str | None | Unset = UNSET
    current_step: str | None | Unset = UNSET
    total_steps: int | None | Unset = UNSET
    current_step_num: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "percent": "percent",
            "message": "message",
            "current_step": "current_step",
            "total_steps": "total_steps",
            "current_step_num": "current_step_num",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                percent,
                message,
                current_step,
                total_steps,
                current_step_num,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "percent"
            if type(percent) is not int:
                percent = _read.integer(percent)
            _at = "message"
            if type(message) is not str and message is not None and message is not UNSET:
                message = _read.string(message)
            _at = "current_step"
            if (
                type(current_step) is not str
                and current_step is not None
                and current_step is not UNSET
            ):
                current_step = _read.string(current_step)
            _at = "total_steps"
            if (
                type(total_steps) is not int
                and total_steps is not None
                and total_steps is not UNSET
            ):
                total_steps = _read.integer(total_steps)
            _at = "current_step_num"
            if (
                type(current_step_num) is not int
                and current_step_num is not None
                and current_step_num is not UNSET
            ):
                current_step_num = _read.integer(current_step_num)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.percent = percent
        _self.message = message
        _self.current_step = current_step
        _self.total_steps = total_steps
        _self.current_step_num = current_step_num
        _self.additional_properties = _rest
        return _self
