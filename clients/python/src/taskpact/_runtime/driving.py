"""How the drivers of both styles run a generator that decides what to do next."""

from collections.abc import Awaitable, Callable, Generator
from typing import TypeVar

Step = TypeVar("Step")
Reply = TypeVar("Reply")
Result = TypeVar("Result")


def driven(steps: Generator[Step, Reply, Result], perform: Callable[[Step], Reply]) -> Result:
    """Perform step after step; the result is the generator's."""
    try:
        step = next(steps)
        while True:
            step = steps.send(perform(step))
    except StopIteration as end:
        result: Result = end.value
        return result


async def driven_async(
    steps: Generator[Step, Reply, Result], perform: Callable[[Step], Awaitable[Reply]]
) -> Result:
    """The same for asyncio."""
    try:
        step = next(steps)
        while True:
            step = steps.send(await perform(step))
    except StopIteration as end:
        result: Result = end.value
        return result
