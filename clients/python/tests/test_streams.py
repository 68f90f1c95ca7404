"""Event streams, on the wire."""

import asyncio
from typing import Any

import pytest

from clients.python.tests.styles import Drive, both, events_of
from clients.python.tests.wire import Answer, Server, answer, events
from taskpact import AgentsV2, AsyncAgentsV2
from taskpact.agents_v2 import models
from taskpact.errors import DecodeError, NotFound, StreamError

pytestmark = pytest.mark.usefixtures("pauses")

BEAT = (
    b'data: {"event": "heartbeat", "data":'
    b' {"task_id": "t", "timestamp": "2026-01-01T00:00:00+00:00"}}\n\n'
)
NEW = b'id: 2\nevent: news\nretry: 50\ndata: {"event": "new", "x": 1}\n\n'


@pytest.fixture
def client(server: Server) -> Any:
    with AgentsV2(base_url=server.url, credentials="demo-token") as client:
        yield client


def test_events_are_typed_and_carry_their_frame(server: Server, client: AgentsV2) -> None:
    server.replies(events(b"id: 1\n" + BEAT, NEW))
    first, second = client.stream_task("t")
    assert isinstance(first.data, models.HeartbeatFrame)
    assert (first.id, first.name, first.retry) == ("1", "message", None)
    assert second.data == {"event": "new", "x": 1}
    assert (second.id, second.name, second.retry) == ("2", "news", 50)
    assert server.requests[0].headers["accept"] == "text/event-stream"


@pytest.mark.parametrize(
    "chunks",
    [
        pytest.param([b"\xef\xbb\xbf" + BEAT], id="byte order mark"),
        pytest.param([b": hello\n\n", b"id: 1\n\n", b"retry: 5\n\n", BEAT], id="without data"),
        pytest.param([BEAT[:20], BEAT[20:]], id="cut anywhere"),
        pytest.param([BEAT.replace(b"\n", b"\r\n")], id="carriage returns"),
        pytest.param([BEAT, b'data: {"event"'], id="unfinished last frame"),
    ],
)
def test_framing_is_that_of_the_standard(
    server: Server, client: AgentsV2, chunks: list[bytes]
) -> None:
    server.replies(events(*chunks))
    assert [type(event.data) for event in client.stream_task("t")] == [models.HeartbeatFrame]


def test_request_is_sent_with_the_first_event(server: Server, client: AgentsV2) -> None:
    server.replies(events(BEAT))
    stream = client.stream_task("t")
    assert server.requests == []
    next(stream)
    assert len(server.requests) == 1
    stream.close()


def test_leaving_early_closes_the_connection(server: Server, client: AgentsV2) -> None:
    server.replies(events(BEAT, hold=True))
    with client.stream_task("t") as stream:
        next(stream)
    assert server.left.get(timeout=5) == "left"


def test_breaking_out_of_the_loop_closes_the_connection(server: Server, client: AgentsV2) -> None:
    server.replies(events(BEAT, hold=True))
    for _ in client.stream_task("t"):
        break
    assert server.left.get(timeout=5) == "left"


@both
def test_error_frame_that_the_server_closes_with_is_the_last(server: Server, drive: Drive) -> None:
    error = b'data: {"event": "error", "data": {"code": "STREAM_TIMEOUT", "message": "m"}}\n\n'
    server.replies(events(BEAT, error))
    seen = drive("AgentsV2", server.url, events_of(lambda client: client.stream_task("t")))
    assert [event.data.event for event in seen] == ["heartbeat", "error"]
    assert len(server.requests) == 1


def test_refusal_is_raised(server: Server, client: AgentsV2) -> None:
    server.replies(answer({"detail": {"code": "TASK_NOT_FOUND", "message": "no"}}, 404))
    with pytest.raises(NotFound) as caught:
        list(client.stream_task("t"))
    assert caught.value.code == "TASK_NOT_FOUND"


def test_answer_that_is_no_stream_is_a_stream_error(server: Server, client: AgentsV2) -> None:
    server.replies(answer({}))
    with pytest.raises(StreamError, match="stream_task: Expected response header Content-Type"):
        list(client.stream_task("t"))


def test_event_that_does_not_fit_is_a_decode_error(server: Server, client: AgentsV2) -> None:
    server.replies(events(b'data: {"event": "progress", "data": {"task_id": 1}}\n\n'))
    with pytest.raises(DecodeError, match=r" at data\.task_id: expected a string"):
        list(client.stream_task("t"))


def test_async_stream_is_typed_and_closes(server: Server) -> None:
    server.replies(events(b"id: 1\n" + BEAT, hold=True))

    async def run() -> None:
        async with (
            AsyncAgentsV2(base_url=server.url, credentials="x") as client,
            client.stream_task("t") as stream,
        ):
            async for event in stream:
                assert isinstance(event.data, models.HeartbeatFrame)
                break

    asyncio.run(run())
    assert server.left.get(timeout=5) == "left"


def test_async_stream_raises_refusals(server: Server) -> None:
    server.replies(Answer(404))

    async def run() -> None:
        async with AsyncAgentsV2(base_url=server.url, credentials="x") as client:
            with pytest.raises(NotFound):
                await anext(client.stream_task("t"))

    asyncio.run(run())
