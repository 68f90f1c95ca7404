"""The fast transports, by pyreqwest itself: calls as with httpx, errors that claim no more."""

import asyncio
import gzip
import json
import sys
from collections.abc import Callable
from typing import Any

import httpx
import pytest

import taskpact
from clients.python.tests.styles import Act, Pauses
from clients.python.tests.wire import JSON, LOST, SILENT, Answer, Server, answer, events
from taskpact.errors import ConfigurationError, ConnectionFailed, StatusError, TimedOut


def _plain(url: str, act: Act, **options: Any) -> Any:
    transport = taskpact.fast_transport()
    with taskpact.AgentsV2(base_url=url, transport=transport, **options) as client:
        return act(client)


def _async(url: str, act: Act, **options: Any) -> Any:
    async def run() -> Any:
        transport = taskpact.async_fast_transport()
        async with taskpact.AsyncAgentsV2(base_url=url, transport=transport, **options) as client:
            return await act(client)

    return asyncio.run(run())


Fast = Callable[..., Any]
both = pytest.mark.parametrize(
    "fast", [pytest.param(_plain, id="sync"), pytest.param(_async, id="async")]
)


def _read(client: Any) -> Any:
    return client.get_task("t")


def _cancel(client: Any) -> Any:
    return client.cancel_task("t")


@both
def test_call_goes_by_the_fast_transport(
    server: Server, finished: dict[str, Any], fast: Fast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in (httpx.HTTPTransport, httpx.AsyncHTTPTransport):
        monkeypatch.delattr(kind, "handle_request", raising=False)
        monkeypatch.delattr(kind, "handle_async_request", raising=False)
    server.replies(answer(finished))
    task = fast(server.url, _read, credentials="s3cr3t", headers={"X-Trace": "1"})
    assert task.to_dict() == finished
    (seen,) = server.requests
    assert (seen.method, seen.path) == ("GET", "/api/v1/agents/v2/tasks/t")
    assert seen.headers["authorization"] == "Bearer s3cr3t"
    assert seen.headers["x-trace"] == "1"


@both
def test_body_of_a_write_arrives(server: Server, finished: dict[str, Any], fast: Fast) -> None:
    server.replies(answer(finished))
    fast(server.url, lambda client: client.run_research(topic="Ebbe & Flut"))
    assert server.requests[0].json["topic"] == "Ebbe & Flut"
    assert server.requests[0].headers["content-type"] == "application/json"


@both
def test_compressed_answer_is_read(server: Server, finished: dict[str, Any], fast: Fast) -> None:
    body = gzip.compress(json.dumps(finished).encode())
    server.replies(Answer(200, body, {**JSON, "Content-Encoding": "gzip"}))
    assert fast(server.url, _read).to_dict() == finished


@both
def test_redirect_is_not_followed(server: Server, fast: Fast) -> None:
    server.replies(Answer(307, headers={"Location": "/elsewhere"}))
    with pytest.raises(StatusError) as caught:
        fast(server.url, _read)
    assert (caught.value.status, len(server.requests)) == (307, 1)


@both
def test_refusal_is_the_error_that_it_is_by_httpx(server: Server, fast: Fast) -> None:
    body = json.dumps({"detail": {"code": "GONE", "message": "no"}}).encode()
    server.replies(Answer(404, body, {**JSON, "X-Request-Id": "r"}))
    with pytest.raises(taskpact.errors.NotFound) as caught:
        fast(server.url, _read)
    assert (caught.value.code, caught.value.request_id) == ("GONE", "r")
    assert "/tasks/t" in caught.value.as_curl()


@both
def test_read_whose_answer_is_lost_is_repeated(
    server: Server, finished: dict[str, Any], pauses: Pauses, fast: Fast
) -> None:
    server.replies(LOST, answer(finished))
    assert fast(server.url, _read).to_dict() == finished
    assert len(server.requests) == 2


@both
def test_write_whose_answer_is_lost_is_not_repeated(server: Server, fast: Fast) -> None:
    server.replies(LOST)
    with pytest.raises(ConnectionFailed) as caught:
        fast(server.url, _cancel)
    assert caught.value.outcome == "unknown"
    assert len(server.requests) == 1


@both
def test_answer_that_does_not_come_is_a_time_out(server: Server, fast: Fast) -> None:
    server.replies(SILENT)
    with pytest.raises(TimedOut) as caught:
        fast(server.url, _cancel, timeout=0.2)
    assert caught.value.outcome == "unknown"
    assert server.left.get(timeout=10) == "left"


@both
def test_no_time_limit_is_one_too(server: Server, finished: dict[str, Any], fast: Fast) -> None:
    server.replies(answer(finished))
    assert fast(server.url, _read, timeout=None).to_dict() == finished


@both
def test_nobody_there_is_a_failed_connection(fast: Fast) -> None:
    with Server() as gone:
        url = gone.url
    with pytest.raises(ConnectionFailed):
        fast(url, _cancel)


@both
def test_event_stream_goes_by_httpx(server: Server, fast: Fast) -> None:
    frame = b'data: {"event": "complete", "data": {"task_id": "t", "status": "x"}}\n\n'
    server.replies(events(frame, hold=True))

    def act(client: Any) -> Any:
        stream = client.stream_task("t")
        return _first(stream) if hasattr(stream, "__anext__") else next(stream)

    assert fast(server.url, act).data.event == "complete"


async def _first(stream: Any) -> Any:
    async with stream:
        return await anext(stream)


@pytest.mark.parametrize("make", [taskpact.fast_transport, taskpact.async_fast_transport])
def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, make: Any) -> None:
    monkeypatch.delitem(sys.modules, "taskpact._runtime.fast", raising=False)
    monkeypatch.setitem(sys.modules, "pyreqwest.client", None)
    with pytest.raises(ConfigurationError, match=r"install taskpact\[fast\]"):
        make()
