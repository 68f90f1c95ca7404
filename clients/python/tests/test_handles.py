"""Handles: one way to follow the work of every API, in both styles."""

from datetime import UTC, datetime

import pytest

import taskpact
from clients.python.tests.kinds import RECORDED, RUNS, Kind, of_each_api, v2_record
from clients.python.tests.styles import Drive, Pauses, both, events_of
from clients.python.tests.wire import Server, answer
from taskpact import AgentsV2, State
from taskpact.errors import ConfigurationError, TaskCancelled, TaskFailed, WaitTimeout


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
    server.replies(answer(v2_record("running")), answer(v2_record("cancelled")))
    record = drive("AgentsV2", server.url, lambda client: client.track("t").cancel())
    assert record.status == "cancelled"
    assert [seen.path.rpartition("/")[2] for seen in server.requests] == ["cancel", "t"]


@both
def test_cancelled_work_has_no_result(server: Server, drive: Drive) -> None:
    server.replies(answer(v2_record("cancelled")))
    with pytest.raises(TaskCancelled, match="was cancelled: m"):
        drive("AgentsV2", server.url, lambda client: client.track("t").result())


@both
@pytest.mark.parametrize("kind", [RECORDED, RUNS], ids=lambda kind: kind.name)
def test_work_that_cannot_be_cancelled_is_said_so(drive: Drive, kind: Kind) -> None:
    with pytest.raises(ConfigurationError, match="has no operation that cancels"):
        drive(kind.name, "http://127.0.0.1:9", lambda client: kind.track(client).cancel())
