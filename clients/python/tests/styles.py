"""What lets one test hold for both styles: clients driven alike, and pauses that take no time."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import taskpact

Act = Callable[[Any], Any]
"""What to do with a client: a value, or for an asyncio client an awaitable."""

Drive = Callable[..., Any]
"""Takes the name of a client class, the server's URL, an Act, and options of the client."""


def _plain(name: str, url: str, act: Act, **options: Any) -> Any:
    with getattr(taskpact, name)(base_url=url, **options) as client:
        return act(client)


def _async(name: str, url: str, act: Act, **options: Any) -> Any:
    async def run() -> Any:
        async with getattr(taskpact, f"Async{name}")(base_url=url, **options) as client:
            made = act(client)
            return await made if isinstance(made, Awaitable) else made

    return asyncio.run(run())


both = pytest.mark.parametrize(
    "drive", [pytest.param(_plain, id="sync"), pytest.param(_async, id="async")]
)


def events_of(open_stream: Callable[[Any], Any]) -> Act:
    """The act that reads a stream to its end, in either style."""

    def act(client: Any) -> Any:
        stream = open_stream(client)
        return list(stream) if hasattr(stream, "__iter__") else _all(stream)

    return act


async def _all(stream: Any) -> list[Any]:
    return [event async for event in stream]


class Pauses:
    """Takes the place of both kinds of sleep, and takes no time."""

    def __init__(self) -> None:
        self.seen: list[float] = []

    def __call__(self, seconds: float) -> None:
        """In place of time.sleep."""
        self.seen.append(seconds)

    async def later(self, seconds: float) -> None:
        """In place of asyncio.sleep."""
        self.seen.append(seconds)
