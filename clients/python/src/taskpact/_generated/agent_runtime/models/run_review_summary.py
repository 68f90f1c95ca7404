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
    additional_properties: dict[str, Any] = _field(factory=dict)

    _wire_names: ClassVar[tuple[tuple[str, str], ...]] = (
        ("attempt", "attempt"),
        ("review_id", "review_id"),
        ("review_round", "review_round"),
        ("run_id", "run_id"),
        ("status", "status"),
        ("outcome", "outcome"),
        ("reason", "reason"),
        ("reviewed_at", "reviewed_at"),
        ("reviewer_label", "reviewer_label"),
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        if not isinstance(_source, dict):
            raise _read.mismatch("an object", _source)
        _rest = _source.copy()
        _at = ""
        try:
            _at = "attempt"
            if type(attempt := _rest.pop(_at)) is not int:
                attempt = _read.integer(attempt)
            _at = "review_id"
            if type(review_id := _rest.pop(_at)) is not str:
                review_id = _read.string(review_id)
            _at = "review_round"
            if type(review_round := _rest.pop(_at)) is not int:
                review_round = _read.integer(review_round)
            _at = "run_id"
            if type(run_id := _rest.pop(_at)) is not str:
                run_id = _read.string(run_id)
            _at = "status"
            if type(status := _rest.pop(_at)) is not str:
                status = _read.string(status)
            _at = "outcome"
            if type(outcome := _rest.pop(_at, UNSET)) is not str:
                outcome = _read.optional(_read.string, outcome)
            _at = "reason"
            if type(reason := _rest.pop(_at, UNSET)) is not str:
                reason = _read.optional(_read.string, reason)
            _at = "reviewed_at"
            if type(reviewed_at := _rest.pop(_at, UNSET)) is not str:
                reviewed_at = _read.optional(_read.string, reviewed_at)
            _at = "reviewer_label"
            if type(reviewer_label := _rest.pop(_at, UNSET)) is not str:
                reviewer_label = _read.optional(_read.string, reviewer_label)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        return cls(
            attempt,
            review_id,
            review_round,
            run_id,
            status,
            outcome,
            reason,
            reviewed_at,
            reviewer_label,
            _rest or {},
        )
