"""Streams that are cut, stall, or lose their order."""

import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from attrs import evolve

from mock_server.tests.agents_v2.client import BASE, COMPLETED, Tasks
from mock_server.tests.faults.calls import KEY, TASK, add, left
from mock_server.tests.wire import WorldClient, frames, serving
from taskpact_mock.api import Answer, Call
from taskpact_mock.apis import agents_v2
from taskpact_mock.app import App
from taskpact_mock.world.fault_kinds import Cut


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
