"""Following a piece of work until it ends: what an API says of it, and when to look. No I/O here.

A handle knows its kind of work only by a `Tracked`; each API says in one such value how its work
is read, streamed and cancelled, and what its records mean.
"""

from collections.abc import Callable, Generator
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

from attrs import frozen

from taskpact.errors import (
    CallFailed,
    InputNeeded,
    StatusError,
    TaskCancelled,
    TaskFailed,
    WaitTimeout,
)

from .calls import may_pass
from .lifecycles import Lifecycle, State

Record = TypeVar("Record")
Result = TypeVar("Result")

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 5.0
GROWTH = 1.5
"""Seconds between two looks: the first, the most, and the factor from one to the next."""

LAST_LOOKS = 1.0
"""Seconds before a deadline at which a stream is left for the record, and at most a tenth of the
time: a stream that says nothing may be broken, and the work long done."""

MOST_MISSES = 10
"""How many looks in a row may fail, where no deadline says when to give up."""


@frozen
class Progress:
    """How far a piece of work got.

    Attributes:
        fraction: from 0 to 1; None where the API counts nothing.
        message: what it is doing, in the vendor's words; None where the API does not say.
    """

    fraction: float | None = None
    message: str | None = None


@frozen
class Times:
    """When a piece of work did what, each with a time zone; None where the API does not say."""

    created: datetime | None = None
    started: datetime | None = None
    ended: datetime | None = None


@frozen(kw_only=True)
class Tracked(Generic[Record, Result]):
    """What an API says about a kind of work.

    Attributes:
        api: the API, as its base URL's environment variable names it.
        lifecycle: the table of its states.
        reads: the operation that reads a record.
        streams: the operation that streams, None if there is none.
        cancels: the operation that cancels, None if there is none.
        result: what a record that succeeded holds.
        problem: the vendor's code and message in a record that did not.
        times: when it was created, started and ended.
        progress: how far it got.
    """

    api: str
    lifecycle: Lifecycle
    reads: str
    streams: str | None = None
    cancels: str | None = None
    result: Callable[[Record], Result]
    problem: Callable[[Record], tuple[str | None, str | None]]
    times: Callable[[Record], Times]
    progress: Callable[[Record], Progress]

    def settled(self, record: Record) -> bool:
        """Whether waiting is no use: it ended, or nothing happens until somebody answers it."""
        lifecycle = self.lifecycle
        return lifecycle.is_final(record) or lifecycle.state_of(record) is State.WAITING

    def outcome(self, name: str, record: Record) -> Result:
        """The result of a settled record.

        Raises InputNeeded, TaskFailed or TaskCancelled if there is none.
        """
        state = self.lifecycle.state_of(record)
        if state is State.SUCCEEDED:
            return self.result(record)
        if state is State.WAITING:
            raise InputNeeded(
                f"{name} waits for an answer: give it one, then ask for the result again",
                record=record,
            )
        code, message = self.problem(record)
        if state is State.CANCELLED:
            raise TaskCancelled(
                f"{name} was cancelled: {message or 'no reason given'}", record=record
            )
        what = ": ".join(part for part in (code, message) if part) or "no reason given"
        raise TaskFailed(f"{name} failed: {what}", code=code, record=record)


Found: TypeAlias = tuple[Record | CallFailed, float]
"""What a look showed, and the seconds since the start."""

Looks: TypeAlias = Generator[float, Found[Record], Record]
"""Yields the seconds to pause before each look; its result is the settled record."""


def looks(
    tracked: Tracked[Record, Result],
    name: str,
    record: Record | None,
    deadline: float | None,
    *,
    at_once: bool = False,
) -> Looks[Record]:
    """Decide when to look again; the first look comes `at_once` if there is no `record` yet.

    Raises WaitTimeout when `deadline` seconds are over and the work is not; the error of a look
    that can never succeed, or of the last of many that failed.
    """
    pause, elapsed, misses = FIRST_PAUSE, 0.0, 0
    next_pause = 0.0 if record is None or at_once else pause
    while record is None or not tracked.settled(record):
        left = None if deadline is None else deadline - elapsed
        if left is not None and left <= 0:
            last = "could not be read"
            if record is not None:
                last = f"was last seen {tracked.lifecycle.status_of(record)}"
            raise WaitTimeout(
                f"{name} {last}, and has not ended after {deadline:g} s: it goes on, so wait"
                " again, raise `deadline`, or cancel it",
                record,
            )
        found, elapsed = yield next_pause if left is None else min(next_pause, left)
        next_pause, pause = pause, min(pause * GROWTH, LONGEST_PAUSE)
        if isinstance(found, CallFailed):
            misses += 1
            if not may_pass(found) or (deadline is None and misses >= MOST_MISSES):
                raise found
            if isinstance(found, StatusError) and found.retry_after is not None:
                next_pause = max(next_pause, found.retry_after)
        else:
            record, misses = found, 0
    return record
