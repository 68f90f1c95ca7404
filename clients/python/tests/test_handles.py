"""Handles: one way to follow the work of every API, in both styles."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import frozen

import taskpact
from clients.python.tests.styles import Drive, Pauses, both, events_of
from clients.python.tests.wire import Answer, Server, answer, events
from taskpact import AgentsV2, Progress, State
from taskpact._runtime.times import instant
from taskpact.agents_v2 import models
from taskpact.errors import (
    ConfigurationError,
    InputNeeded,
    NotFound,
    TaskCancelled,
    TaskFailed,
    WaitTimeout,
)

Reply = Callable[..., Answer]


@frozen
class Kind:
    """How the work of one API looks on the wire: the words for its states, and its record."""

    name: str
    ids: tuple[Any, ...]
    running: str
    done: str
    failed: str
    record: Callable[[str], dict[str, Any]]
    result: Any
    streams: bool = False

    def answers(self, *words: str) -> list[Answer]:
        """The record in each of these states, behind the refusal of a stream if it has one."""
        return [Answer(404)] * self.streams + [answer(self.record(word)) for word in words]

    def track(self, client: Any) -> Any:
        """A handle on its work."""
        return client.track(*self.ids)


def _v2(word: str) -> dict[str, Any]:
    return {
        "task_id": "t",
        "agent_type": "email_draft",
        "status": word,
        "progress": {"percent": 40, "message": "Reading"},
        "timestamps": {"created_at": "2026-01-01T00:00:00", "started_at": None},
        "cost": {},
        "attempts": {},
        "links": {"self": "/t", "events": "/t/events"},
        "error": {"code": "C", "message": "m"} if word in ("failed", "cancelled") else None,
    }


KINDS = [
    Kind("AgentsV2", ("t",), "running", "completed", "failed", _v2, None, streams=True),
    Kind(
        "AgentTasks",
        ("a", "t"),
        "running",
        "completed",
        "failed",
        lambda word: {
            "task_id": "t",
            "status": word,
            "created_at": "2026-01-01T00:00:00Z",
            "result": {"x": 1},
            "error": "m",
        },
        {"x": 1},
    ),
    Kind(
        "TaskRecords",
        ("t",),
        "running",
        "complete",
        "error",
        lambda word: {
            "id": "t",
            "status": word,
            "logs": ["m"],
            "output": {"x": 1},
            "createdAt": "2026-01-01T00:00:00.000Z",
        },
        {"x": 1},
    ),
    Kind(
        "AgentRuns",
        (7, 1),
        "ACTIVE",
        "COMPLETE",
        "ERROR",
        lambda word: {
            "id": 1,
            "organization_id": 7,
            "status": word,
            "created_at": "2026-01-01 00:00:00.000000",
            "result": "m",
        },
        "m",
    ),
]
V2, SUBMITTED, RECORDED, RUNS = KINDS
of_each_api = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@both
@of_each_api
def test_result_waits_for_the_end(server: Server, pauses: Pauses, drive: Drive, kind: Kind) -> None:
    server.replies(*kind.answers(kind.running, kind.running, kind.done))
    told: list[str] = []
    result = drive(
        kind.name,
        server.url,
        lambda client: kind.track(client).result(
            on_progress=lambda record: told.append(record.status)
        ),
    )
    assert result == kind.result
    assert told == [kind.running, kind.done]


@both
@of_each_api
def test_failure_is_raised_with_the_vendors_reason(
    server: Server, pauses: Pauses, drive: Drive, kind: Kind
) -> None:
    server.replies(answer(kind.record(kind.failed)))
    with pytest.raises(TaskFailed, match=r"failed: (C: )?m$") as caught:
        drive(kind.name, server.url, lambda client: kind.track(client).result())
    assert caught.value.record.status == kind.failed


@both
@of_each_api
def test_wait_returns_the_record_however_it_ended(server: Server, drive: Drive, kind: Kind) -> None:
    server.replies(answer(kind.record(kind.failed)))
    record = drive(kind.name, server.url, lambda client: kind.track(client).wait())
    assert record.status == kind.failed


@both
@of_each_api
def test_wait_is_bounded(server: Server, pauses: Pauses, drive: Drive, kind: Kind) -> None:
    server.replies(answer(kind.record(kind.running)))
    with pytest.raises(WaitTimeout):
        drive(kind.name, server.url, lambda client: kind.track(client).wait(deadline=0.2))


@both
@of_each_api
def test_stream_ends_with_the_final_record(
    server: Server, pauses: Pauses, drive: Drive, kind: Kind
) -> None:
    server.replies(*kind.answers(kind.running, kind.running, kind.done))
    seen = drive(kind.name, server.url, events_of(lambda client: kind.track(client).stream()))
    assert [event.data.status for event in seen] == [kind.running, kind.done]


@both
@of_each_api
def test_clients_wait_and_stream_by_themselves(server: Server, drive: Drive, kind: Kind) -> None:
    server.replies(answer(kind.record(kind.done)))
    record = drive(kind.name, server.url, lambda client: client.wait(*kind.ids))
    seen = drive(kind.name, server.url, events_of(lambda client: client.stream(*kind.ids)))
    assert [event.data for event in seen] == [record]


@of_each_api
def test_times_have_a_zone(server: Server, kind: Kind) -> None:
    server.replies(answer(kind.record(kind.running)))
    with getattr(taskpact, kind.name)(base_url=server.url) as client:
        handle = kind.track(client)
        assert handle.created_at is None
        handle.refresh()
        assert handle.created_at == datetime(2026, 1, 1, tzinfo=UTC)
        assert (handle.started_at, handle.ended_at) == (None, None)


@of_each_api
def test_word_that_is_new_is_kept_and_never_an_end(server: Server, kind: Kind) -> None:
    server.replies(answer(kind.record("hibernating")))
    with getattr(taskpact, kind.name)(base_url=server.url) as client:
        handle = kind.track(client)
        handle.refresh()
        assert (handle.status, handle.state, handle.done) == ("hibernating", State.UNKNOWN, False)


@both
@of_each_api
def test_token_resumes_in_either_style(server: Server, drive: Drive, kind: Kind) -> None:
    server.replies(answer(kind.record(kind.done)))
    with getattr(taskpact, kind.name)(base_url=server.url, credentials={"x": "secret"}) as client:
        token = kind.track(client).token
    assert "secret" not in token
    assert server.url not in token
    handle = drive(kind.name, server.url, lambda client: client.resume(token))
    assert handle.token == token
    record = drive(kind.name, server.url, lambda client: client.resume(token).wait())
    assert record.status == kind.done


@pytest.mark.parametrize(
    ("token", "hint"),
    [
        ("", "no token"),
        ("{}", "no token"),
        ('{"v": 2, "api": "agents_v2", "ids": ["t"], "after": ""}', "no token"),
        ('{"v": 1, "api": "agents_v2", "ids": [], "after": ""}', "no token"),
        ('{"v": 1, "api": "agents_v2", "ids": [null], "after": ""}', "no token"),
        ('{"v": 1, "api": "agent_runs", "ids": [1, 2], "after": ""}', "is of agent_runs"),
    ],
)
def test_token_of_something_else_is_refused(token: str, hint: str) -> None:
    with (
        AgentsV2(base_url="http://127.0.0.1:9") as client,
        pytest.raises(ConfigurationError, match=hint),
    ):
        client.resume(token)


@both
def test_cancel_reads_what_came_of_it(server: Server, drive: Drive) -> None:
    server.replies(answer(_v2("running")), answer(_v2("cancelled")))
    record = drive("AgentsV2", server.url, lambda client: client.track("t").cancel())
    assert record.status == "cancelled"
    assert [seen.path.rpartition("/")[2] for seen in server.requests] == ["cancel", "t"]


@both
def test_cancelled_work_has_no_result(server: Server, drive: Drive) -> None:
    server.replies(answer(_v2("cancelled")))
    with pytest.raises(TaskCancelled, match="was cancelled: m"):
        drive("AgentsV2", server.url, lambda client: client.track("t").result())


@both
@pytest.mark.parametrize("kind", [RECORDED, RUNS], ids=lambda kind: kind.name)
def test_work_that_cannot_be_cancelled_is_said_so(drive: Drive, kind: Kind) -> None:
    with pytest.raises(ConfigurationError, match="has no operation that cancels"):
        drive(kind.name, "http://127.0.0.1:9", lambda client: kind.track(client).cancel())


def test_handle_shows_what_was_last_seen(server: Server) -> None:
    server.replies(answer(_v2("retrying")))
    with AgentsV2(base_url=server.url, credentials="x") as client:
        task = client.track("t")
        assert (task.id, task.status, task.state, task.done) == ("t", None, State.UNKNOWN, False)
        assert (repr(task), task.progress) == ("<Handle Task t not seen yet>", Progress())
        task.refresh()
        assert (task.status, task.state, task.done) == ("retrying", State.PENDING, False)
        assert (repr(task), task.progress) == ("<Handle Task t retrying>", Progress(0.4, "Reading"))


def test_handle_is_made_from_a_record_too(finished: dict[str, Any]) -> None:
    record = models.TaskResponse.from_dict(finished)
    with AgentsV2(base_url="http://127.0.0.1:9", credentials="x") as client:
        task = client.track(record)
        assert (task.id, task.state) == (record.task_id, State.SUCCEEDED)
        assert task.wait() is record


@pytest.mark.parametrize(
    ("kind", "more", "progress"),
    [
        (
            SUBMITTED,
            {"progress": {"current_step": "Plan", "steps_completed": 1, "total_steps": 4}},
            Progress(0.25, "Plan"),
        ),
        (
            SUBMITTED,
            {"progress": {"current_step": "Plan", "steps_completed": 0, "total_steps": 0}},
            Progress(None, "Plan"),
        ),
        (SUBMITTED, {}, Progress()),
        (RECORDED, {}, Progress(None, "m")),
        (RECORDED, {"logs": []}, Progress()),
        (RUNS, {}, Progress()),
    ],
)
def test_progress_is_as_much_as_the_api_says(
    server: Server, kind: Kind, more: dict[str, Any], progress: Progress
) -> None:
    server.replies(answer({**kind.record(kind.running), **more}))
    with getattr(taskpact, kind.name)(base_url=server.url) as client:
        handle = kind.track(client)
        handle.refresh()
        assert handle.progress == progress


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-01-01 00:00:00.000000", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-01-01T00:00:00Z", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026-01-01T02:00:00+02:00", datetime(2026, 1, 1, tzinfo=UTC)),
        ("Jan 1 2026", datetime(2026, 1, 1, tzinfo=UTC)),
        (datetime(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)),  # noqa: DTZ001 # the point of it
        ("yesterday", None),
        ("9" * 30, None),
        (None, None),
        (taskpact.UNSET, None),
    ],
)
def test_moment_of_any_form_has_a_zone(value: Any, moment: datetime | None) -> None:
    assert instant(value) == moment


# Streams


def _frame(number: int, word: str = "running") -> bytes:
    data = {"event": "progress", "data": {"task_id": "t", "status": word, "progress": {}}}
    data["data"]["progress"] = {"percent": number}  # type: ignore[index]
    if word == "completed":
        data = {"event": "complete", "data": {"task_id": "t", "status": word}}
    return b"id: %d\ndata: %s\n\n" % (number, json.dumps(data).encode())


@both
def test_stream_gives_the_frames_and_then_the_final_record(server: Server, drive: Drive) -> None:
    server.replies(events(_frame(1), _frame(2, "completed")), answer(_v2("completed")))
    seen = drive("AgentsV2", server.url, events_of(lambda client: client.track("t").stream()))
    assert [type(event.data).__name__ for event in seen] == [
        "ProgressFrame",
        "CompleteFrame",
        "TaskResponse",
    ]


@both
def test_stream_that_stops_coming_through_is_replaced_by_reading(
    server: Server, pauses: Pauses, drive: Drive
) -> None:
    server.replies(events(_frame(1), cut=True), Answer(404), answer(_v2("completed")))
    seen = drive("AgentsV2", server.url, events_of(lambda client: client.track("t").stream()))
    assert [type(event.data).__name__ for event in seen] == ["ProgressFrame", "TaskResponse"]


@both
def test_wait_streams_and_tells_each_change_once(server: Server, drive: Drive) -> None:
    server.replies(
        events(_frame(1), _frame(2), _frame(3, "completed")),
        answer(_v2("running")),
        answer(_v2("running")),
        answer(_v2("completed")),
    )
    told: list[str] = []
    drive(
        "AgentsV2",
        server.url,
        lambda client: client.track("t").wait(
            on_progress=lambda record: told.append(record.status)
        ),
    )
    assert told == ["running", "completed"]


def test_token_goes_on_behind_the_latest_event(server: Server) -> None:
    server.replies(events(_frame(1), _frame(2), hold=True), events(_frame(3, "completed")))
    with AgentsV2(base_url=server.url) as client:
        handle = client.track("t")
        with handle.stream() as stream:
            next(stream)
            next(stream)
        resumed = client.resume(handle.token)
        with resumed.stream() as stream:
            next(stream)
    assert server.requests[1].headers["last-event-id"] == "2"


@both
def test_work_that_is_not_there_is_not_found(server: Server, drive: Drive) -> None:
    server.replies(answer({"detail": {"code": "TASK_NOT_FOUND", "message": "no"}}, 404))
    with pytest.raises(NotFound):
        drive("AgentsV2", server.url, lambda client: client.track("t").wait())


# Input


def _asking(word: str) -> dict[str, Any]:
    return SUBMITTED.record(word)


@both
def test_wait_ends_when_the_agent_asks(server: Server, pauses: Pauses, drive: Drive) -> None:
    server.replies(answer(_asking("running")), answer(_asking("awaiting_input")))
    with pytest.raises(InputNeeded, match="Task t waits for an answer"):
        drive("AgentTasks", server.url, lambda client: client.track("a", "t").result())


@both
def test_reply_reads_what_came_of_it(server: Server, drive: Drive) -> None:
    taken = {"task_id": "t", "status": "running", "message_received": True}
    server.replies(answer(taken), answer(_asking("running")))
    record = drive("AgentTasks", server.url, lambda client: client.track("a", "t").reply("main"))
    assert record.status == "running"


def test_reply_answers_the_agent(server: Server) -> None:
    taken = {"task_id": "t", "status": "running", "message_received": True}
    server.replies(answer(_asking("awaiting_input")), answer(taken), answer(_asking("running")))
    with taskpact.AgentTasks(base_url=server.url) as client:
        task = client.track("a", "t")
        assert task.wait().status == "awaiting_input"
        assert task.needs_input
        assert task.reply("main").status == "running"
    assert server.requests[1].path == "/agent/a/task/t/message"
    assert server.requests[1].json == {"message": "main"}


def test_submission_can_be_followed_at_once(server: Server) -> None:
    submitted = {
        "task_id": "t",
        "status": "queued",
        "created_at": "2026-01-01T00:00:00Z",
        "poll_url": f"{server.url}/agent/a/task/t",
        "cancel_url": f"{server.url}/agent/a/task/t/cancel",
    }
    server.replies(answer(submitted, 202))
    with taskpact.AgentTasks(base_url=server.url) as client:
        task = client.track("a", client.submit_task("a", message="go"))
        assert (task.status, task.state) == ("queued", State.PENDING)


# Groups


@pytest.mark.usefixtures("pauses")
def test_handles_of_different_apis_come_as_they_complete(server: Server) -> None:
    with Server() as second:
        server.replies(answer(RUNS.record("ACTIVE")), answer(RUNS.record("COMPLETE")))
        second.replies(answer(RECORDED.record("complete")))
        with (
            taskpact.AgentRuns(base_url=server.url) as runs,
            taskpact.TaskRecords(base_url=second.url) as records,
        ):
            slow, fast = runs.track(7, 1), records.track("t")
            group: list[Any] = [slow, fast]
            assert list(taskpact.as_completed(group)) == [fast, slow]
            assert taskpact.wait_any(group) is slow


@pytest.mark.usefixtures("pauses")
def test_asyncio_handles_come_as_they_complete(server: Server) -> None:
    import asyncio

    async def run() -> None:
        server.replies(answer(RUNS.record("ACTIVE")), answer(RUNS.record("COMPLETE")))
        async with taskpact.AsyncAgentRuns(base_url=server.url) as runs:
            first, second = runs.track(7, 1), runs.track(7, 2)
            assert await taskpact.wait_any([first, second]) is second
            assert {handle async for handle in taskpact.as_completed([first, second])} == {
                first,
                second,
            }

    asyncio.run(run())


def test_group_is_bounded_by_its_deadline(server: Server) -> None:
    server.replies(answer(RUNS.record("ACTIVE")))
    with taskpact.AgentRuns(base_url=server.url) as runs, pytest.raises(WaitTimeout):
        taskpact.wait_any([runs.track(7, 1)], deadline=0.3)


def test_work_that_is_gone_does_not_stop_the_group(server: Server) -> None:
    server.replies(Answer(404), answer(RECORDED.record("complete")))
    with taskpact.TaskRecords(base_url=server.url) as records:
        gone, there = records.track("a"), records.track("b")
        assert list(taskpact.as_completed([gone, there])) == [gone, there]


def test_group_of_both_styles_is_refused() -> None:
    runs = taskpact.AgentRuns(base_url="http://127.0.0.1:9")
    twin = taskpact.AsyncAgentRuns(base_url="http://127.0.0.1:9")
    group: list[Any] = [runs.track(7, 1), twin.track(7, 1)]
    with runs, pytest.raises(ConfigurationError, match="of one style"):
        taskpact.as_completed(group)


def test_nothing_to_wait_for_is_said_so() -> None:
    nothing: list[Any] = []
    with pytest.raises(ConfigurationError, match="nothing to wait for"):
        taskpact.wait_any(nothing)
