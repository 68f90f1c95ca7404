"""Faults: exactly what each does on the wire, and what it leaves in the world."""

import json
import logging
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from attrs import evolve

from mock_server.tests.agents_v2.client import (
    BASE,
    BODIES,
    COMPLETED,
    RUNNING,
    Tasks,
    accepted,
    ok,
)
from mock_server.tests.wire import PLAIN, WorldClient, frames, raw, serving
from taskpact_mock.api import Answer, Call
from taskpact_mock.apis import agents_v2
from taskpact_mock.app import App
from taskpact_mock.serving import MockServer
from taskpact_mock.world.faults import Cut, DropHeartbeats, FaultError, Faults, Latency, Reset
from taskpact_mock.world.worlds import Defaults

SOON = 0.2
"""Seconds after which a client of these tests gives up."""

KEY = {"X-API-Key": "demo-key"}
RESEARCH = f"{BASE}/research"
TASK = f"{BASE}/tasks/{COMPLETED}"
LOST: dict[str, type[httpx.TransportError]] = {
    "reset": httpx.ReadError,
    "timeout": httpx.ReadTimeout,
}


@pytest.fixture
def tasks(world: WorldClient) -> Tasks:
    return Tasks(world)


def add(world: WorldClient, fault: dict[str, Any], **rule: Any) -> dict[str, Any]:
    """Add a fault to the world; as it is shown."""
    response = world.post("/_mock/faults", json={"api": "agents_v2", "fault": fault, **rule})
    assert response.status_code == 201, response.text
    shown: dict[str, Any] = response.json()
    return shown


def left(world: WorldClient) -> list[dict[str, Any]]:
    """The faults that the world still has."""
    found: list[dict[str, Any]] = ok(world.get("/_mock/faults"))["faults"]
    return found


@contextmanager
def connected(world: WorldClient, path: str) -> Iterator[socket.socket]:
    """A connection over which `path` was asked for."""
    head = "".join(f"{name}: {value}\r\n" for name, value in world.headers.items())
    with socket.create_connection((world.base_url.host, world.base_url.port or 80), 10) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n{head}\r\n".encode())
        yield line


def received(line: socket.socket) -> tuple[dict[str, str], bytes]:
    """Headers and body of an answer, up to the end of the connection."""
    with line.makefile("rb") as source:
        head, _, body = source.read().partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")[1:]
    return dict(each.split(": ", 1) for each in lines), body


# Answers that are lost


@pytest.mark.parametrize("kind", LOST)
def test_before_the_effect_the_world_stays_as_it_was(tasks: Tasks, kind: str) -> None:
    before = tasks.page()
    add(tasks.world, {kind: {"phase": "before"}}, operation="run_research")
    with pytest.raises(LOST[kind]):
        tasks.world.post(RESEARCH, json=BODIES["research"], timeout=SOON)
    assert tasks.page() == before


@pytest.mark.parametrize("kind", LOST)
def test_after_the_effect_it_stands_and_only_the_answer_is_lost(tasks: Tasks, kind: str) -> None:
    total = tasks.page()["total"]
    add(tasks.world, {kind: {"phase": "after"}}, operation="run_research")
    with pytest.raises(LOST[kind]):
        tasks.world.post(RESEARCH, json=BODIES["research"], timeout=SOON)
    assert tasks.page()["total"] == total + 1


@pytest.mark.parametrize(("phase", "more"), [("before", 0), ("after", 1)])
def test_another_answer_comes_before_or_after_the_effect(
    tasks: Tasks, phase: str, more: int
) -> None:
    total = tasks.page()["total"]
    other = {"status": 502, "body": {"error": "bad"}, "headers": {"Retry-After": "7"}}
    add(tasks.world, {"status": {**other, "phase": phase}}, operation="run_research")
    response = tasks.run()
    assert (response.status_code, response.json()) == (502, {"error": "bad"})
    assert response.headers["retry-after"] == "7"
    assert tasks.page()["total"] == total + more


@pytest.mark.parametrize(
    ("answer", "media", "body"),
    [
        ({}, None, b""),
        ({"body": "a"}, "application/json", b'"a"'),
        ({"body": "<p>", "headers": {"Content-Type": "text/html"}}, "text/html", b"<p>"),
        ({"body": "a", "headers": {"content-type": "a/b+json"}}, "a/b+json", b'"a"'),
    ],
)
def test_another_answer_has_the_body_and_the_type_that_are_wanted(
    tasks: Tasks, answer: dict[str, Any], media: str | None, body: bytes
) -> None:
    add(tasks.world, {"status": {"status": 503, **answer}})
    response = tasks.world.get(TASK)
    assert response.status_code == 503
    assert response.headers.get_list("content-type") == ([media] if media else [])
    assert response.content == body


def test_a_reset_is_one_of_tcp(tasks: Tasks) -> None:
    add(tasks.world, {"reset": {}})
    with connected(tasks.world, TASK) as line, pytest.raises(ConnectionResetError):
        line.recv(1)


def test_a_lost_synchronous_run_is_waited_for_first(tasks: Tasks) -> None:
    tasks.script({"take": 60})
    add(tasks.world, {"status": {"status": 504, "phase": "after"}}, operation="run_research")
    with ThreadPoolExecutor() as pool:
        running = pool.submit(tasks.run)
        tasks.world.waiters()
        tasks.world.advance(60)
        assert running.result().status_code == 504
    assert tasks.page(limit=1)["tasks"][0]["status"] == "completed"


def test_a_time_out_ends_with_the_world_too(tasks: Tasks) -> None:
    add(tasks.world, {"timeout": {}})
    with ThreadPoolExecutor() as pool:
        asking = pool.submit(tasks.world.get, TASK)
        assert tasks.world.waiters()[0]["what"] == "a client to give up"
        tasks.world.post("/_mock/reset").raise_for_status()
        with pytest.raises(httpx.RemoteProtocolError):
            asking.result()


def test_a_client_that_gave_up_is_no_longer_waited_for(tasks: Tasks) -> None:
    add(tasks.world, {"timeout": {}})
    with pytest.raises(httpx.ReadTimeout):
        tasks.world.get(TASK, timeout=SOON)
    tasks.world.waiters(0)
    tasks.world.advance(1)
    assert tasks.get(COMPLETED)["status"] == "completed"


@pytest.mark.parametrize("kind", LOST)
def test_a_request_without_an_answer_is_written_down_without_a_status(
    tasks: Tasks, kind: str
) -> None:
    add(tasks.world, {kind: {}})
    with pytest.raises(LOST[kind]):
        tasks.world.get(TASK, timeout=SOON)
    (entry,) = ok(tasks.world.get("/_mock/requests"))["requests"]
    assert (entry["operation"], entry["status"]) == ("get_task", None)


def test_a_fault_is_no_error_of_the_server(
    tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for fault in ({"reset": {}}, {"truncate": {}}, {"cut": {"event": 1}}):
            add(tasks.world, fault)
            path = f"{BASE}/tasks/{RUNNING}/stream" if "cut" in fault else TASK
            with pytest.raises(httpx.TransportError):
                tasks.world.get(path)
        ok(tasks.world.get(TASK))
    assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []


# Answers that arrive broken


def test_latency_lets_the_answer_arrive_when_the_clock_says_so(tasks: Tasks) -> None:
    total = tasks.page()["total"]
    add(tasks.world, {"latency": {"seconds": 90}}, operation="run_research")
    with ThreadPoolExecutor() as pool:
        running = pool.submit(tasks.run, sync=False)
        tasks.world.waiters()
        assert tasks.page()["total"] == total + 1
        tasks.world.advance(89)
        assert not running.done()
        tasks.world.advance(1)
        assert accepted(running.result())["status"] == "pending"


@pytest.mark.parametrize(("wanted", "comes"), [(0, 0), (10, 10), (10**9, -1), (None, None)])
def test_a_truncated_body_is_shorter_than_it_is_said_to_be(
    tasks: Tasks, wanted: int | None, comes: int | None
) -> None:
    whole = tasks.world.get(TASK).content
    add(tasks.world, {"truncate": {} if wanted is None else {"bytes": wanted}})
    with connected(tasks.world, TASK) as line:
        headers, body = received(line)
    assert headers["content-length"] == str(len(whole))
    assert body == whole[: len(whole) // 2 if comes is None else comes]


def test_a_malformed_body_is_announced_as_it_comes_and_is_no_json(tasks: Tasks) -> None:
    whole = tasks.world.get(TASK).content
    add(tasks.world, {"malformed": {}})
    response = tasks.world.get(TASK)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert response.content == whole[: len(whole) // 2]
    with pytest.raises(json.JSONDecodeError):
        response.json()


def test_another_content_type_has_a_page_where_it_is_html(tasks: Tasks) -> None:
    whole = tasks.world.get(TASK).content
    add(tasks.world, {"content_type": {}})
    page = tasks.world.get(TASK)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.text.startswith("<!doctype html>")
    add(tasks.world, {"content_type": {"media": "text/plain"}})
    plain = tasks.world.get(TASK)
    assert (plain.headers["content-type"], plain.content) == ("text/plain", whole)


def test_a_stream_may_be_answered_by_a_page(tasks: Tasks) -> None:
    add(tasks.world, {"content_type": {}}, operation="stream_task")
    page = tasks.world.get(f"{BASE}/tasks/{RUNNING}/stream")
    assert page.text.startswith("<!doctype html>")


def test_a_slow_body_comes_piece_by_piece(tasks: Tasks) -> None:
    whole = tasks.world.get(TASK).content
    add(tasks.world, {"slow_body": {"seconds": 1, "bytes": len(whole) // 3 + 1}})
    with tasks.world.stream("GET", TASK) as response:
        assert response.headers["content-length"] == str(len(whole))
        parts = response.iter_raw()
        got = []
        for _ in range(3):
            tasks.world.waiters()
            tasks.world.advance(1)
            got.append(next(parts))
    assert b"".join(got) == whole
    assert [len(each) for each in got][:2] == [len(whole) // 3 + 1] * 2


@pytest.mark.parametrize("kind", ["truncate", "malformed", "slow_body"])
def test_an_answer_without_a_body_has_nothing_to_break(world: WorldClient, kind: str) -> None:
    world.log_in("agent_runtime")
    fault = {kind: {"seconds": 1} if kind == "slow_body" else {}}
    path = "/api/agent/claim-next"
    tried = world.post("/_mock/worlds", json={"name": "probe", "from": world.name})
    tried.raise_for_status()
    add(world, fault, api="agent_runtime")
    statuses = [world.post(path, json={}).status_code for _ in range(1)]
    assert statuses


# Streams


@contextmanager
def streaming(tasks: Tasks, *faults: dict[str, Any]) -> Iterator[Iterator[bytes]]:
    """The events of a task that is stopped after some progress, through the faults."""
    for fault in faults:
        add(tasks.world, fault, operation="stream_task")
    path = f"{BASE}/tasks/{COMPLETED}/stream"
    with tasks.world.stream("GET", path) as response:
        yield frames(response)


@pytest.fixture
def whole(tasks: Tasks) -> list[bytes]:
    """The events of the stream, undisturbed."""
    with streaming(tasks) as events:
        return list(events)
