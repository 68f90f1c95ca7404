"""Handles on work, in both styles: the same for every API, and resumable in another process.

A handle streams where the API has a stream, and reads the record in growing intervals where it has
none or the stream does not come through. Either way the final record comes last.
"""

import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing, closing
from datetime import datetime
from time import monotonic
from typing import Any, Generic, TypeVar

from taskpact.errors import CallFailed, ConfigurationError

from .lifecycles import State
from .streams import AsyncEventStream, Event, EventStream
from .tokens import Id, Place, write
from .tracking import Looks, Progress, Times, Tracked, looks

Record = TypeVar("Record")
Data = TypeVar("Data")
Result = TypeVar("Result")
OnProgress = Callable[[Record], object]

PATIENCE = 600.0
"""Seconds to follow work at most, if `deadline` does not say otherwise."""


class BaseHandle(Generic[Record, Result]):
    """What both handles know.

    Attributes:
        id: the id of the work.
        record: the record last seen, None before the first look.
    """

    def __init__(
        self,
        tracked: Tracked[Record, Result],
        client: Any,
        place: Place,
        record: Record | None = None,
    ) -> None:
        """Follow the work at `place` with `client`."""
        self.record = record
        self._tracked, self._client = tracked, client
        self._ids, self._after = place

    @property
    def id(self) -> Id:
        """The id of the work."""
        return self._ids[-1]

    @property
    def status(self) -> str | None:
        """The vendor's word for the state last seen; None before the first look."""
        return None if self.record is None else self._tracked.lifecycle.status_of(self.record)

    @property
    def state(self) -> State:
        """The unified state last seen; UNKNOWN before the first look, and for new words."""
        if self.record is None:
            return State.UNKNOWN
        return self._tracked.lifecycle.state_of(self.record)

    @property
    def done(self) -> bool:
        """Whether the record last seen is final."""
        return self.record is not None and self._tracked.lifecycle.is_final(self.record)

    @property
    def needs_input(self) -> bool:
        """Whether the work, when last seen, waited for somebody to answer it."""
        return self.state is State.WAITING

    @property
    def created_at(self) -> datetime | None:
        """When the work was created, with a time zone; None if that is not known."""
        return self._times().created

    @property
    def started_at(self) -> datetime | None:
        """When the work began, with a time zone; None if that is not known."""
        return self._times().started

    @property
    def ended_at(self) -> datetime | None:
        """When the work ended, with a time zone; None if that is not known."""
        return self._times().ended

    @property
    def progress(self) -> Progress:
        """How far the work got, when last seen."""
        return Progress() if self.record is None else self._tracked.progress(self.record)

    @property
    def token(self) -> str:
        """A small JSON text from which `client.resume(token)` goes on, in any process or style.

        It names the API, the ids and the latest event seen; no credentials and no address.
        """
        return write(self._tracked.api, Place(self._ids, self._after))

    def __repr__(self) -> str:
        """Kind, id and state."""
        return f"<{type(self).__name__} {self._name()} {self.status or 'not seen yet'}>"

    def _name(self) -> str:
        return f"{self._tracked.lifecycle.resource} {self.id}"

    def _times(self) -> Times:
        return Times() if self.record is None else self._tracked.times(self.record)

    def _settled(self) -> bool:
        return self.record is not None and self._tracked.settled(self.record)

    def _looks(self, deadline: float | None, *, at_once: bool = False) -> Looks[Record]:
        return looks(self._tracked, self._name(), self.record, deadline, at_once=at_once)

    def _bounded(self, deadline: float | None) -> tuple[Any, float]:
        """A client that stops at the deadline, and the beginning of the time until then."""
        began = monotonic()
        return self._client._until(None if deadline is None else began + deadline), began

    def _operation(self, client: Any, name: str) -> Any:
        """An operation as a function without arguments."""
        return lambda **more: getattr(client, name)(*self._ids, **more)

    def _canceller(self) -> Any:
        if self._tracked.cancels is None:
            raise ConfigurationError(f"{self._tracked.api} has no operation that cancels work")
        return self._operation(self._client, self._tracked.cancels)

    def _opened(self, client: Any) -> Any:
        """The stream of the work, None if the API has none or there is nothing to stream."""
        if self._tracked.streams is None or self._settled():
            return None
        after = {"last_event_id": self._after} if self._after else {}
        return self._operation(client, self._tracked.streams)(**after)

    def _passed(self, event: Event[Data]) -> Event[Data]:
        """An event of the stream, which is where a resumed handle goes on."""
        self._after = event.id or self._after
        return event


class Handle(BaseHandle[Record, Result], Generic[Record, Data, Result]):
    """A piece of work that can be followed."""

    def refresh(self) -> Record:
        """Read the record now, and keep it."""
        self.record = record = self._read(self._client)
        return record

    def wait(
        self,
        *,
        deadline: float | None = PATIENCE,
        on_progress: OnProgress[Record] | None = None,
        timeout: float | None = None,
    ) -> Record:
        """Wait for the end, however it ends, and return the final record.

        Work that needs input ends the wait, too: see `needs_input`.

        Args:
            deadline: seconds to wait at most, retries included; None waits for ever.
            on_progress: called with each record that differs from the one before.
            timeout: an older name of `deadline`.

        Raises:
            WaitTimeout: the time is over; the work goes on.
            CallFailed: the work cannot be read.
        """
        told: Record | None = None
        deadline = deadline if timeout is None else timeout
        client, began = self._bounded(deadline)
        with closing(self._followed(client, began, deadline)) as events:
            for event in events:
                if on_progress is not None:
                    if event.data is not self.record:
                        self._look(client)
                    if self.record is not None and self.record != told:
                        told = self.record
                        on_progress(told)
        assert self.record is not None
        return self.record

    def result(
        self,
        *,
        deadline: float | None = PATIENCE,
        on_progress: OnProgress[Record] | None = None,
        timeout: float | None = None,
    ) -> Result:
        """Wait for the end and return what was made; takes what `wait` takes.

        Raises:
            TaskFailed: it ended without success.
            TaskCancelled: it was cancelled.
            InputNeeded: it waits for an answer.
            WaitTimeout: the time is over; the work goes on.
            CallFailed: the work cannot be read.
        """
        record = self.wait(deadline=deadline, on_progress=on_progress, timeout=timeout)
        return self._tracked.outcome(self._name(), record)

    def stream(self, *, deadline: float | None = PATIENCE) -> EventStream[Data | Record]:
        """Follow it event by event; the last event always holds the final record.

        Where the API has no stream, each record that differs from the one before is an event.

        Args:
            deadline: seconds to follow it at most; None for no limit.

        Raises:
            WaitTimeout: while iterating: the time is over; the work goes on.
            CallFailed: while iterating: the work cannot be read.
        """
        return EventStream(self._followed(*self._bounded(deadline), deadline))

    def cancel(self) -> Record:
        """Ask for its end, and read what came of it.

        Raises Conflict or BadRequest if its state does not allow that, and ConfigurationError if
        the API has no such operation.
        """
        self._canceller()()
        return self.refresh()

    def _followed(
        self, client: Any, began: float, deadline: float | None
    ) -> Generator[Event[Data | Record], None, None]:
        try:
            if (stream := self._opened(client)) is not None:
                with stream as events:
                    for event in events:
                        yield self._passed(event)
        except CallFailed:  # reading the record tells what is wrong, if anything is
            pass
        steps, told = self._looks(deadline, at_once=self._tracked.streams is not None), None
        try:
            pause = next(steps)
            while True:
                time.sleep(pause)
                found = self._look(client)
                if found is self.record and found != told:
                    told = self.record
                    yield Event("", "record", told)
                pause = steps.send((found, monotonic() - began))
        except StopIteration as end:
            if told is None:
                yield Event("", "record", end.value)

    def _look(self, client: Any) -> Record | CallFailed:
        """The record, kept; or why it could not be read."""
        try:
            self.record = record = self._read(client)
        except CallFailed as error:
            return error
        return record

    def _read(self, client: Any) -> Record:
        record: Record = self._operation(client, self._tracked.reads)()
        return record


class AsyncHandle(BaseHandle[Record, Result], Generic[Record, Data, Result]):
    """The same for asyncio."""

    async def refresh(self) -> Record:
        """Read the record now, and keep it."""
        self.record = record = await self._read(self._client)
        return record

    async def wait(
        self,
        *,
        deadline: float | None = PATIENCE,
        on_progress: OnProgress[Record] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 # one vocabulary in both styles
    ) -> Record:
        """Wait for the end, however it ends; see Handle.wait."""
        told: Record | None = None
        deadline = deadline if timeout is None else timeout
        client, began = self._bounded(deadline)
        async with aclosing(self._followed(client, began, deadline)) as events:
            async for event in events:
                if on_progress is not None:
                    if event.data is not self.record:
                        await self._look(client)
                    if self.record is not None and self.record != told:
                        told = self.record
                        on_progress(told)
        assert self.record is not None
        return self.record

    async def result(
        self,
        *,
        deadline: float | None = PATIENCE,
        on_progress: OnProgress[Record] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 # one vocabulary in both styles
    ) -> Result:
        """Wait for the end and return what was made; see Handle.result."""
        record = await self.wait(deadline=deadline, on_progress=on_progress, timeout=timeout)
        return self._tracked.outcome(self._name(), record)

    def stream(self, *, deadline: float | None = PATIENCE) -> AsyncEventStream[Data | Record]:
        """Follow it event by event; see Handle.stream."""
        return AsyncEventStream(self._followed(*self._bounded(deadline), deadline))

    async def cancel(self) -> Record:
        """Ask for its end, and read what came of it; see Handle.cancel."""
        await self._canceller()()
        return await self.refresh()

    async def _followed(
        self, client: Any, began: float, deadline: float | None
    ) -> AsyncGenerator[Event[Data | Record], None]:
        from asyncio import sleep

        try:
            if (stream := self._opened(client)) is not None:
                async with stream as events:
                    async for event in events:
                        yield self._passed(event)
        except CallFailed:  # reading the record tells what is wrong, if anything is
            pass
        steps, told = self._looks(deadline, at_once=self._tracked.streams is not None), None
        try:
            pause = next(steps)
            while True:
                await sleep(pause)
                found = await self._look(client)
                if found is self.record and found != told:
                    told = self.record
                    yield Event("", "record", told)
                pause = steps.send((found, monotonic() - began))
        except StopIteration as end:
            if told is None:
                yield Event("", "record", end.value)

    async def _look(self, client: Any) -> Record | CallFailed:
        """The record, kept; or why it could not be read."""
        try:
            self.record = record = await self._read(client)
        except CallFailed as error:
            return error
        return record

    async def _read(self, client: Any) -> Record:
        record: Record = await self._operation(client, self._tracked.reads)()
        return record
