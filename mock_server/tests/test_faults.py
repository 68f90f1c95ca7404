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
from mock_server.tests.wire import PLAIN, WorldClient, frames, serving
from taskpact_mock.api import Answer, Call
from taskpact_mock.apis import agents_v2
from taskpact_mock.app import App
from taskpact_mock.serving import MockServer
from taskpact_mock.world.fault_kinds import Cut, DropHeartbeats, Latency, Reset
from taskpact_mock.world.faults import FaultError, Faults
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


def test_a_fault_is_no_error_of_the_server(tasks: Tasks, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for path, fault in (
            (TASK, {"reset": {}}),
            (TASK, {"truncate": {}}),
            (f"{TASK}/stream", {"cut": {"event": 1}}),
        ):
            add(tasks.world, fault)
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


@pytest.mark.parametrize(
    "fault", [{"truncate": {}}, {"malformed": {}}, {"slow_body": {"seconds": 1}}]
)
def test_an_answer_without_a_body_has_nothing_to_break(
    world: WorldClient, fault: dict[str, Any]
) -> None:
    world.log_in("agent_runtime")
    world.script("agent_runtime", {"status": 204}, operation="claim_next_task")
    add(world, fault, api="agent_runtime")
    assert world.post("/api/agent/tasks/claim-next", json={}).status_code == 204


# Streams


class Streams:
    """The stream of a task from its submission to its end, in worlds that are all alike."""

    def __init__(self, make_world: Callable[..., WorldClient]) -> None:
        self._make_world = make_world

    def asked(self, *faults: dict[str, Any]) -> tuple[WorldClient, str]:
        """A world with these faults, and the path of its stream."""
        tasks = Tasks(self._make_world(clock="auto"))
        for fault in faults:
            add(tasks.world, fault, operation="stream_task")
        return tasks.world, f"{BASE}/tasks/{tasks.submit()}/stream"

    def events(self, *faults: dict[str, Any]) -> list[bytes]:
        """What comes, event by event."""
        world, path = self.asked(*faults)
        with world.stream("GET", path) as response:
            return list(frames(response))

    def until_cut(self, *faults: dict[str, Any]) -> bytes:
        """What comes before the connection ends."""
        world, path = self.asked(*faults)
        parts: list[bytes] = []
        with (
            world.stream("GET", path) as response,
            pytest.raises(httpx.RemoteProtocolError, match="incomplete chunked read"),
        ):
            parts.extend(response.iter_raw())
        return b"".join(parts)


@pytest.fixture
def streams(make_world: Callable[..., WorldClient]) -> Streams:
    return Streams(make_world)


def test_streams_of_the_same_seed_are_the_same(streams: Streams) -> None:
    assert streams.events() == streams.events()
    assert len(streams.events()) == 4


@pytest.mark.parametrize("event", [0, 1, 2, 4])
def test_a_stream_is_cut_after_an_event(streams: Streams, event: int) -> None:
    whole = streams.events()
    assert streams.until_cut({"cut": {"event": event}}) == b"".join(whole[:event])


@pytest.mark.parametrize("byte", [0, 1, 100, 500])
def test_a_stream_is_cut_after_a_byte(streams: Streams, byte: int) -> None:
    whole = b"".join(streams.events())
    assert streams.until_cut({"cut": {"byte": byte}}) == whole[:byte]


@pytest.mark.parametrize("cut", [{"event": 5}, {"byte": 10**9}])
def test_a_stream_that_is_over_before_it_would_be_cut_is_whole(
    streams: Streams, cut: dict[str, int]
) -> None:
    assert streams.events({"cut": cut}) == streams.events()


@pytest.mark.parametrize("event", [0, 1, 3])
def test_a_stalled_stream_stays_open_and_says_nothing_more(streams: Streams, event: int) -> None:
    whole = streams.events()
    world, path = streams.asked({"stall": {"event": event}})
    with world.stream("GET", path) as response:
        events = frames(response)
        assert [next(events) for _ in range(event)] == whole[:event]
        world.waiters()
        with ThreadPoolExecutor() as pool:
            rest = pool.submit(list, events)
            world.advance(1000)
            (waiter,) = world.waiters()
            assert waiter["what"] == "the reader of a stalled stream to give up"
            assert not rest.done()
            world.post("/_mock/reset").raise_for_status()
            assert rest.result() == []


def test_a_stream_that_is_over_before_it_would_stall_ends(streams: Streams) -> None:
    assert streams.events({"stall": {"event": 5}}) == streams.events()


@pytest.mark.parametrize(("event", "order"), [(1, "00123"), (4, "01233"), (5, "0123")])
def test_an_event_comes_twice(streams: Streams, event: int, order: str) -> None:
    whole = streams.events()
    found = streams.events({"duplicate": {"event": event}})
    assert found == [whole[int(each)] for each in order]


@pytest.mark.parametrize(("event", "order"), [(1, "1023"), (3, "0132"), (4, "0123"), (5, "0123")])
def test_an_event_comes_after_the_next_one(streams: Streams, event: int, order: str) -> None:
    whole = streams.events()
    found = streams.events({"reorder": {"event": event}})
    assert found == [whole[int(each)] for each in order]


def test_heartbeats_are_lost_and_nothing_else(make_world: Callable[..., WorldClient]) -> None:
    def kinds(*faults: dict[str, Any]) -> list[str]:
        tasks = Tasks(make_world(clock="auto"))
        for fault in faults:
            add(tasks.world, fault, operation="stream_task")
        tasks.script({"take": 250})
        path = f"{BASE}/tasks/{tasks.submit(topic='heartbeat: ok')}/stream"
        with tasks.world.stream("GET", path) as response:
            return [json.loads(each.split(b"data: ")[1])["event"] for each in frames(response)]

    assert "heartbeat" in (every := kinds())
    assert kinds({"drop_heartbeats": {}}) == [each for each in every if each != "heartbeat"]


def test_an_answer_and_its_stream_may_both_go_wrong(streams: Streams) -> None:
    whole = b"".join(streams.events())
    found = streams.until_cut({"latency": {"seconds": 0}}, {"cut": {"byte": 50}})
    assert found == whole[:50]


def test_a_fault_of_a_stream_waits_for_a_stream(tasks: Tasks) -> None:
    add(tasks.world, {"cut": {"event": 0}})
    assert tasks.world.get(f"{BASE}/tasks/nope/stream").status_code == 404
    assert tasks.get(COMPLETED)["status"] == "completed"
    assert len(left(tasks.world)) == 1


def test_a_stream_may_be_cut_within_a_character() -> None:
    async def parts() -> AsyncIterator[bytes]:
        yield "data: né\n\n".encode()

    def stream(_call: Call) -> Answer:
        return Answer(200, media="text/event-stream", stream=parts())

    handlers = {**agents_v2.API.handlers, "stream_task": stream}
    app = App(apis=[evolve(agents_v2.API, handlers=handlers)])
    app.worlds.get("default").faults.add("agents_v2", "stream_task", Cut(byte=8))
    with serving(app, **KEY) as client, client.stream("GET", f"{TASK}/stream") as response:
        read = response.iter_raw()
        assert next(read) == b"data: n\xc3"
        with pytest.raises(httpx.RemoteProtocolError):
            next(read)


# Which requests, and how often


@pytest.mark.parametrize("times", [1, 3])
def test_a_fault_ends_after_its_times(tasks: Tasks, times: int) -> None:
    add(tasks.world, {"status": {"status": 502}}, times=times)
    found = [tasks.world.get(TASK).status_code for _ in range(times + 1)]
    assert found == [502] * times + [200]
    assert left(tasks.world) == []


def test_a_fault_without_an_end_stays(tasks: Tasks) -> None:
    add(tasks.world, {"status": {"status": 502}}, times=None)
    assert {tasks.world.get(TASK).status_code for _ in range(5)} == {502}
    assert left(tasks.world)[0]["times"] is None


def test_a_fault_strikes_only_its_operation_and_its_bodies(tasks: Tasks) -> None:
    rule = {"operation": "run_research", "match": {"topic": "Wind power"}}
    add(tasks.world, {"status": {"status": 502}}, **rule)
    assert tasks.world.get(TASK).status_code == 200
    assert tasks.run().status_code == 202
    assert tasks.world.post(RESEARCH, content=b"{").status_code == 422
    assert tasks.run(topic="Wind power").status_code == 502


def test_a_fault_asks_for_no_credentials(world: WorldClient) -> None:
    add(world, {"status": {"status": 502}})
    assert [world.get(TASK).status_code for _ in range(2)] == [502, 401]


def test_a_fault_of_one_world_strikes_in_no_other(make_world: Callable[..., WorldClient]) -> None:
    one, other = Tasks(make_world()), Tasks(make_world())
    add(one.world, {"status": {"status": 502}})
    assert other.world.get(TASK).status_code == 200
    assert one.world.get(TASK).status_code == 502


def test_a_fork_has_the_faults_of_its_source_and_its_luck(
    make_world: Callable[..., WorldClient],
) -> None:
    def struck(world: WorldClient) -> list[int]:
        world.log_in("agents_v2")
        return [world.get(TASK).status_code for _ in range(20)]

    source = make_world(seed=3)
    add(source, {"status": {"status": 502}}, times=None, probability=0.5)
    first = struck(source)
    fork = make_world(**{"from": source.name})
    assert struck(fork) == (later := struck(source))
    assert later != first


def test_probability_is_repeatable_by_seed_and_shifts_no_id(
    make_world: Callable[..., WorldClient],
) -> None:
    def play(seed: int, probability: float | None) -> tuple[list[int], str]:
        tasks = Tasks(make_world(seed=seed))
        if probability is not None:
            fault = {"status": {"status": 502}}
            add(tasks.world, fault, operation="get_task", times=None, probability=probability)
        return [tasks.world.get(TASK).status_code for _ in range(40)], tasks.submit()

    statuses, task_id = play(1, 0.5)
    assert play(1, 0.5) == (statuses, task_id)
    assert 8 < statuses.count(502) < 32
    assert play(2, 0.5)[0] != statuses
    assert play(1, None) == ([200] * 40, task_id)


# The control plane


def test_a_fault_is_shown_as_it_was_wanted(world: WorldClient) -> None:
    body: dict[str, Any] = {
        "api": "agents_v2",
        "operation": "run_research",
        "match": {"topic": "a"},
        "times": 2,
        "probability": 0.25,
        "fault": {"status": {"status": 502, "headers": {"a": "b"}, "phase": "after", "body": [1]}},
    }
    shown = add(world, **body)
    assert shown == {"id": 1, **body} == left(world)[0]


def test_faults_are_taken_away_one_by_one_or_all(world: WorldClient) -> None:
    for _ in range(3):
        add(world, {"reset": {}})
    assert world.delete("/_mock/faults/2").status_code == 204
    assert [each["id"] for each in left(world)] == [1, 3]
    missing = world.delete("/_mock/faults/2")
    assert (missing.status_code, missing.json()) == (
        404,
        {"error": "there is no fault 2; GET /_mock/faults lists them"},
    )
    assert world.delete("/_mock/faults/two").status_code == 422
    assert world.delete("/_mock/faults").status_code == 204
    assert left(world) == []


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"api": "nobody"}, "body.api: 'nobody' is none of"),
        ({"api": "control"}, "body.api: 'control' is none of"),
        ({"operation": "brew"}, "body.operation: agents_v2 has no operation 'brew'"),
        ({"operation": "get_task", "fault": {"cut": {"byte": 1}}}, "body.fault.cut: get_task"),
        ({"api": "agent_runs", "fault": {"stall": {"event": 1}}}, "body.fault.stall: agent_runs"),
        ({"operation": "stream_task", "fault": {"truncate": {}}}, "body.fault.truncate: stream_t"),
        ({"operation": "get_task", "match": {"a": 1}}, "body.match: get_task takes no body"),
        ({"fault": {}}, "body.fault: "),
        ({"fault": {"reset": {}, "timeout": {}}}, "body.fault: "),
        ({"fault": {"explode": {}}}, "explode"),
        ({"fault": {"reset": {"phase": "during"}}}, "body.fault.reset.phase: "),
        ({"fault": {"reset": {"seconds": 1}}}, "seconds"),
        ({"fault": {"latency": {}}}, "body.fault.latency.seconds: "),
        ({"fault": {"latency": {"seconds": -1}}}, "body.fault.latency.seconds: "),
        ({"fault": {"status": {"status": 199}}}, "body.fault.status.status: "),
        ({"fault": {"status": {"status": 600}}}, "body.fault.status.status: "),
        ({"fault": {"status": {"status": 502, "headers": {"a": "\n"}}}}, "body.fault.status.head"),
        ({"fault": {"status": {"status": 502, "headers": {"a b": ""}}}}, "body.fault.status.head"),
        (
            {"fault": {"status": {"status": 502, "headers": {"Content-Length": "1"}}}},
            "body.fault.status.headers: content-length",
        ),
        ({"fault": {"slow_body": {"seconds": 1, "bytes": 0}}}, "body.fault.slow_body.bytes: "),
        ({"fault": {"cut": {}}}, "body.fault.cut: "),
        ({"fault": {"cut": {"event": 1, "byte": 1}}}, "body.fault.cut: "),
        ({"fault": {"duplicate": {"event": 0}}}, "body.fault.duplicate.event: "),
        ({"fault": {"reorder": {"event": 0}}}, "body.fault.reorder.event: "),
        ({"probability": 0}, "body.probability: "),
        ({"probability": 1.1}, "body.probability: "),
        ({"times": 0}, "body.times: "),
        ({"when": "now"}, "when"),
    ],
    ids=str,
)
def test_a_fault_that_can_never_strike_is_refused_by_the_member_at_fault(
    world: WorldClient, changes: dict[str, Any], text: str
) -> None:
    body = {"api": "agents_v2", "fault": {"reset": {}}, **changes}
    response = world.post("/_mock/faults", json=body)
    assert response.status_code == 422
    assert text in response.json()["error"]
    assert left(world) == []


# Python


@pytest.mark.parametrize(
    "make",
    [
        lambda faults: faults.add("agents_v2", None, Reset(phase="during")),  # type: ignore[arg-type]
        lambda faults: faults.add("agents_v2", None, Cut()),
        lambda faults: faults.add("agents_v2", None, Cut(event=1, byte=1)),
        lambda faults: faults.add("agents_v2", None, Latency(seconds=-1)),
        lambda faults: faults.add("agents_v2", None, Reset(), probability=0),
        lambda faults: faults.add("agents_v2", None, Reset(), times=0),
        lambda faults: faults.add("agents_v2", "get_task", DropHeartbeats()),
    ],
)
def test_nonsense_is_refused_in_python_too(make: Callable[[Faults], object]) -> None:
    faults = App().worlds.get("default").faults
    with pytest.raises(ValueError):
        make(faults)
    assert list(faults) == []


def test_a_tests_thread_changes_a_running_world_by_call() -> None:
    with MockServer(Defaults(clock="manual")) as mock:
        world = mock.app.worlds.get("default")
        fault = mock.call(lambda: world.faults.add("agents_v2", "get_task", Reset(), times=None))
        mock.call(lambda: world.advance(60))
        with httpx.Client(base_url=mock.url, headers=KEY, **PLAIN) as client:
            with pytest.raises(httpx.ReadError):
                client.get(TASK)
            assert mock.call(lambda: world.faults.remove(fault.id))
            assert client.get(TASK).status_code == 200
            assert ok(client.get("/_mock/clock"))["now"] == "2026-01-01T01:01:00Z"
        with pytest.raises(FaultError, match="operation: agents_v2 has no operation 'brew'"):
            mock.call(lambda: world.faults.add("agents_v2", "brew", Reset()))


def test_call_needs_a_server_that_runs() -> None:
    mock = MockServer()
    with pytest.raises(RuntimeError, match="start it first"):
        mock.call(lambda: None)
    with mock:
        assert mock.call(lambda: 5) == 5
    with pytest.raises(RuntimeError, match="start it first"):
        mock.call(lambda: None)
