"""Event streams that go wrong. The parts of a stream are its events, counted from 1."""

from collections.abc import AsyncIterator
from typing import assert_never

import orjson

from taskpact_mock.world import fault_kinds as of
from taskpact_mock.world.world import World

Events = AsyncIterator[bytes]


class CutError(Exception):
    """The rest of an answer is not to be sent; its connection ends here."""


def harmed(events: Events, what: of.OfStream, world: World) -> Events:
    """The `events` with that fault. Raises CutError where they are cut."""
    match what:
        case of.Cut():
            return _cut(events, what)
        case of.Stall():
            return _stalled(events, what.event, world)
        case of.Duplicate():
            return _duplicated(events, what.event)
        case of.Reorder():
            return _reordered(events, what.event)
        case of.DropHeartbeats():
            return _without_heartbeats(events)
        case _:
            assert_never(what)


async def _cut(events: Events, what: of.Cut) -> Events:
    """A stream that is over before it comes so far ends as it should."""
    number = size = 0
    while number != what.event and size != what.byte:
        event = await anext(events, None)
        if event is None:
            return
        number += 1
        part = event if what.byte is None else event[: what.byte - size]
        size += len(part)
        yield part
    raise CutError


async def _stalled(events: Events, last: int, world: World) -> Events:
    number = 0
    while number != last:
        event = await anext(events, None)
        if event is None:
            return
        number += 1
        yield event
    await world.wait(None, until=None, what="the reader of a stalled stream to give up")


async def _duplicated(events: Events, twice: int) -> Events:
    number = 0
    async for event in events:
        number += 1
        yield event
        if number == twice:
            yield event


async def _reordered(events: Events, late: int) -> Events:
    number = 0
    async for event in events:
        number += 1
        if number == late:
            overtaking = await anext(events, None)
            if overtaking is not None:
                yield overtaking
        yield event


async def _without_heartbeats(events: Events) -> Events:
    async for event in events:
        if not _is_heartbeat(event):
            yield event


def _is_heartbeat(event: bytes) -> bool:
    """Whether an event is only a sign of life; the contracts name their events in the data."""
    data = b"".join(line[5:] for line in event.splitlines() if line.startswith(b"data:"))
    return bool(orjson.loads(data)["event"] == "heartbeat")
