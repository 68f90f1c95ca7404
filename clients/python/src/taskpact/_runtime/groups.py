"""Waiting for several pieces of work at once, of one API or of many."""

import time
from collections.abc import AsyncGenerator, Coroutine, Generator, Iterable, Iterator
from contextlib import aclosing, suppress
from heapq import heappop, heappush
from time import monotonic
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar, overload

from taskpact.errors import CallFailed, ConfigurationError

from .defaults import PATIENCE
from .driving import driven_async
from .handles import AsyncHandle, Handle
from .tracking import Found, Looks

if TYPE_CHECKING:
    from asyncio import Semaphore

AT_ONCE = 20
"""Looks that are under way at once, at most."""

Plain = TypeVar("Plain", bound=Handle[Any, Any, Any])
Twin = TypeVar("Twin", bound=AsyncHandle[Any, Any, Any])


@overload
def as_completed(
    handles: Iterable[Plain], *, deadline: float | None = PATIENCE
) -> Iterator[Plain]: ...
@overload
def as_completed(
    handles: Iterable[Twin], *, deadline: float | None = PATIENCE
) -> AsyncGenerator[Twin, None]: ...
def as_completed(handles: Iterable[Any], *, deadline: float | None = PATIENCE) -> Any:
    """Each handle as soon as its work has ended, or needs input; for asyncio with `async for`.

    Each record is read in its own growing intervals: for asyncio beside the others, up to 20 at
    once; in a thread the one that is due first, one at a time. A handle whose work cannot be read
    is given too: its `result()` raises why.

    Args:
        handles: handles of one style, of any APIs.
        deadline: seconds for all of them together; None for no limit.

    Raises:
        WaitTimeout: while iterating: the time is over; the rest goes on.
    """
    group = list(handles)
    if not group:
        return _Nothing()
    if all(isinstance(handle, Handle) for handle in group):
        return _completed(group, deadline)
    if all(isinstance(handle, AsyncHandle) for handle in group):
        return _completed_async(group, deadline)
    raise ConfigurationError("give handles of one style: of blocking clients, or of asyncio ones")


@overload
def wait_any(handles: Iterable[Plain], *, deadline: float | None = PATIENCE) -> Plain: ...
@overload
def wait_any(
    handles: Iterable[Twin], *, deadline: float | None = PATIENCE
) -> Coroutine[Any, Any, Twin]: ...
def wait_any(handles: Iterable[Any], *, deadline: float | None = PATIENCE) -> Any:
    """The first handle whose work ends, or needs input; awaitable for asyncio handles.

    Takes what `as_completed` takes and raises what it raises; ConfigurationError for no handles.
    """
    group = list(handles)
    if not group:
        raise ConfigurationError("there is nothing to wait for: give one handle or more")
    found: Any = as_completed(group, deadline=deadline)
    return next(found) if isinstance(found, Iterator) else _first(found)


class _Nothing:
    """What comes of no handles, whose style nobody can tell: nothing, in both."""

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> NoReturn:
        raise StopIteration

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> NoReturn:
        raise StopAsyncIteration

    def close(self) -> None:
        """End, as a generator does."""

    async def aclose(self) -> None:
        """End, as an asynchronous generator does."""


def interleaved(
    plans: list[Looks[Any]],
) -> Generator[tuple[int, float | None], Found[Any], None]:
    """The looks of many plans in one order by time. No I/O here.

    Yields the number of a plan and the seconds to pause before its look, or None when it is over.
    """
    due: list[tuple[float, int]] = []
    elapsed = 0.0
    for number, plan in enumerate(plans):
        pause = _advanced(plan, None)
        if pause is None:
            yield number, None
        else:
            heappush(due, (pause, number))
    while due:
        when, number = heappop(due)
        found = yield number, max(when - elapsed, 0.0)
        elapsed = found[1]
        pause = _advanced(plans[number], found)
        if pause is None:
            yield number, None
        else:
            heappush(due, (elapsed + pause, number))


def _advanced(plan: Looks[Any], found: Found[Any] | None) -> float | None:
    """The pause before the plan's next look, None if it is over, well or not."""
    try:
        return next(plan) if found is None else plan.send(found)
    except (StopIteration, CallFailed):
        return None


def _completed(group: list[Plain], deadline: float | None) -> Generator[Plain, None, None]:
    began = monotonic()
    clients = [handle._bounded(deadline)[0] for handle in group]
    steps = interleaved([handle._looks(deadline) for handle in group])
    try:
        number, pause = next(steps)
        while True:
            if pause is None:
                yield group[number]
                number, pause = next(steps)
            else:
                time.sleep(pause)
                found = group[number]._look(clients[number])
                number, pause = steps.send((found, monotonic() - began))
    except StopIteration:
        return


async def _first(completed: AsyncGenerator[Twin, None]) -> Twin:
    async with aclosing(completed):
        return await anext(completed)


async def _completed_async(group: list[Twin], deadline: float | None) -> AsyncGenerator[Twin, None]:
    import asyncio

    free = asyncio.Semaphore(AT_ONCE)
    order = [asyncio.create_task(_settled(handle, deadline, free)) for handle in group]
    waiting = set(order)
    try:
        while waiting:
            ended, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for number, each in enumerate(order):
                if each in ended and each.exception() is None:
                    yield group[number]
            for each in ended:
                each.result()
    finally:
        for each in waiting:
            each.cancel()
        await asyncio.gather(*order, return_exceptions=True)


async def _settled(
    handle: AsyncHandle[Any, Any, Any], deadline: float | None, free: "Semaphore"
) -> None:
    """Look at a handle until its work is settled, or cannot be read."""
    from asyncio import sleep

    client, began = handle._bounded(deadline)

    async def look(pause: float) -> Found[Any]:
        await sleep(pause)
        async with free:
            return await handle._look(client), monotonic() - began

    with suppress(CallFailed):
        await driven_async(handle._looks(deadline), look)
