"""How long a connection is kept after a short answer, on a loop whose time the tests tell."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
import uvicorn
from attrs import define, field
from uvicorn.server import ServerState

from mock_server.tests.agents_v2.client import BASE
from taskpact_mock.app import App
from taskpact_mock.connection import Connection

KEEP = 5.0
REQUEST = f"GET {BASE}/types HTTP/1.1\r\nHost: x\r\nX-API-Key: demo-key\r\n\r\n".encode()


@define
class Timer:
    """What a loop was asked to call, and when."""

    at: float
    callback: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        """It is not called."""
        self.cancelled = True


@define
class Loop:
    """A loop that has timers only, and a clock that moves when told."""

    now: float = 0.0
    timers: list[Timer] = field(factory=list)

    def time(self) -> float:
        """Seconds since it was made."""
        return self.now

    def call_later(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Set a timer."""
        self.timers.append(Timer(self.now + delay, callback))
        return self.timers[-1]

    def pass_time(self, seconds: float) -> None:
        """Call everything that is due on the way."""
        end = self.now + seconds
        while due := [each for each in self.timers if not each.cancelled and each.at <= end]:
            first = min(due, key=lambda each: each.at)
            self.timers.remove(first)
            self.now = first.at
            first.callback()
        self.now = end


class Transport(asyncio.Transport):
    """A connection whose other end is the test."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = b""
        self.closed = False

    def write(self, data: Any) -> None:
        """Send."""
        self.sent += bytes(data)

    def close(self) -> None:
        """End the connection."""
        self.closed = True

    def is_closing(self) -> bool:
        """Whether that was done."""
        return self.closed


@pytest.fixture
def loop() -> Loop:
    return Loop()


@pytest.fixture
def transport() -> Transport:
    return Transport()


@pytest.fixture
def connection(loop: Loop, transport: Transport) -> Connection:
    config = uvicorn.Config(App(), log_config=None, timeout_keep_alive=int(KEEP))
    config.load()
    made = Connection(config, ServerState(), {}, _loop=loop)
    made.connection_made(transport)
    return made


def test_a_connection_that_rests_is_closed(
    connection: Connection, transport: Transport, loop: Loop
) -> None:
    connection.data_received(REQUEST)
    assert transport.sent.startswith(b"HTTP/1.1 200 ")
    loop.pass_time(KEEP - 0.1)
    assert not transport.closed
    loop.pass_time(0.1)
    assert transport.closed


def test_each_answer_gives_a_connection_all_of_its_time(
    connection: Connection, transport: Transport, loop: Loop
) -> None:
    for _ in range(4):
        connection.data_received(REQUEST)
        loop.pass_time(KEEP - 0.1)
        assert not transport.closed
    assert transport.sent.count(b"HTTP/1.1 200 ") == 4
    loop.pass_time(0.1)
    assert transport.closed


def test_a_connection_with_half_a_request_is_not_closed(
    connection: Connection, transport: Transport, loop: Loop
) -> None:
    connection.data_received(REQUEST + REQUEST[:20])
    loop.pass_time(3 * KEEP)
    assert not transport.closed
    connection.data_received(REQUEST[20:])
    assert transport.sent.count(b"HTTP/1.1 200 ") == 2
    loop.pass_time(KEEP)
    assert transport.closed


def test_many_answers_need_one_timer(connection: Connection, loop: Loop) -> None:
    for _ in range(100):
        connection.data_received(REQUEST)
    assert len(loop.timers) == 1


def test_a_connection_that_is_lost_leaves_no_timer(connection: Connection, loop: Loop) -> None:
    connection.data_received(REQUEST)
    connection.connection_lost(None)
    assert [each for each in loop.timers if not each.cancelled] == []
