"""A world whose only API writes down what happens when."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from attrs import define, field

from taskpact_mock.world.clock import SECOND, START, Clock, Kind
from taskpact_mock.world.world import Setting, World


@define
class Notes:
    """The state of an API that writes down what happened when, in seconds from the start."""

    lines: list[tuple[float, Any]] = field(factory=list)

    def copy(self) -> "Notes":
        return Notes(list(self.lines))


def note(world: World, what: Any) -> None:
    lines: list[tuple[float, Any]] = world.state("notes").lines
    lines.append(((world.now - START) / SECOND, what))


def again(world: World, times: int) -> None:
    """A due event that plans the next one in a second, and wakes who waits for it."""
    note(world, times)
    if times > 1:
        world.plan(world.now + SECOND, "notes", "again", times - 1)
    else:
        world.touch("done")


def name_it(world: World, _key: None) -> None:
    note(world, world.ids.hex(8))


SETTING = Setting(
    states={"notes": lambda _world: Notes()},
    due={("notes", "note"): note, ("notes", "again"): again, ("notes", "name"): name_it},
)


def make(kind: Kind = "manual", speed: float = 1.0) -> World:
    return World(SETTING, clock=Clock(kind, speed))


def plan(world: World, seconds: float, key: Any = None, name: str = "note") -> None:
    world.plan(START + round(seconds * SECOND), "notes", name, key)


def lines(world: World) -> list[tuple[float, Any]]:
    found: list[tuple[float, Any]] = world.state("notes").lines
    return found


async def request(world: World, *steps: float | str) -> None:
    """A request that waits for seconds or topics, one after the other."""
    world.enter()
    try:
        for step in steps:
            if isinstance(step, str):
                await world.wait(step, until=None)
            else:
                await world.wait(None, until=world.now + round(step * SECOND))
            note(world, step)
    finally:
        world.leave()


async def until_waiting(world: World, count: int = 1) -> None:
    """Let other tasks go on until so many requests wait."""
    for _ in range(100):
        if len(world.waiting()) == count:
            return
        await asyncio.sleep(0)
    pytest.fail(f"{world.waiting()} wait")


def run(work: Callable[[], Awaitable[None]]) -> None:
    """Do `work` in a loop of its own, within ten seconds."""

    async def bounded() -> None:
        async with asyncio.timeout(10):
            await work()

    asyncio.run(bounded())
