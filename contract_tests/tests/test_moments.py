"""Moments of the past are told apart from those to come, and may not lie in the future."""

from datetime import UTC, datetime
from typing import Any

import pytest

from taskpact_contract.moments import birth_fault, future_fault, past

NOW = datetime(2026, 1, 2, tzinfo=UTC)
EARLIER, LATER = "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"


@pytest.mark.parametrize(
    "body",
    [
        {"created_at": LATER},
        {"createdAt": LATER},
        {"items": [{"timestamps": {"started_at": "2026-01-03 00:00:00.000000"}}]},
        [{"timestamp": LATER}],
    ],
)
def test_what_has_happened_is_not_told_from_the_future(body: Any) -> None:
    assert future_fault(body, NOW)


@pytest.mark.parametrize(
    "body",
    [
        {"created_at": EARLIER},
        {"next_retry_at": LATER, "ttl_expires_at": LATER, "lease_until": LATER},
        {"created_at": "2026-01-02T00:00:00.900Z"},
        {"created_at": "soon"},
        {"created_at": None},
        None,
    ],
)
def test_other_moments_may_be_whenever_they_are(body: Any) -> None:
    assert future_fault(body, NOW) is None


def test_what_was_just_made_is_not_older_than_its_request() -> None:
    assert birth_fault({"created_at": EARLIER}, NOW)
    assert birth_fault({"created_at": LATER, "started_at": EARLIER}, NOW) is None


def test_a_moment_without_an_offset_is_in_utc() -> None:
    ((_, _, moment),) = past({"created_at": "2026-01-02T00:00:00"})
    assert moment == NOW
