"""Handles on work that streams what happens to it."""

import json

import pytest

from clients.python.tests.kinds import v2_record
from clients.python.tests.styles import Drive, Pauses, both, events_of
from clients.python.tests.wire import Answer, Server, answer, events
from taskpact import AgentsV2
from taskpact.errors import NotFound, WaitTimeout


def _frame(number: int, word: str = "running") -> bytes:
    data = {"event": "progress", "data": {"task_id": "t", "status": word, "progress": {}}}
    data["data"]["progress"] = {"percent": number}  # type: ignore[index]
    if word == "completed":
        data = {"event": "complete", "data": {"task_id": "t", "status": word}}
    return b"id: %d\ndata: %s\n\n" % (number, json.dumps(data).encode())


@both
def test_stream_gives_the_frames_and_then_the_final_record(server: Server, drive: Drive) -> None:
    server.replies(events(_frame(1), _frame(2, "completed")), answer(v2_record("completed")))
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
    server.replies(events(_frame(1), cut=True), Answer(404), answer(v2_record("completed")))
    seen = drive("AgentsV2", server.url, events_of(lambda client: client.track("t").stream()))
    assert [type(event.data).__name__ for event in seen] == ["ProgressFrame", "TaskResponse"]


@both
def test_wait_streams_and_tells_each_change_once(server: Server, drive: Drive) -> None:
    server.replies(
        events(_frame(1), _frame(2), _frame(3, "completed")),
        answer(v2_record("running")),
        answer(v2_record("running")),
        answer(v2_record("completed")),
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


@both
def test_stream_that_says_nothing_is_left_in_time_to_read_that_the_work_has_ended(
    server: Server, drive: Drive
) -> None:
    server.replies(events(_frame(1), hold=True), answer(v2_record("completed")))
    found = drive("AgentsV2", server.url, lambda client: client.track("t").wait(deadline=2))
    assert found.status == "completed"


@both
def test_work_that_goes_on_beside_a_silent_stream_is_told_as_it_was_last_seen(
    server: Server, drive: Drive
) -> None:
    server.replies(events(hold=True), *[answer(v2_record("running"))] * 9)
    with pytest.raises(WaitTimeout, match="was last seen running, and has not ended") as caught:
        drive("AgentsV2", server.url, lambda client: client.track("t").wait(deadline=1))
    assert caught.value.record.status == "running"
