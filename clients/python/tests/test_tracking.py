"""When to look at work again, when to stop, and what the words for its states mean."""

from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from taskpact import Progress, State, Times
from taskpact._generated.agent_runs.lifecycle import AGENT_RUN
from taskpact._generated.agent_tasks.lifecycle import TASK as SUBMITTED
from taskpact._generated.agents_v2.lifecycle import TASK
from taskpact._generated.task_records.lifecycle import TASK as RECORDED
from taskpact._runtime.groups import interleaved
from taskpact._runtime.lifecycles import Lifecycle
from taskpact._runtime.tracking import LONGEST_PAUSE, MOST_MISSES, Tracked, looks
from taskpact.agent_runs import models as run_models
from taskpact.errors import CallFailed, ConnectionFailed, NotFound, RateLimited, WaitTimeout

ENDS = {State.SUCCEEDED, State.FAILED, State.CANCELLED}


@frozen
class Record:
    task_id: str = "t"
    status: str = "running"
    percent: int = 0


RUNNING, DONE = Record(), Record(status="completed", percent=100)
WORK: Tracked[Record, int] = Tracked(
    api="agents_v2",
    lifecycle=TASK,
    reads="get_task",
    result=lambda record: record.percent,
    problem=lambda record: (None, None),
    times=lambda record: Times(),
    progress=lambda record: Progress(),
)


def _refused(kind: type[Any], status: int, retry_after: float | None = None) -> Any:
    return kind(
        operation="get_task",
        method="GET",
        url="http://127.0.0.1/t",
        status=status,
        code=None,
        message="no",
        hint=None,
        body=None,
        headers={},
        request_id=None,
        retry_after=retry_after,
    )


def _run(
    shown: Sequence[Record | CallFailed],
    *,
    deadline: float | None = None,
    record: Record | None = None,
    at_once: bool = False,
) -> tuple[Record, list[float]]:
    """Drive `looks` under a clock of its own: the final record, and the pauses."""
    pauses: list[float] = []
    elapsed, waiting = 0.0, list(shown)
    steps = looks(WORK, "Task t", record, deadline, at_once=at_once)
    try:
        pause = next(steps)
        while True:
            pauses.append(pause)
            elapsed += pause
            pause = steps.send((waiting.pop(0), elapsed))
    except StopIteration as end:
        return end.value, pauses


def test_record_that_is_final_is_not_looked_at_again() -> None:
    assert _run([], record=DONE, at_once=True) == (DONE, [])


@pytest.mark.parametrize(("record", "at_once"), [(None, False), (RUNNING, True)])
def test_first_look_may_come_at_once(record: Record | None, at_once: bool) -> None:
    assert _run([DONE], record=record, at_once=at_once) == (DONE, [0.0])


def test_pauses_grow_to_a_limit() -> None:
    _, pauses = _run([RUNNING] * 20 + [DONE], record=RUNNING)
    assert pauses == sorted(pauses)
    assert pauses[0] < 0.5
    assert pauses[-1] == LONGEST_PAUSE


@given(deadline=st.floats(min_value=0, max_value=1000))
def test_wait_ends_exactly_at_its_deadline_with_the_last_record(deadline: float) -> None:
    pauses: list[float] = []

    def wait_for_ever() -> None:
        steps = looks(WORK, "Task t", RUNNING, deadline)
        pauses.append(next(steps))
        while True:
            pauses.append(steps.send((RUNNING, sum(pauses))))

    with pytest.raises(
        WaitTimeout, match="Task t was last seen running, and has not ended after"
    ) as caught:
        wait_for_ever()
    assert caught.value.record is RUNNING
    assert sum(pauses) == pytest.approx(deadline)
    assert len(pauses) < 230


def test_deadline_without_a_look_has_no_record() -> None:
    with pytest.raises(
        WaitTimeout, match="Task t could not be read, and has not ended after 0 s"
    ) as caught:
        _run([], deadline=0)
    assert caught.value.record is None


def test_look_that_fails_is_tried_again_in_its_time() -> None:
    failures: list[Record | CallFailed] = [ConnectionFailed("down")] * (MOST_MISSES - 1)
    assert _run([*failures, RUNNING, *failures, DONE], record=RUNNING)[0] is DONE


def test_many_failures_in_a_row_end_a_wait_without_a_deadline() -> None:
    with pytest.raises(ConnectionFailed):
        _run([ConnectionFailed("down")] * MOST_MISSES, record=RUNNING)


def test_failures_go_on_until_a_deadline() -> None:
    with pytest.raises(WaitTimeout):
        _run([ConnectionFailed("down")] * 100, record=RUNNING, deadline=300)


def test_look_that_can_never_succeed_ends_the_wait() -> None:
    with pytest.raises(NotFound):
        _run([_refused(NotFound, 404)], record=RUNNING)


def test_pause_is_at_least_what_the_server_asks() -> None:
    _, pauses = _run([_refused(RateLimited, 429, 30.0), DONE], record=RUNNING)
    assert pauses == [0.2, 30.0]


def test_word_that_is_new_is_never_an_end() -> None:
    strange = evolve(RUNNING, status="hibernating")
    assert _run([strange, DONE], record=RUNNING)[0] is DONE
    assert TASK.state_of(strange) is State.UNKNOWN


def test_several_plans_are_looked_at_in_the_order_of_their_time() -> None:
    plans = [looks(WORK, f"Task {number}", RUNNING, None) for number in range(2)]
    steps = interleaved([*plans, looks(WORK, "Task 2", DONE, None)])
    elapsed = 0.0
    number, pause = next(steps)
    order = []
    for shown in (RUNNING, _refused(NotFound, 404), DONE):
        while pause is None:
            order.append((number, "over"))
            number, pause = next(steps)
        elapsed += pause
        order.append((number, "look"))
        number, pause = steps.send((shown, elapsed))
    assert order == [(2, "over"), (0, "look"), (1, "look"), (1, "over"), (0, "look")]
    assert (number, pause) == (0, None)
    assert elapsed == pytest.approx(0.4)


def test_record_without_a_word_is_in_no_known_state() -> None:
    record = run_models.AgentRunResponse.from_dict({"id": 1, "organization_id": 1, "status": None})
    assert AGENT_RUN.status_of(record) is None
    assert AGENT_RUN.state_of(record) is State.UNKNOWN
    assert not AGENT_RUN.is_final(record)


@pytest.mark.parametrize(
    ("lifecycle", "words"),
    [
        (TASK, "pending running retrying completed failed cancelled"),
        (SUBMITTED, "queued running awaiting_input completed failed cancelled"),
        (RECORDED, "running complete error"),
        (AGENT_RUN, "ACTIVE COMPLETE ERROR CANCELLED pending queued in_progress completed failed"),
    ],
)
def test_words_of_every_api_have_a_state(lifecycle: Lifecycle, words: str) -> None:
    assert set(words.split()) <= set(lifecycle.states)
    for word, state in lifecycle.states.items():
        assert (word in lifecycle.final) == (state in ENDS)
