# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset


@_define
class RunReviewSummary(Model):
    """A review in short.

    Attributes:
        attempt: Which attempt of the round it is, from 1.
        review_id: The review.
        review_round: Which round it is, from 1.
        run_id: The run that was looked at.
        status: Where it stands; requested, routed, in_review, recorded, circuit_opened or
            canceled.
        outcome: What the reviewer said; approved, rejected, blocked, error, timeout or
            invalid_output.
        reason: Why.
        reviewed_at: When it was done, in RFC 3339.
        reviewer_label: Who did it; an agent's name, a peer or a session.
    """

    attempt: int
    review_id: str
    review_round: int
    run_id: str
    status: str
    outcome: str | Unset = UNSET
    reason: str | Unset = UNSET
    reviewed_at: str | Unset = UNSET
    reviewer_label: str | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "attempt": "attempt",
            "review_id": "review_id",
            "review_round": "review_round",
            "run_id": "run_id",
            "status": "status",
            "outcome": "outcome",
            "reason": "reason",
            "reviewed_at": "reviewed_at",
            "reviewer_label": "reviewer_label",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                attempt,
                review_id,
                review_round,
                run_id,
                status,
                outcome,
                reason,
                reviewed_at,
                reviewer_label,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "attempt"
            if type(attempt) is not int:
                attempt = _read.integer(attempt)
            _at = "review_id"
            if type(review_id) is not str:
                review_id = _read.string(review_id)
            _at = "review_round"
            if type(review_round) is not int:
                review_round = _read.integer(review_round)
            _at = "run_id"
            if type(run_id) is not str:
                run_id = _read.string(run_id)
            _at = "status"
            if type(status) is not str:
                status = _read.string(status)
            _at = "outcome"
            if type(outcome) is not str and outcome is not UNSET:
                outcome = _read.string(outcome)
            _at = "reason"
            if type(reason) is not str and reason is not UNSET:
                reason = _read.string(reason)
            _at = "reviewed_at"
            if type(reviewed_at) is not str and reviewed_at is not UNSET:
                reviewed_at = _read.string(reviewed_at)
            _at = "reviewer_label"
            if type(reviewer_label) is not str and reviewer_label is not UNSET:
                reviewer_label = _read.string(reviewer_label)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.attempt = attempt
        _self.review_id = review_id
        _self.review_round = review_round
        _self.run_id = run_id
        _self.status = status
        _self.outcome = outcome
        _self.reason = reason
        _self.reviewed_at = reviewed_at
        _self.reviewer_label = reviewer_label
        _self.additional_properties = _rest
        return _self
