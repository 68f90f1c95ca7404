"""How many requests a run may send, and how fast: someone else's server is a guest's house."""

import time
from collections.abc import Callable

from attrs import define


class SpentError(Exception):
    """The budget of requests is used up; what was not sent was not checked."""


def _ignore(_count: int) -> None:
    """Nobody watches."""


@define(eq=False, kw_only=True)
class Pace:
    """Counts the requests of a run, and slows or ends it; requests are sent one at a time.

    Attributes:
        budget: how many requests may be sent in all; None for any number.
        rate: how many may be sent in a second; None for any number.
        watch: is called with the number of each request before it is sent.
        sent: how many were sent.
        clock: seconds that only grow.
        sleep: waits some seconds.
    """

    budget: int | None = None
    rate: float | None = None
    watch: Callable[[int], None] = _ignore
    sent: int = 0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: float = float("-inf")

    @property
    def spent(self) -> bool:
        """Whether no further request may be sent."""
        return self.budget is not None and self.sent >= self.budget

    def step(self) -> None:
        """A request is about to be sent: wait for its turn. Raises SpentError if it has none."""
        if self.spent:
            raise SpentError(f"the budget of {self.budget} requests is used up")
        if self.rate is not None:
            now = self.clock()
            if now < self._next:
                self.sleep(self._next - now)
            self._next = max(now, self._next) + 1 / self.rate
        self.sent += 1
        self.watch(self.sent)
