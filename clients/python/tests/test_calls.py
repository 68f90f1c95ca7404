"""When a request may be sent again, and how long to wait: the rules without a wire."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskpact._runtime.calls import (
    LONGEST_PAUSE,
    Call,
    Options,
    backoff,
    may_pass,
    retry_after,
)
from taskpact._runtime.requests import Request
from taskpact._runtime.resuming import REMEMBERED, Resumption
from taskpact._runtime.streams import Event
from taskpact.errors import ConnectionFailed, DecodeError, TimedOut

READ = Request("get_task", "GET", "/t")


@given(attempts=st.integers(min_value=1, max_value=10_000))
def test_backoff_grows_to_a_limit_with_a_quarter_of_jitter(attempts: int) -> None:
    whole = min(0.5 * 2 ** min(attempts - 1, 20), LONGEST_PAUSE)
    assert whole * 0.75 <= backoff(attempts) <= whole


@given(text=st.text(), date=st.text())
def test_retry_after_of_any_text_is_a_time_to_wait_or_none(text: str, date: str) -> None:
    for headers in ({"retry-after": text, "date": date}, {"retry-after-ms": text}):
        wait = retry_after(headers)
        assert wait is None or 0 <= wait < float("inf")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after": "-1"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:09 GMT"}, None),
        (
            {
                "retry-after": "Wed, 21 Oct 2026 07:28:09 GMT",
                "date": "Wed, 21 Oct 2026 07:28:00 GMT",
            },
            9.0,
        ),
        (
            {
                "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT",
                "date": "Wed, 21 Oct 2026 07:28:09 GMT",
            },
            0.0,
        ),
        (
            {
                "retry-after": "Wed, 21 Oct 2026 07:28:00 -0000",
                "date": "Wed, 21 Oct 2026 07:28:09 GMT",
            },
            None,
        ),
    ],
)
def test_retry_after_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers) == seconds


def test_deadline_that_is_over_lets_nothing_be_sent() -> None:
    call = Call(READ, Options(end=0.0))
    assert call.over
    with pytest.raises(TimedOut, match="get_task: its deadline is over") as caught:
        call.left()
    assert caught.value.outcome == "not_sent"


def test_earlier_of_two_deadlines_holds() -> None:
    assert Call(READ, Options(deadline=60, end=1.0)).end == 1.0
    assert Call(READ, Options(deadline=60)).end is not None


@pytest.mark.parametrize(
    ("error", "passes"), [(ConnectionFailed("x"), True), (DecodeError("x"), False)]
)
def test_only_what_may_pass_is_tried_again(error: ConnectionFailed, passes: bool) -> None:
    assert may_pass(error) is passes


def test_headers_of_options_do_not_show_their_values() -> None:
    assert "s3cr3t" not in repr(Options(headers={"x-key": "s3cr3t"}))


def test_memory_of_seen_events_is_bounded() -> None:
    course: Resumption[int] = Resumption(Call(READ, Options()), lambda data: False)
    course.connect()
    for number in range(REMEMBERED + 5):
        assert course.accepts(Event(str(number), "message", number))
    assert len(course._seen) == REMEMBERED
    assert not course.accepts(Event("7", "message", 7))
