# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model


@_define
class ReviewContinuation(Model):
    """What a reviewer asked for.

    Attributes:
        missing_work: What is still to be done, 20 entries at most.
        next_round_guidance: How to go about it.
        outcome: What the reviewer said; approved, rejected, blocked, error, timeout or
            invalid_output.
        reason: Why.
        review_id: The review.
        review_round: Which round it is, from 1.
        reviewed_run_id: The run that was looked at.
    """

    missing_work: list[str]
    next_round_guidance: str
    outcome: str
    reason: str
    review_id: str
    review_round: int
    reviewed_run_id: str
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "missing_work": "missing_work",
            "next_round_guidance": "next_round_guidance",
            "outcome": "outcome",
            "reason": "reason",
            "review_id": "review_id",
            "review_round": "review_round",
            "reviewed_run_id": "reviewed_run_id",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                missing_work,
                next_round_guidance,
                outcome,
                reason,
                review_id,
                review_round,
                reviewed_run_id,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "missing_work"
            missing_work = _read.plain_array(str, _read.string, missing_work)
            _at = "next_round_guidance"
            if type(next_round_guidance) is not str:
                next_round_guidance = _read.string(next_round_guidance)
            _at = "outcome"
            if type(outcome) is not str:
                outcome = _read.string(outcome)
            _at = "reason"
            if type(reason) is not str:
                reason = _read.string(reason)
            _at = "review_id"
            if type(review_id) is not str:
                review_id = _read.string(review_id)
            _at = "review_round"
            if type(review_round) is not int:
                review_round = _read.integer(review_round)
            _at = "reviewed_run_id"
            if type(reviewed_run_id) is not str:
                reviewed_run_id = _read.string(reviewed_run_id)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.missing_work = missing_work
        _self.next_round_guidance = next_round_guidance
        _self.outcome = outcome
        _self.reason = reason
        _self.review_id = review_id
        _self.review_round = review_round
        _self.reviewed_run_id = reviewed_run_id
        _self.additional_properties = _rest
        return _self
