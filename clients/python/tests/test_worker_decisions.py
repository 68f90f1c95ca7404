"""What a worker decides, without a server, a thread or a clock."""

from collections.abc import Generator
from typing import Any, TypeVar

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from clients.python.tests.runtime_records import held, status_error, timed_out
from taskpact._runtime.driving import driven
from taskpact._worker.decisions import (
    Claim,
    Ending,
    Found,
    Recall,
    Renew,
    Rest,
    Seen,
    Send,
    Tried,
    Wait,
    Work,
    may_pass,
    settle,
    shift,
    watch,
)
from taskpact._worker.pauses import Pauses
from taskpact._worker.reports import (
    Complete,
    Fail,
    Release,
    Report,
    report_of,
    report_of_error,
)
from taskpact.errors import ConfigurationError, ConnectionFailed, DecodeError, StatusError
from taskpact.worker import LeaseLost, Worker

Step = TypeVar("Step")
Reply = TypeVar("Reply")
Result = TypeVar("Result")

LOST_ANSWERS = [
    pytest.param(timed_out(), id="timed out"),
    pytest.param(ConnectionFailed("cut"), id="cut"),
    pytest.param(DecodeError("no JSON"), id="malformed"),
    pytest.param(status_error(500), id="500"),
    pytest.param(status_error(504), id="504"),
]
PASSING = [*LOST_ANSWERS, pytest.param(status_error(429), id="429")]
FATAL = [400, 401, 403, 404, 405, 410, 413, 422]


def steps_of(generator: Generator[Step, Reply, Any], replies: list[Reply]) -> list[Step]:
    """The steps that follow from the replies, the first included."""
    return [next(generator), *(generator.send(each) for each in replies)]


def result_of(generator: Generator[Any, Reply, Result], replies: list[Reply]) -> Result:
    """What the generator comes to after the replies."""
    next(generator)
    for each in replies[:-1]:
        generator.send(each)
    with pytest.raises(StopIteration) as end:
        generator.send(replies[-1])
    result: Result = end.value.value
    return result


def test_shift_works_on_what_it_claimed_and_claims_again() -> None:
    replies = [Found(held()), Found(ended=True)]
    assert steps_of(shift(), replies) == [Claim(), Work(held()), Claim()]


@pytest.mark.parametrize("error", [*LOST_ANSWERS, pytest.param(status_error(409), id="409")])
def test_shift_looks_for_the_run_when_a_claims_answer_is_lost(error: Any) -> None:
    replies = [Found(error=error), Found(held())]
    assert steps_of(shift(), replies) == [Claim(), Recall(), Work(held())]


def test_shift_claims_again_at_once_when_the_server_waited_in_vain() -> None:
    replies = [Found(error=timed_out(), took=20.0), Found(), Found()]
    assert steps_of(shift(), replies) == [Claim(), Recall(), Rest(0.0), Claim()]


def test_shift_rests_longer_and_longer_when_answers_without_a_run_come_at_once() -> None:
    steps = steps_of(shift(), [Found()] * 20)
    pauses = [each.seconds for each in steps if isinstance(each, Rest)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (0.1, 2.0)


def test_shift_rests_after_a_run_that_was_given_back() -> None:
    replies = [Found(held()), Found(), Found(), Found(held()), Found()]
    assert steps_of(shift(), replies) == [
        Claim(),
        Work(held()),
        Rest(0.5),
        Claim(),
        Work(held()),
        Rest(1.0),
    ]


@pytest.mark.parametrize("error", PASSING)
def test_shift_goes_on_after_an_error_that_may_pass(error: Any) -> None:
    looks = [Found(error=error)] * (1 if getattr(error, "status", None) == 429 else 2)
    *_, rest, claim = steps_of(shift(), [*looks, Found()])
    assert (rest, claim) == (Rest(0.5), Claim())


@pytest.mark.parametrize(("asked", "pause"), [(7.0, 7.0), (0.1, 0.5), (3600.0, 60.0)])
def test_shift_rests_as_long_as_the_server_asks_up_to_a_minute(asked: float, pause: float) -> None:
    replies = [Found(error=status_error(429, retry_after=asked))]
    assert steps_of(shift(), replies)[-1] == Rest(pause)


@pytest.mark.parametrize("status", FATAL)
def test_shift_ends_with_an_error_that_does_not_pass(status: int) -> None:
    steps = shift()
    next(steps)
    with pytest.raises(StatusError, match=str(status)):
        steps.send(Found(error=status_error(status)))


def seen(now: float, **more: Any) -> Seen:
    return evolve(Seen(sent=now, now=now, finished=False, stopping=False), **more)


def test_watch_renews_after_a_third_of_the_lease() -> None:
    steps = steps_of(watch(60, 100.0, 10), [seen(120.0), seen(120.0), seen(140.0)])
    assert steps == [Wait(120.0, 160.0), Renew(160.0), Wait(140.0, 180.0), Renew(180.0)]


def test_watch_counts_the_new_lease_from_when_it_was_asked_for() -> None:
    steps = steps_of(watch(60, 0.0, 10), [seen(20.0), seen(29.0, sent=20.0)])
    assert steps[-1] == Wait(40.0, 80.0)


def test_watch_renews_at_once_when_a_third_is_over_before_the_work_begins() -> None:
    assert steps_of(watch(60, 0.0, 10), [seen(20.0)])[-1] == Renew(60.0)


def test_watch_ends_when_the_handler_does() -> None:
    assert result_of(watch(60, 0.0, 10), [seen(5.0, finished=True)]) == (Ending.FINISHED, 60.0)


@pytest.mark.parametrize("status", [*FATAL, 409])
def test_watch_takes_a_refused_renewal_for_the_loss_of_the_lease(status: int) -> None:
    replies = [seen(20.0), seen(20.0, error=status_error(status))]
    assert result_of(watch(60, 0.0, 10), replies) == (Ending.LOST, 60.0)


@pytest.mark.parametrize("error", PASSING)
def test_watch_tries_again_until_the_lease_is_over(error: Any) -> None:
    now, renewals = 0.0, 0

    def see(step: Wait | Renew) -> Seen:
        nonlocal now, renewals
        if isinstance(step, Renew):
            renewals += 1
            return seen(now, error=error)
        assert step.at > now
        now = step.at
        return seen(now)

    assert driven(watch(60, 0.0, 10), see) == (Ending.LOST, 60.0)
    assert (now, renewals) == (60.0, 9)


def test_watch_leaves_a_handler_the_grace_when_the_worker_stops() -> None:
    steps = watch(60, 0.0, 10)
    assert steps_of(steps, [seen(5.0, stopping=True)])[-1] == Wait(15.0, 60.0)
    with pytest.raises(StopIteration) as end:
        steps.send(seen(15.0, stopping=True))
    assert end.value.value == (Ending.STOPPED, 60.0)


def test_watch_renews_during_the_grace() -> None:
    replies = [seen(15.0, stopping=True), seen(20.0, stopping=True), seen(20.0)]
    steps = steps_of(watch(60, 0.0, 10), replies)
    assert steps[1:] == [Wait(20.0, 60.0), Renew(60.0), Wait(25.0, 80.0)]


@given(
    lease=st.floats(1, 86400),
    lateness=st.lists(st.floats(0, 1), max_size=30),
    failures=st.lists(st.booleans(), max_size=30),
)
def test_watch_never_waits_past_the_end_of_the_lease(
    lease: float, lateness: list[float], failures: list[bool]
) -> None:
    steps, now = watch(lease, 0.0, 10), 0.0
    step = next(steps)
    try:
        for late, fails in zip(lateness, failures, strict=False):
            assert step.until >= now or now - step.until <= lease
            if isinstance(step, Wait):
                assert step.at <= step.until
                now = max(now, step.at) + late * lease / 3
                step = steps.send(seen(now))
            else:
                error = timed_out() if fails else None
                step = steps.send(seen(now, error=error))
    except StopIteration as end:
        ending, until = end.value
        assert ending is Ending.LOST
        assert now >= until


def test_settle_reports_once() -> None:
    assert steps_of(settle(Complete(1), 60.0), []) == [Send(Complete(1))]
    assert result_of(settle(Complete(1), 60.0), [Tried(1.0)]) == Complete(1)


@pytest.mark.parametrize("refusal", [409, 403])
@pytest.mark.parametrize("error", LOST_ANSWERS)
def test_settle_knows_that_a_report_had_arrived_whose_answer_was_lost(
    error: Any, refusal: int
) -> None:
    replies = [Tried(1.0, error), Tried(1.2), Tried(1.2, status_error(refusal))]
    assert steps_of(settle(Complete(1), 60.0), replies[:2]) == [
        Send(Complete(1)),
        Rest(0.2),
        Send(Complete(1)),
    ]
    assert result_of(settle(Complete(1), 60.0), replies) == Complete(1)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param([], id="at once"),
        pytest.param([Tried(1.0, status_error(429)), Tried(1.2)], id="after a rejection"),
        pytest.param(
            [Tried(1.0, ConnectionFailed("refused")), Tried(1.2)], id="after nothing was sent"
        ),
    ],
)
def test_settle_takes_a_conflict_for_the_loss_of_the_lease(before: list[Tried]) -> None:
    for each in before:
        if isinstance(each.error, ConnectionFailed):
            each.error.outcome = "not_sent"
    replies = [*before, Tried(1.2, status_error(409))]
    assert result_of(settle(Complete(1), 60.0), replies) is None


def test_settle_does_not_trust_a_conflict_after_the_end_of_the_lease() -> None:
    replies = [Tried(59.0, timed_out()), Tried(59.2), Tried(60.0, status_error(409))]
    assert result_of(settle(Complete(1), 60.0), replies) is None


@pytest.mark.parametrize(
    "error",
    [*(status_error(status) for status in (400, 413, 422)), TypeError("no JSON"), ValueError()],
    ids=lambda error: str(getattr(error, "status", type(error).__name__)),
)
def test_settle_fails_a_run_whose_result_is_not_taken(error: Exception) -> None:
    failure = Fail(f"the result was not taken: {error}")
    assert steps_of(settle(Complete(1), 60.0), [Tried(1.0, error)])[-1] == Send(failure)
    assert result_of(settle(Complete(1), 60.0), [Tried(1.0, error), Tried(1.0)]) == failure
    again = [Tried(1.0, error), Tried(1.0, error)]
    assert result_of(settle(Complete(1), 60.0), again) is None


@pytest.mark.parametrize("error", PASSING)
def test_settle_tries_no_longer_than_the_lease_lasts(error: Any) -> None:
    now = 0.0

    def attempt(step: Send | Rest) -> Tried:
        nonlocal now
        if isinstance(step, Send):
            return Tried(now, error)
        now += step.seconds
        return Tried(now)

    assert driven(settle(Fail("no"), 60.0), attempt) is None
    assert 60.0 <= now <= 65.0


@pytest.mark.parametrize("error", [ConfigurationError("no"), KeyError("no")])
def test_errors_of_the_program_do_not_pass(error: Exception) -> None:
    assert not may_pass(error)


@given(st.lists(st.floats(0, 0.49), min_size=1, max_size=40))
def test_pauses_grow_to_their_longest_while_answers_come_at_once(took: list[float]) -> None:
    pauses = Pauses(0.1, 2.0)
    found = [pauses.after(each) for each in took]
    assert found == sorted(found)
    assert all(0.1 <= each <= 2.0 for each in found)
    assert pauses.after(0.5) == 0.0
    assert pauses.after(0.0) == 0.1


@pytest.mark.parametrize(
    ("value", "report"),
    [
        (None, Complete()),
        (0, Complete(0)),
        ({"rows": 3}, Complete({"rows": 3})),
        (Complete(None), Complete(None)),
        (Fail("no"), Fail("no")),
        (Release("not mine"), Release("not mine")),
    ],
)
def test_result_of_a_handler_stands_for_a_report(value: object, report: Report) -> None:
    assert report_of(value) == report


@pytest.mark.parametrize(
    ("error", "report"),
    [
        (ValueError("bad rows"), Fail("ValueError: bad rows")),
        (ValueError(), Fail("ValueError")),
        (ValueError("x" * 9000), Fail("ValueError: " + "x" * 1988)),
        (LeaseLost("gone"), Release("gone")),
    ],
)
def test_error_of_a_handler_stands_for_a_report(error: Exception, report: Report) -> None:
    assert report_of_error(error) == report


@pytest.mark.parametrize("wrong", [{"lease_seconds": 0}, {"lease_seconds": 86401}, {"grace": -1}])
def test_worker_refuses_terms_that_cannot_be_kept(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Worker(print, sessions=[], **wrong)
