"""Requests whose answers go wrong on the way, as the faults of the world want it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from enum import Enum, auto
from typing import Any, assert_never

import orjson
from attrs import evolve

from taskpact_mock.api import Answer, Request
from taskpact_mock.contract.model import Operation
from taskpact_mock.pipeline.faulty_stream import CutError as CutError
from taskpact_mock.pipeline.faulty_stream import harmed
from taskpact_mock.pipeline.request import Receive, Scope, while_connected
from taskpact_mock.world import fault_kinds as of
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.world import World, WorldClosedError

CONNECTION = "taskpact.connection"
"""The ASGI extension by which a server lets its connections be closed: `close(reset)`."""

HTML = b"<!doctype html>\n<title>Bad gateway</title>\n<h1>Bad gateway</h1>\n"


class Silence(Enum):
    """What a client is left with that gets no answer."""

    RESET = auto()
    TIMEOUT = auto()


async def disturbed(
    world: World,
    operation: Operation,
    request: Request,
    receive: Receive,
    answer: Callable[[], Awaitable[Answer]],
) -> Answer | Silence:
    """What comes of `answer`, which lets the request happen, through the faults of the world."""
    body = _json(request.body)
    what = world.faults.strike(operation, body)
    if isinstance(what, of.Reset | of.Timeout | of.Status):
        if what.phase == "after":
            await answer()
        return _instead(what)
    given = await answer()
    match what:
        case None:
            pass
        case of.Latency():
            await while_connected(receive, _pause(world, what.seconds))
        case of.ContentType():
            given = _mistaken(given, what.media)
        case _:
            given = _broken(given, what, world)
    if given.stream is None or not operation.streams:
        return given
    harm = world.faults.strike_stream(operation, body)
    return given if harm is None else evolve(given, stream=harmed(given.stream, harm, world))


async def stay_silent(silence: Silence, world: World, scope: Scope, receive: Receive) -> None:
    """Give no answer: hang up at once, or when the client or the world has ended."""
    if silence is Silence.TIMEOUT:
        waiting = world.wait(None, until=None, what="a client to give up")
        with suppress(WorldClosedError):
            await while_connected(receive, waiting)
    await hang_up(scope, receive, reset=silence is Silence.RESET)


async def hang_up(scope: Scope, receive: Receive, *, reset: bool = False) -> None:
    """Close the connection, and return when it is closed.

    Whoever returned sooner would be blamed by the server for an answer that is missing.
    """
    scope["extensions"][CONNECTION]["close"](reset)
    while (await receive())["type"] != "http.disconnect":
        pass


def _instead(what: of.Reset | of.Timeout | of.Status) -> Answer | Silence:
    match what:
        case of.Reset():
            return Silence.RESET
        case of.Timeout():
            return Silence.TIMEOUT
        case of.Status():
            return _status(what)
        case _:
            assert_never(what)


def _status(what: of.Status) -> Answer:
    headers = {name.lower(): value for name, value in what.headers.items()}
    media = headers.pop("content-type", "application/json")
    if what.body is None:
        body = b""
    elif isinstance(what.body, str) and "json" not in media:
        body = what.body.encode()
    else:
        body = orjson.dumps(what.body)
    return Answer(what.status, body, tuple(headers.items()), media)


def _mistaken(given: Answer, media: str) -> Answer:
    """The answer, said to be something else; one without a body stays as it is."""
    if not given.body and given.stream is None:
        return given
    if media.startswith("text/html"):
        return evolve(given, media=media, body=HTML, stream=None)
    return evolve(given, media=media)


def _broken(given: Answer, what: of.OfBody, world: World) -> Answer:
    """The answer with its body spoilt; one without a body stays as it is."""
    body = given.body
    if not body:
        return given
    match what:
        case of.Malformed():
            return evolve(given, body=body[: len(body) // 2])
        case of.Truncate():
            wanted = len(body) // 2 if what.bytes is None else what.bytes
            parts = _truncated(body[: min(wanted, len(body) - 1)])
        case of.SlowBody():
            parts = _dribbled(body, what, world)
        case _:
            assert_never(what)
    length = ("content-length", str(len(body)))
    return evolve(given, headers=(*given.headers, length), stream=parts)


async def _truncated(part: bytes) -> AsyncIterator[bytes]:
    yield part
    raise CutError


async def _dribbled(body: bytes, what: of.SlowBody, world: World) -> AsyncIterator[bytes]:
    for begin in range(0, len(body), what.bytes):
        await _pause(world, what.seconds)
        yield body[begin : begin + what.bytes]


async def _pause(world: World, seconds: float) -> None:
    await world.wait(None, until=world.now + round(seconds * SECOND), what="a fault to pass")


def _json(body: bytes) -> Any:
    """The value that faults are matched against; None where there is none."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
