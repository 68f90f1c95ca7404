"""Going on with an event stream behind a cut: from where, when, and what was seen. No I/O here.

A stream ends with an event that its API calls the last, or when a connection that ended in good
order brought nothing new: then there is nothing more to come. Anything else is a cut.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from attrs import evolve

from taskpact.errors import CallFailed, TimedOut

from .calls import Call, backoff
from .streams import Event

T = TypeVar("T")

REMEMBERED = 10_000
"""How many ids of events are kept to drop the ones that come again."""


class Resumption(Generic[T]):
    """The connections of one stream.

    Attributes:
        over: whether the last event was seen.
    """

    def __init__(self, call: Call, is_last: Callable[[T], bool]) -> None:
        """For a call that was not tried yet."""
        self.over = False
        self._call = call
        self._is_last = is_last
        self._seen: dict[str, None] = {}
        self._latest: Event[T] | None = None
        self._resumed = False
        self._any = self._news = False
        self._asked: float | None = None

    def connect(self) -> Call:
        """The call for the next connection, which asks for what comes behind the latest event."""
        self._resumed = self._latest is not None
        self._any = self._news = False
        if self._latest is not None and self._latest.id:
            request = self._call.request
            headers = {**request.headers, "last-event-id": self._latest.id}
            self._call.request = evolve(request, headers=headers)
        return self._call

    def accepts(self, event: Event[T]) -> bool:
        """Whether an event is new; keeps it in mind."""
        replayed = self._replayed(event)
        self._any = True
        self._asked = self._asked if event.retry is None else event.retry / 1000
        if replayed:
            return False
        self._news, self._resumed = True, False
        self._latest = event
        self._remember(event.id)
        self._call.progressed()
        self.over = self._is_last(event.data)
        return True

    def ended(self) -> float | None:
        """Seconds until the next connection, after one ended in good order; None for no more."""
        if not self._news or not self._call.retries:
            return None
        return backoff(1) if self._asked is None else self._asked

    def broken(self, error: CallFailed, *, renewable: bool = False) -> float:
        """Seconds until the next connection after a failure; raises it if there is none.

        A connection on which nothing came in time is not tried again: whatever stands between
        holds the events back.
        """
        if isinstance(error, TimedOut) and error.outcome == "unknown" and not self._any:
            raise error
        pause = self._call.pause(error, renewable=renewable)
        return pause if self._asked is None else self._call.bounded(self._asked, error)

    def _replayed(self, event: Event[T]) -> bool:
        """Whether an event was seen before: by its id, or as the one before the cut.

        Within a connection an event without an id of its own shows that of the one before.
        """
        latest = self._latest
        if latest is None:
            return False
        if self._resumed or event.id != latest.id:
            known = event.id in self._seen
            return known or (self._resumed and not event.id and event.data == latest.data)
        return bool(event.id) and event.data == latest.data

    def _remember(self, event_id: str) -> None:
        if event_id:
            self._seen[event_id] = None
            if len(self._seen) > REMEMBERED:
                del self._seen[next(iter(self._seen))]
