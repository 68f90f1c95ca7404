"""Rate limits and the journal: what a world counts."""

from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.journal import KEPT, Journal
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


def test_the_journal_keeps_the_last_thousand_and_counts_all() -> None:
    journal = Journal()
    for number in range(KEPT + 5):
        journal.add(number, "GET", f"/{number}", "api", None, 200, None)
    entries = list(journal)
    assert (len(entries), journal.count) == (KEPT, KEPT + 5)
    assert (entries[0].number, entries[0].path) == (6, "/5")
    assert entries[-1].number == KEPT + 5


def test_the_journal_is_written_with_the_names_of_its_members() -> None:
    journal = Journal()
    journal.add(7, "GET", "/a", "api", "read_it", 200, "id-1")
    assert journal.as_json() == [
        {
            "number": 1,
            "at": 7,
            "method": "GET",
            "path": "/a",
            "api": "api",
            "operation": "read_it",
            "status": 200,
            "request_id": "id-1",
        }
    ]
