"""Channels: every message once, no request without need."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clients.python.tests.runtime_records import message, status_error, timed_out
from clients.python.tests.worlds import Lossy, World, new_world
from taskpact import AgentRuntime, AsyncAgentRuntime
from taskpact._runtime.driving import driven
from taskpact._worker.decisions import Rest
from taskpact._worker.listening import Heard, Memory, Receive, listen
from taskpact.channels import AsyncChannel, Channel
from taskpact.errors import ConnectionFailed, NotFound, StatusError, TaskpactError
from taskpact_mock.serving import MockServer

WAITING = "msg-00000000000000a1"
"""The message that waits for the default session."""


@given(
    arrivals=st.lists(st.integers(0, 40), max_size=40),
    drops=st.lists(st.integers(0, 100), max_size=40),
)
def test_each_message_of_a_bounded_queue_is_new_once(arrivals: list[int], drops: list[int]) -> None:
    memory, sent = Memory(200), 0
    queue: list[str] = []
    seen: list[str] = []
    for arriving, dropping in zip(arrivals, drops, strict=False):
        queue = [*queue[dropping:], *(str(sent + number) for number in range(arriving))][-100:]
        sent += arriving
        seen += [each.message_id for each in memory.new(map(message, queue))]
        assert len(memory) <= 200
    assert seen == [str(number) for number in range(sent)]


def test_what_still_waits_is_never_forgotten() -> None:
    memory = Memory(2)
    old = [message("old"), message("older")]
    assert len(memory.new(old)) == 2
    for number in range(5):
        assert [each.message_id for each in memory.new([*old, message(f"n{number}")])] == [
            f"n{number}"
        ]
    assert len(memory) == 3


def test_message_that_comes_twice_in_one_answer_is_new_once() -> None:
    assert len(Memory().new([message("a"), message("a")])) == 1


class Talk:
    """Performs the steps of a listener on a clock of its own: what each answer is, and how long."""

    def __init__(self, *heard: Heard) -> None:
        self.now, self.steps, self._heard = 0.0, list[Receive | Rest](), list(heard)

    def __call__(self, step: Receive | Rest) -> Heard:
        self.steps.append(step)
        if isinstance(step, Rest):
            self.now += step.seconds
            return Heard(self.now)
        heard = self._heard.pop(0) if len(self._heard) > 1 else self._heard[0]
        took = min(heard.took, step.seconds)
        self.now += took
        return Heard(self.now, took, heard.messages, heard.error)

    def rests(self) -> list[float]:
        return [each.seconds for each in self.steps if isinstance(each, Rest)]


def heard(*ids: str, took: float = 0.0, error: TaskpactError | None = None) -> Heard:
    return Heard(0.0, took, tuple(map(message, ids)), error)


def test_listener_returns_what_is_new() -> None:
    memory, talk = Memory(), Talk(heard("a"), heard("a", "b"))
    assert driven(listen(memory, 0.0, 20.0, None), talk) == [message("a")]
    assert driven(listen(memory, 0.0, 20.0, None), talk) == [message("b")]


def test_listener_asks_again_at_once_when_the_server_waited() -> None:
    talk = Talk(heard(took=1.0), heard(took=1.0), heard("a"))
    driven(listen(Memory(), 0.0, 20.0, None), talk)
    assert talk.rests() == [0.0, 0.0]


def test_listener_rests_longer_and_longer_while_seen_messages_come_at_once() -> None:
    talk = Talk(*[heard()] * 9, heard("a"))
    driven(listen(Memory(), 0.0, 20.0, None), talk)
    assert talk.rests() == [0.1, 0.2, 0.4, 0.8, 1.6, 2.0, 2.0, 2.0, 2.0]


@pytest.mark.parametrize("took", [0.0, 0.3, 20.0])
def test_listener_ends_when_nothing_new_came_in_time(took: float) -> None:
    talk = Talk(heard(took=took))
    assert driven(listen(Memory(), 0.0, 20.0, 30.0), talk) == []
    assert talk.now == pytest.approx(30.0)


def test_listener_takes_a_poll_without_an_answer_for_silence() -> None:
    talk = Talk(heard(error=timed_out(), took=20.0))
    assert driven(listen(Memory(), 0.0, 20.0, 600.0), talk) == []


@pytest.mark.parametrize("error", [ConnectionFailed("cut"), status_error(503)])
def test_listener_waits_for_an_error_to_pass_a_minute_long(error: TaskpactError) -> None:
    talk = Talk(heard(error=error))
    with pytest.raises(type(error)):
        driven(listen(Memory(), 0.0, 20.0, None), talk)
    assert 60.0 <= talk.now <= 90.0


def test_listener_raises_an_error_that_does_not_pass() -> None:
    with pytest.raises(StatusError):
        driven(listen(Memory(), 0.0, 20.0, None), Talk(heard(error=status_error(404))))


def blocking(world: World, channel: str, on_message: Any, transport: Any = None) -> None:
    """Channel."""
    identity = world.credentials("agent_runtime")
    with AgentRuntime(base_url=world.url, credentials=identity, transport=transport) as session:
        listener = Channel(session, channel, timeout=1.0)
        assert repr(listener) == f"<Channel {channel}>"
        for each in listener:
            on_message(each.message_id, listener.close)


def waiting(world: World, channel: str, on_message: Any, transport: Any = None) -> None:
    """AsyncChannel."""

    async def main() -> None:
        identity = world.credentials("agent_runtime")
        async with AsyncAgentRuntime(
            base_url=world.url, credentials=identity, transport=transport
        ) as session:
            listener = AsyncChannel(session, channel, timeout=1.0)
            assert repr(listener) == f"<AsyncChannel {channel}>"
            async for each in listener:
                on_message(each.message_id, listener.close)

    asyncio.run(main())


@pytest.fixture(params=[blocking, waiting], ids=["blocking", "asyncio"])
def hear(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Runs a loop over a channel in one style."""
    found: Callable[..., None] = request.param
    return found


@pytest.fixture(scope="module")
def mock() -> Iterator[MockServer]:
    with MockServer() as running:
        yield running


@pytest.fixture
def world(mock: MockServer, request: pytest.FixtureRequest) -> World:
    return new_world(mock, request.node.name, max_wait=0.2)


def say(world: World, id: str) -> None:
    """Let the peer send a message."""
    said = {"id": id, "from_session_id": "sess-peer", "text": id}
    world.control("POST", "fixtures", {"agent_runtime": {"messages": [said]}})


def test_messages_come_once_in_order_as_they_are_sent(
    world: World, hear: Callable[..., None]
) -> None:
    seen: list[str] = []

    def on_message(id: str, close: Callable[[], None]) -> None:
        seen.append(id)
        if len(seen) < 4:
            say(world, f"msg-{len(seen)}")
        else:
            close()

    hear(world, "coord-demo", on_message)
    assert seen == [WAITING, "msg-1", "msg-2", "msg-3"]


def test_silence_ends_the_loop_after_few_requests(world: World, hear: Callable[..., None]) -> None:
    seen: list[str] = []
    hear(world, "coord-demo", lambda id, _close: seen.append(id))
    assert seen == [WAITING]
    assert 2 <= world.calls("receive_messages") <= 8


def test_lost_answer_loses_no_message(world: World, hear: Callable[..., None]) -> None:
    seen: list[str] = []
    hear(world, "coord-demo", lambda id, _close: seen.append(id), Lossy({"/recv": 1}))
    assert seen == [WAITING]


def test_channel_that_does_not_exist_raises(world: World, hear: Callable[..., None]) -> None:
    with pytest.raises(NotFound):
        hear(world, "nowhere", lambda id, _close: None)


def test_loop_ends_when_the_channel_is_closed_while_it_waits(
    world: World, hear: Callable[..., None]
) -> None:
    closes: list[Callable[[], None]] = []
    network = Lossy()

    def on_message(id: str, close: Callable[[], None]) -> None:
        network.after["/recv"] = close
        closes.append(close)

    hear(world, "coord-demo", on_message, network)
    assert len(closes) == 1
    assert world.calls("receive_messages") == 2
