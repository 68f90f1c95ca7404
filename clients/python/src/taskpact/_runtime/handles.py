"""Handles on work, in both styles: the same for every API, and resumable in another process.

A handle streams where the API has a stream, and reads the record in growing intervals where it has
none or the stream does not come through. Either way the final record comes last.
"""

import time
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import aclosing, closing
from time import monotonic
from typing import Any, Generic, TypeVar

from taskpact.errors import CallFailed

from .defaults import PATIENCE
from .following import BaseHandle
from .streams import AsyncEventStream, Event, EventStream

Record = TypeVar("Record")
Data = TypeVar("Data")
Result = TypeVar("Result")
OnProgress = Callable[[Record], object]


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
    ) -> Record:
        """Wait for the end, however it ends, and return the final record.

        Work that needs input ends the wait, too: see `needs_input`.

        Args:
            deadline: seconds to wait at most, retries included; None waits for ever.
            on_progress: called with each record that differs from the one before.

        Raises:
            WaitTimeout: the time is over; the work goes on.
            CallFailed: the work cannot be read.
        """
        told: Record | None = None
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
    ) -> Result:
        """Wait for the end and return what was made; takes what `wait` takes.

        Raises:
            TaskFailed: it ended without success.
            TaskCancelled: it was cancelled.
            InputNeeded: it waits for an answer.
            WaitTimeout: the time is over; the work goes on.
            CallFailed: the work cannot be read.
        """
        record = self.wait(deadline=deadline, on_progress=on_progress)
        return self._tracked.outcome(self._name(), record)

    def stream(self, *, deadline: float | None = PATIENCE) -> EventStream[Data | Record]:
        """Follow it event by event; the last event always holds the final record.

        Where the API has no stream, each record that differs from the one before is an event; so
        it is in the last tenth of the time, a second at most, in case the stream is broken.

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
            if (stream := self._opened(began, deadline)) is not None:
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
                if not isinstance(found, CallFailed) and found != told:
                    told = found
                    yield Event("", "record", found)
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
    ) -> Record:
        """Wait for the end, however it ends; see Handle.wait."""
        told: Record | None = None
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
    ) -> Result:
        """Wait for the end and return what was made; see Handle.result."""
        record = await self.wait(deadline=deadline, on_progress=on_progress)
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
            if (stream := self._opened(began, deadline)) is not None:
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
                if not isinstance(found, CallFailed) and found != told:
                    told = found
                    yield Event("", "record", found)
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
