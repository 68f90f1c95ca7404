"""Following a piece of work until it ends: one pure decision maker, two thin handles.

A handle knows its kind of work only by a `Tracked`; each API says in one such value how its work
is read, streamed, cancelled, and what its end means.
"""

import time
from collections.abc import Awaitable, Callable, Generator
from time import monotonic
from typing import Any, Generic, TypeVar

from attrs import frozen

from taskpact.errors import TaskCancelled, TaskFailed, WaitTimeout

from .lifecycles import Lifecycle, State
from .streams import AsyncEventStream, EventStream

Record = TypeVar("Record")
Data = TypeVar("Data")
Result = TypeVar("Result")
Progress = Callable[[Record], object]

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 5.0
GROWTH = 1.5
"""Seconds between two looks: the first, the most, and the factor from one to the next."""


@frozen
class Tracked(Generic[Record, Result]):
    """What an API says about the end of its work.

    Attributes:
        lifecycle: the table of its states.
        result: what a record that succeeded holds.
        problem: the vendor's code and message in a record that did not.
    """

    lifecycle: Lifecycle
    result: Callable[[Record], Result]
    problem: Callable[[Record], tuple[str | None, str | None]]

    def outcome(self, record: Record) -> Result:
        """The result of a final record; raises TaskFailed or TaskCancelled if there is none."""
        state = self.lifecycle.state_of(record)
        if state is State.SUCCEEDED:
            return self.result(record)
        code, message = self.problem(record)
        name = f"{self.lifecycle.resource} {self.lifecycle.id_of(record)}"
        if state is State.CANCELLED:
            raise TaskCancelled(
                f"{name} was cancelled: {message or 'no reason given'}", record=record
            )
        what = ": ".join(part for part in (code, message) if part) or "no reason given"
        raise TaskFailed(f"{name} failed: {what}", code=code, record=record)


def looks(
    lifecycle: Lifecycle,
    name: str,
    record: Record | None,
    timeout: float | None,
    on_progress: Progress[Record] | None,
) -> Generator[float, tuple[Record, float], Record]:
    """Decide when to look again; the generator's result is the final record.

    Yields the seconds to pause before each look; takes what it showed, and the seconds since the
    start. Raises WaitTimeout when `timeout` seconds are over and the work is not.
    """
    pause, elapsed = FIRST_PAUSE, 0.0
    if record is None:
        record, elapsed = yield 0.0
        _tell(on_progress, record)
    while not lifecycle.is_final(record):
        left = None if timeout is None else timeout - elapsed
        if left is not None and left <= 0:
            raise WaitTimeout(
                f"{name} is still {lifecycle.status_of(record)} after {timeout:g} s: it goes on, so"
                " wait again, raise `timeout`, or cancel it",
                record,
            )
        seen = record
        record, elapsed = yield pause if left is None else min(pause, left)
        pause = min(pause * GROWTH, LONGEST_PAUSE)
        if record != seen:
            _tell(on_progress, record)
    return record


class _Handle(Generic[Record, Result]):
    """What both handles know."""

    def __init__(
        self, tracked: Tracked[Record, Result], work_id: str, record: Record | None
    ) -> None:
        self._tracked = tracked
        self.id = work_id
        self.record = record

    @property
    def status(self) -> str | None:
        """The vendor's word for the state last seen; None before the first look."""
        return None if self.record is None else self._tracked.lifecycle.status_of(self.record)

    @property
    def state(self) -> State:
        """The unified state last seen; UNKNOWN before the first look."""
        if self.record is None:
            return State.UNKNOWN
        return self._tracked.lifecycle.state_of(self.record)

    @property
    def done(self) -> bool:
        """Whether the record last seen is final."""
        return self.record is not None and self._tracked.lifecycle.is_final(self.record)

    def __repr__(self) -> str:
        """Kind, id and state."""
        return f"<{type(self).__name__} {self._name()} {self.status or 'not seen yet'}>"

    def _name(self) -> str:
        return f"{self._tracked.lifecycle.resource} {self.id}"

    def _looks(
        self, timeout: float | None, on_progress: Progress[Record] | None
    ) -> Generator[float, tuple[Record, float], Record]:
        return looks(self._tracked.lifecycle, self._name(), self.record, timeout, on_progress)


class Handle(_Handle[Record, Result], Generic[Record, Data, Result]):
    """A piece of work that can be followed.

    Attributes:
        id: its id.
        record: the record last seen, None before the first look.
    """

    def __init__(
        self,
        tracked: Tracked[Record, Result],
        work_id: str,
        record: Record | None,
        *,
        read: Callable[[str], Record],
        stream: Callable[[str], EventStream[Data]],
        cancel: Callable[[str], Record],
    ) -> None:
        super().__init__(tracked, work_id, record)
        self._read, self._open, self._cancel = read, stream, cancel

    def refresh(self) -> Record:
        """Read the record now, and keep it."""
        self.record = self._read(self.id)
        return self.record

    def wait(
        self, *, timeout: float | None = 600.0, on_progress: Progress[Record] | None = None
    ) -> Record:
        """Wait for the end, however it ends, and return the final record.

        Args:
            timeout: seconds to wait at most; None waits for ever.
            on_progress: called with each record that differs from the one before.

        Raises:
            WaitTimeout: the time is over; the work goes on.
        """
        began, steps = monotonic(), self._looks(timeout, on_progress)
        try:
            pause = next(steps)
            while True:
                time.sleep(pause)
                pause = steps.send((self.refresh(), monotonic() - began))
        except StopIteration as end:
            final: Record = end.value
            return final

    def result(
        self, *, timeout: float | None = 600.0, on_progress: Progress[Record] | None = None
    ) -> Result:
        """Wait for the end and return what was made.

        Raises:
            TaskFailed: it ended without success.
            TaskCancelled: it was cancelled.
            WaitTimeout: the time is over; the work goes on.
        """
        return self._tracked.outcome(self.wait(timeout=timeout, on_progress=on_progress))

    def stream(self) -> EventStream[Data]:
        """Follow it event by event."""
        return self._open(self.id)

    def cancel(self) -> Record:
        """Ask for its end; raises Conflict if its state does not allow that."""
        self.record = self._cancel(self.id)
        return self.record


class AsyncHandle(_Handle[Record, Result], Generic[Record, Data, Result]):
    """The same for asyncio."""

    def __init__(
        self,
        tracked: Tracked[Record, Result],
        work_id: str,
        record: Record | None,
        *,
        read: Callable[[str], Awaitable[Record]],
        stream: Callable[[str], AsyncEventStream[Data]],
        cancel: Callable[[str], Awaitable[Record]],
    ) -> None:
        super().__init__(tracked, work_id, record)
        self._read, self._open, self._cancel = read, stream, cancel

    async def refresh(self) -> Record:
        """Read the record now, and keep it."""
        self.record = await self._read(self.id)
        return self.record

    async def wait(
        self,
        *,
        timeout: float | None = 600.0,  # noqa: ASYNC109 # one vocabulary in both styles
        on_progress: Progress[Record] | None = None,
    ) -> Record:
        """Wait for the end, however it ends; see Handle.wait."""
        from asyncio import sleep

        began, steps = monotonic(), self._looks(timeout, on_progress)
        try:
            pause = next(steps)
            while True:
                await sleep(pause)
                pause = steps.send((await self.refresh(), monotonic() - began))
        except StopIteration as end:
            final: Record = end.value
            return final

    async def result(
        self,
        *,
        timeout: float | None = 600.0,  # noqa: ASYNC109 # one vocabulary in both styles
        on_progress: Progress[Record] | None = None,
    ) -> Result:
        """Wait for the end and return what was made; see Handle.result."""
        return self._tracked.outcome(await self.wait(timeout=timeout, on_progress=on_progress))

    def stream(self) -> AsyncEventStream[Data]:
        """Follow it event by event."""
        return self._open(self.id)

    async def cancel(self) -> Record:
        """Ask for its end; raises Conflict if its state does not allow that."""
        self.record = await self._cancel(self.id)
        return self.record


def _tell(on_progress: Callable[[Any], object] | None, record: Any) -> None:
    if on_progress is not None:
        on_progress(record)
