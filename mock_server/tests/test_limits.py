"""Rate limits: what a world counts."""

from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.limits import RateLimits, Verdict

KEY, OTHER = ("api", "ann"), ("api", "bob")


def test_a_window_counts_down_and_then_refuses() -> None:
    limits = RateLimits()
    found = [limits.count(KEY, 2, 60, now=SECOND) for _ in range(4)]
    ends = 61 * SECOND
    assert found == [
        Verdict(True, 2, 1, ends),
        Verdict(True, 2, 0, ends),
        Verdict(False, 2, 0, ends),
        Verdict(False, 2, 0, ends),
    ]


def test_a_window_begins_with_its_first_call_and_is_then_forgotten() -> None:
    limits = RateLimits()
    limits.count(KEY, 1, 60, now=0)
    assert not limits.count(KEY, 1, 60, now=60 * SECOND - 1).allowed
    assert limits.count(KEY, 1, 60, now=60 * SECOND) == Verdict(True, 1, 0, 120 * SECOND)


def test_keys_are_counted_apart() -> None:
    limits = RateLimits()
    limits.count(KEY, 1, 60, now=0)
    assert limits.count(OTHER, 1, 60, now=0).allowed


def test_a_copy_stands_where_its_original_stood() -> None:
    limits = RateLimits()
    limits.count(KEY, 2, 60, now=0)
    twin = limits.copy()
    limits.count(KEY, 2, 60, now=0)
    assert twin.count(KEY, 2, 60, now=0).left == 0
    assert not limits.count(KEY, 2, 60, now=0).allowed
