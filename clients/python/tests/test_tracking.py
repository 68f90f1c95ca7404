"""Handles: when they look, when they stop, and what they make of the end."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from clients.python.tests.styles import Pauses
from clients.python.tests.wire import Server, answer, events
from taskpact import AgentsV2, AsyncAgentsV2, State
from taskpact._generated.agent_runs.lifecycle import AGENT_RUN
from taskpact._generated.agent_tasks.lifecycle import TASK as SUBMITTED
from taskpact._generated.agents_v2.lifecycle import TASK
from taskpact._generated.task_records.lifecycle import TASK as RECORDED
from taskpact._runtime.lifecycles import Lifecycle
from taskpact._runtime.tracking import LONGEST_PAUSE, looks
from taskpact.agent_runs import models as run_models
from taskpact.agents_v2 import models
from taskpact.errors import TaskCancelled, TaskFailed, WaitTimeout

ENDS = {State.SUCCEEDED, State.FAILED, State.CANCELLED}


@frozen
class Record:
    task_id: str = "t"
    status: str = "running"
    percent: int = 0


RUNNING, DONE = Record(), Record(status="completed", percent=100)


def _run(
    records: list[Record], *, timeout: float | None = None, record: Record | None = None
) -> tuple[Record, list[float], list[Record]]:
    """Drive `looks` under a clock of its own: the final record, the pauses, what was told."""
    told: list[Record] = []
    pauses: list[float] = []
    elapsed, waiting = 0.0, list(records)
    steps = looks(TASK, "Task t", record, timeout, told.append)
    try:
        pause = next(steps)
        while True:
            pauses.append(pause)
            elapsed += pause
            pause = steps.send((waiting.pop(0), elapsed))
    except StopIteration as end:
        return end.value, pauses, told


def test_record_that_is_final_is_not_looked_at_again() -> None:
    assert _run([], record=DONE) == (DONE, [], [])


def test_first_look_comes_at_once_when_nothing_is_known() -> None:
    assert _run([DONE]) == (DONE, [0.0], [DONE])


def test_pauses_grow_to_a_limit() -> None:
    _, pauses, _ = _run([RUNNING] * 20 + [DONE], record=RUNNING)
    assert pauses == sorted(pauses)
    assert pauses[0] < 0.5
    assert pauses[-1] == LONGEST_PAUSE


def test_progress_is_told_once_for_each_change() -> None:
    half = evolve(RUNNING, percent=50)
    _, _, told = _run([RUNNING, half, half, DONE], record=RUNNING)
    assert told == [half, DONE]


@given(timeout=st.floats(min_value=0, max_value=1000))
def test_wait_ends_exactly_at_its_timeout_with_the_last_record(timeout: float) -> None:
    pauses: list[float] = []

    def wait_for_ever() -> None:
        steps = looks(TASK, "Task t", RUNNING, timeout, None)
        pauses.append(next(steps))
        while True:
            pauses.append(steps.send((RUNNING, sum(pauses))))

    with pytest.raises(WaitTimeout, match="Task t is still running after") as caught:
        wait_for_ever()
    assert caught.value.record is RUNNING
    assert sum(pauses) == pytest.approx(timeout)
    assert len(pauses) < 230


def test_word_that_is_new_is_never_an_end() -> None:
    strange = evolve(RUNNING, status="hibernating")
    final, _, told = _run([strange, DONE], record=RUNNING)
    assert final is DONE
    assert told == [strange, DONE]
    assert TASK.state_of(strange) is State.UNKNOWN


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


def _states(finished: dict[str, Any], *words: str) -> list[dict[str, Any]]:
    return [{**finished, "status": word} for word in words]


Handle = Any
Act = Callable[[Handle], Any]


def _plain(server: Server, act: Act) -> Any:
    with AgentsV2(base_url=server.url, credentials="x") as client:
        return act(client.track("t"))


def _async(server: Server, act: Act) -> Any:
    async def run() -> Any:
        async with AsyncAgentsV2(base_url=server.url, credentials="x") as client:
            made = act(client.track("t"))
            return await made if isinstance(made, Awaitable) else made

    return asyncio.run(run())


both = pytest.mark.parametrize("drive", [_plain, _async])


@both
def test_result_waits_for_the_end(
    server: Server, finished: dict[str, Any], pauses: Pauses, drive: Callable[..., Any]
) -> None:
    server.replies(*map(answer, _states(finished, "pending", "running", "completed")))
    told: list[str] = []
    result = drive(
        server, lambda task: task.result(on_progress=lambda record: told.append(record.status))
    )
    assert isinstance(result, models.EmailDraftResult)
    assert told == ["pending", "running", "completed"]
    assert len(pauses.seen) == 3


@both
def test_failure_is_raised_with_the_vendors_reason(
    server: Server, finished: dict[str, Any], drive: Callable[..., Any]
) -> None:
    failed = {"code": "LLM_TIMEOUT", "message": "too slow", "retryable": True}
    server.replies(answer({**finished, "status": "failed", "result": None, "error": failed}))
    with pytest.raises(TaskFailed, match=r"Task a11ce0+3 failed: LLM_TIMEOUT: too slow") as caught:
        drive(server, lambda task: task.result())
    assert caught.value.code == "LLM_TIMEOUT"
    assert caught.value.record.status == "failed"


@both
def test_cancelled_work_has_no_result(
    server: Server, finished: dict[str, Any], drive: Callable[..., Any]
) -> None:
    server.replies(answer({**finished, "status": "cancelled", "error": None}))
    with pytest.raises(TaskCancelled, match="was cancelled: no reason given"):
        drive(server, lambda task: task.result())


@both
def test_wait_returns_the_record_however_it_ended(
    server: Server, finished: dict[str, Any], drive: Callable[..., Any]
) -> None:
    server.replies(answer({**finished, "status": "failed"}))
    assert drive(server, lambda task: task.wait()).status == "failed"


@both
def test_wait_is_bounded(
    server: Server, finished: dict[str, Any], pauses: Pauses, drive: Callable[..., Any]
) -> None:
    server.replies(answer({**finished, "status": "running"}))
    with pytest.raises(WaitTimeout) as caught:
        drive(server, lambda task: task.wait(timeout=0))
    assert caught.value.record.status == "running"


@both
def test_cancel_keeps_the_record(
    server: Server, finished: dict[str, Any], drive: Callable[..., Any]
) -> None:
    server.replies(answer({**finished, "status": "cancelled"}))
    assert drive(server, lambda task: task.cancel()).status == "cancelled"
    assert server.requests[0].path.endswith("/tasks/t/cancel")


def test_handle_shows_what_was_last_seen(server: Server, finished: dict[str, Any]) -> None:
    server.replies(answer({**finished, "status": "retrying"}))
    with AgentsV2(base_url=server.url, credentials="x") as client:
        task = client.track("t")
        assert (task.id, task.status, task.state, task.done) == ("t", None, State.UNKNOWN, False)
        assert repr(task) == "<Handle Task t not seen yet>"
        task.refresh()
        assert (task.status, task.state, task.done) == ("retrying", State.PENDING, False)
        assert repr(task) == "<Handle Task t retrying>"


def test_handle_is_made_from_a_record_too(finished: dict[str, Any]) -> None:
    record = models.TaskResponse.from_dict(finished)
    with AgentsV2(base_url="http://127.0.0.1:9", credentials="x") as client:
        task = client.track(record)
        assert (task.id, task.state) == (record.task_id, State.SUCCEEDED)
        assert task.wait() is record


def test_handle_streams(server: Server) -> None:
    server.replies(events(b'data: {"event": "new"}\n\n'))
    with AgentsV2(base_url=server.url, credentials="x") as client:
        assert [event.data for event in client.track("t").stream()] == [{"event": "new"}]
