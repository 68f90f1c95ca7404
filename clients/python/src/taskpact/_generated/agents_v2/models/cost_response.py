# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class CostResponse(Model):
    """What a task used; zero until it has completed.

    Attributes:
        tokens_input: Tokens that the model read.
        tokens_output: Tokens that the model wrote.
        estimated_cost_cents: Their price, in whole US cents, rounded down.
    """

    tokens_input: int | Unset = UNSET
    tokens_output: int | Unset = UNSET
    estimated_cost_cents: int | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "tokens_input": "tokens_input",
            "tokens_output": "tokens_output",
            "estimated_cost_cents": "estimated_cost_cents",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                tokens_input,
                tokens_output,
                estimated_cost_cents,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "tokens_input"
            if type(tokens_input) is not int and tokens_input is not UNSET:
                tokens_input = _read.integer(tokens_input)
            _at = "tokens_output"
            if type(tokens_output) is not int and tokens_output is not UNSET:
                tokens_output = _read.integer(tokens_output)
            _at = "estimated_cost_cents"
            if type(estimated_cost_cents) is not int and estimated_cost_cents is not UNSET:
                estimated_cost_cents = _read.integer(estimated_cost_cents)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.tokens_input = tokens_input
        _self.tokens_output = tokens_output
        _self.estimated_cost_cents = estimated_cost_cents
        _self.additional_properties = _rest
        return _self
