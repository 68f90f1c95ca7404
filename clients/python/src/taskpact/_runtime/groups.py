"""Waiting for several pieces of work at once, of one API or of many."""

import time
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine, Generator, Iterable, Iterator
from heapq import heappop, heappush
from time import monotonic
from typing import Any, TypeVar, overload

from taskpact.errors import CallFailed, ConfigurationError

from .handles import PATIENCE, AsyncHandle, Handle
from .tracking import Found, Looks

Plain = TypeVar("Plain", bound=Handle[Any, Any, Any])
Twin = TypeVar("Twin", bound=AsyncHandle[Any, Any, Any])


@overload
def as_completed(
    handles: Iterable[Plain], *, deadline: float | None = PATIENCE
) -> Iterator[Plain]: ...
@overload
def as_completed(
    handles: Iterable[Twin], *, deadline: float | None = PATIENCE
) -> AsyncIterator[Twin]: ...
def as_completed(handles: Iterable[Any], *, deadline: float | None = PATIENCE) -> Any:
    """Each handle as soon as its work has ended, or needs input; for asyncio with `async for`.

    The records are read in turn, each in its own growing intervals, one request at a time. A handle
    whose work cannot be read is given too: its `result()` raises why.

    Args:
        handles: handles of one style, of any APIs.
        deadline: seconds for all of them together; None for no limit.

    Raises:
        WaitTimeout: while iterating: the time is over; the rest goes on.
    """
    group = list(handles)
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
    return next(found) if isinstance(found, Iterator) else anext(found)


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


async def _completed_async(group: list[Twin], deadline: float | None) -> AsyncGenerator[Twin, None]:
    from asyncio import sleep

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
                await sleep(pause)
                found = await group[number]._look(clients[number])
                number, pause = steps.send((found, monotonic() - began))
    except StopIteration:
        return
