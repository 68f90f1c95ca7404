"""One logical call: how it may be repeated, when, and for how long. No input or output here.

A request is tried again only if the server did not act on the one before, or if acting twice does
no harm: reads, and writes with an idempotency key, which every attempt carries.
"""

import os
from collections.abc import Mapping
from time import monotonic
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from taskpact.errors import CallFailed, ConfigurationError, ConnectionFailed, StatusError, TimedOut

from .requests import Request

if TYPE_CHECKING:
    import httpx

KEY = "idempotency_key"
"""The member of a body that makes a write safe to repeat."""

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0
"""Seconds before the second attempt, and at most before any; each pause is twice the last."""

LONGEST_OBEYED = 60.0
"""Seconds that a server may ask to wait; a longer wait is an error, unless a deadline allows it."""

NEVER_BETTER = frozenset({501, 505})
"""Statuses from 500 on that say no more than that it will never work."""


@frozen
class Options:
    """What a caller may set for all calls of a client, or by `with_options` for some.

    Attributes:
        timeout: seconds for each step of an attempt; None leaves it to the httpx client.
        max_retries: how many more attempts a call may have after the first.
        headers: sent with every request, by lower-case name.
        deadline: seconds for one call with all its attempts and pauses; None for no limit.
        end: when, by the monotonic clock, everything under way must be over.
    """

    timeout: "httpx.Timeout | None" = None
    max_retries: int = 2
    headers: Mapping[str, str] = field(factory=dict, repr=lambda headers: str(list(headers)))
    deadline: float | None = None
    end: float | None = None

    def __attrs_post_init__(self) -> None:
        if self.max_retries < 0:
            raise ConfigurationError("`max_retries` counts attempts: give 0 for none, or more")
        if self.deadline is not None and not self.deadline > 0:
            raise ConfigurationError("`deadline` is in seconds: give a positive number, or None")

    def ends(self) -> float | None:
        """When a call that begins now must be over."""
        if self.deadline is None:
            return self.end
        mine = monotonic() + self.deadline
        return mine if self.end is None else min(mine, self.end)


class Call:
    """The attempts at one request.

    Attributes:
        request: what is sent each time, with its idempotency key if it takes one.
        key: that key.
        attempts: how many were begun.
        end: when, by the monotonic clock, it must be over; None for no limit.
    """

    __slots__ = ("_options", "_renewed", "attempts", "end", "key", "request")

    def __init__(self, request: Request, options: Options) -> None:
        """Begin; a write that takes a key and has none gets one, if it may be repeated at all."""
        self.key: str | None = None
        if request.keyed:
            if options.max_retries and KEY not in request.body:
                request = evolve(request, body={**request.body, KEY: os.urandom(16).hex()})
            self.key = request.body.get(KEY) or None
        self.request = request
        self.attempts = 0
        self.end = options.ends()
        self._options = options
        self._renewed = False

    @property
    def retries(self) -> int:
        """How many more attempts it may have after the first."""
        return self._options.max_retries

    @property
    def over(self) -> bool:
        """Whether its deadline is over."""
        return self.end is not None and monotonic() >= self.end

    def left(self) -> float | None:
        """Seconds until the deadline, None without one; raises TimedOut when it is over."""
        if self.end is None:
            return None
        left = self.end - monotonic()
        if left <= 0:
            raise late(self.request.operation)
        return left

    def progressed(self) -> None:
        """Count from the beginning: what was tried brought something."""
        self.attempts = 1

    def pause(self, error: CallFailed, *, renewable: bool = False) -> float:
        """Seconds to wait before the next attempt; raises the error if there is none.

        `renewable` credentials get a second chance after a 401, once.
        """
        if renewable and not self._renewed and isinstance(error, StatusError):
            self._renewed = error.status == 401
            if self._renewed:
                return 0.0
        if self.attempts > self._options.max_retries or not self._repeatable(error):
            raise error
        return self.bounded(_pause(error, self.attempts), error)

    def bounded(self, pause: float, error: CallFailed) -> float:
        """The pause, if it ends before the deadline; else raises the error now."""
        if self.end is None:
            if pause > LONGEST_OBEYED * 1.1:
                raise error
        elif monotonic() + pause >= self.end:
            raise error
        return pause

    def _repeatable(self, error: CallFailed) -> bool:
        if not may_pass(error):
            return False
        return error.outcome != "unknown" or self.request.method == "GET" or self.key is not None


def late(operation: str) -> TimedOut:
    """The error of a call whose time is over before its next request."""
    error = TimedOut(f"{operation}: its deadline is over; give more time, or look at the server")
    error.operation = operation
    error.outcome = "not_sent"
    return error


def may_pass(error: CallFailed) -> bool:
    """Whether the same request may succeed a little later."""
    if isinstance(error, StatusError):
        status = error.status
        return status in (408, 429) or (status >= 500 and status not in NEVER_BETTER)
    return isinstance(error, ConnectionFailed)


def backoff(attempts: int) -> float:
    """Seconds to wait after so many attempts, with a quarter of jitter."""
    pause = min(FIRST_PAUSE * 2.0 ** (min(attempts, 10) - 1), LONGEST_PAUSE)
    return pause * (0.75 + _chance() / 4)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that an answer asks to wait: as milliseconds, seconds or a date (RFC 9110, 10.2.3).

    A date counts from the answer's own `Date`, so the two clocks need not agree.
    """
    if (millis := _number(headers.get("retry-after-ms"))) is not None:
        return millis / 1000
    text = headers.get("retry-after")
    if text is None:
        return None
    if (seconds := _number(text)) is not None:
        return seconds
    from email.utils import parsedate_to_datetime

    try:
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError):  # no dates, or one without a zone
        return None
    return max(wait.total_seconds(), 0.0)


def _pause(error: CallFailed, attempts: int) -> float:
    asked = error.retry_after if isinstance(error, StatusError) else None
    return backoff(attempts) if asked is None else asked * (1 + _chance() / 10)


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None


def _chance() -> float:
    """From 0 to 1, without the import of a random number generator."""
    return int.from_bytes(os.urandom(2)) / 0xFFFF
