"""The one clock of a world. Nothing else in the server reads the system time.

Moments are whole microseconds since 1970, so that they add up exactly and sort.
"""

import time
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal

SECOND = 1_000_000
"""Microseconds in a second."""

START = 1_767_229_200 * SECOND
"""2026-01-01T01:00:00Z: where manual and auto clocks begin, an hour after the fixtures."""

Kind = Literal["real", "manual", "auto"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    """A clock that runs with the system's (`real`, times `speed`) or moves when told.

    `auto` moves when told, too: the world tells it to whenever every request waits.
    """

    __slots__ = ("_origin", "_shown", "kind", "speed")

    def __init__(self, kind: Kind = "real", speed: float = 1.0, start: int = START) -> None:
        self.kind: Kind = kind
        self.speed = speed
        self._origin = time.monotonic_ns()
        self._shown = time.time_ns() // 1000 if kind == "real" else start

    def now(self) -> int:
        """The present moment."""
        if self.kind != "real":
            return self._shown
        return self._shown + int((time.monotonic_ns() - self._origin) * self.speed) // 1000

    def move_to(self, moment: int) -> None:
        """Go on to `moment`; never back. A real clock runs on from there."""
        now = self.now()
        if moment > now:
            self._shown = moment
            self._origin = time.monotonic_ns()

    def seconds_until(self, moment: int) -> float:
        """How long the system must wait until a real clock shows `moment`."""
        return max(0.0, (moment - self.now()) / SECOND / self.speed)

    def copy(self) -> "Clock":
        """A clock of the same kind that shows the same moment."""
        twin = Clock(self.kind, self.speed)
        twin._shown = self.now()
        return twin

    def __repr__(self) -> str:
        return f"<Clock {self.kind} {iso(self.now())}>"


def iso(moment: int) -> str:
    """RFC 3339 in UTC with an offset, microseconds only where they are not zero."""
    seconds, rest = divmod(moment, SECOND)
    return f"{_second(seconds)}.{rest:06}+00:00" if rest else f"{_second(seconds)}+00:00"


def iso_z(moment: int) -> str:
    """As `iso`, with Z for the offset."""
    return iso(moment).removesuffix("+00:00") + "Z"


def moment_of(text: str) -> int:
    """The moment that an RFC 3339 `text` names.

    Raises ValueError when it names none, or has no offset.
    """
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(f"{text!r} has no offset")
    return (found - _EPOCH) // timedelta(microseconds=1)


@lru_cache(maxsize=256)
def _second(seconds: int) -> str:
    return (_EPOCH + timedelta(seconds=seconds)).isoformat().removesuffix("+00:00")
