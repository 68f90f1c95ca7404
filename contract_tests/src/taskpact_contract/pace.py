"""How many requests a run may send, how fast and how patiently: a server is a guest's house."""

import time
from collections.abc import Callable

from attrs import define

from taskpact_contract.bounds import Bounds

MOST_UNANSWERED = 5
"""After so many requests in a row without an answer no further one is sent."""


class SpentError(Exception):
    """No further request may be sent, and why; what was not sent was not checked."""


def _ignore(_count: int) -> None:
    """Nobody watches."""


@define(eq=False, kw_only=True)
class Pace:
    """Counts the requests of a run, and slows or ends it; requests are sent one at a time.

    Attributes:
        budget: how many requests may be sent in all; None for any number.
        rate: how many may be sent in a second; None for any number.
        bounds: how long an answer is waited for, and how much of it is read.
        watch: is called with the number of each request before it is sent.
        sent: how many were sent.
        clock: seconds that only grow.
        sleep: waits some seconds.
    """

    budget: int | None = None
    rate: float | None = None
    bounds: Bounds = Bounds()
    watch: Callable[[int], None] = _ignore
    sent: int = 0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _next: float = float("-inf")
    _silent: int = 0

    @property
    def reason(self) -> str | None:
        """Why no further request may be sent; None if one may."""
        if self._silent >= MOST_UNANSWERED:
            return f"the server left {MOST_UNANSWERED} requests in a row without an answer"
        if self.budget is not None and self.sent >= self.budget:
            return "the budget of requests was used up"
        return None

    @property
    def spent(self) -> bool:
        """Whether no further request may be sent."""
        return self.reason is not None

    def step(self) -> None:
        """A request is about to be sent: wait for its turn. Raises SpentError if it has none."""
        if (reason := self.reason) is not None:
            raise SpentError(f"{reason}; sent {self.sent}, with a budget of {self.budget}")
        if self.rate is not None:
            now = self.clock()
            if now < self._next:
                self.sleep(self._next - now)
            self._next = max(now, self._next) + 1 / self.rate
        self.sent += 1
        self.watch(self.sent)

    def answered(self) -> None:
        """A request was answered, whatever the answer is worth."""
        if self._silent < MOST_UNANSWERED:
            self._silent = 0

    def unanswered(self) -> None:
        """A request was not answered in time, or could not be sent.

        One whose connection the server ends is neither: that costs no time, and it is there.
        """
        self._silent += 1
