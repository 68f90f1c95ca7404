"""What a handle on work knows and shows, in both styles. No I/O here."""

from datetime import datetime
from time import monotonic
from typing import Any, Generic, Self, TypeVar

from taskpact.errors import ConfigurationError

from .lifecycles import State
from .streams import Event
from .tokens import Id, Place, read, write
from .tracking import LAST_LOOKS, Looks, Progress, Times, Tracked, looks

Record = TypeVar("Record")
Data = TypeVar("Data")
Result = TypeVar("Result")


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

    @classmethod
    def _resumed(cls, tracked: Tracked[Record, Result], client: Any, token: str) -> Self:
        """A handle that goes on where the one with this token was."""
        return cls(tracked, client, read(tracked.api, token))

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

    def _opened(self, began: float, deadline: float | None) -> Any:
        """The stream of the work, None if the API has none or there is nothing to stream.

        It ends before the deadline, in time for a look at the record.
        """
        if self._tracked.streams is None or self._settled():
            return None
        end = None if deadline is None else began + deadline - min(LAST_LOOKS, deadline / 10)
        client = self._client._until(end)
        after = {"last_event_id": self._after} if self._after else {}
        return self._operation(client, self._tracked.streams)(**after)

    def _passed(self, event: Event[Data]) -> Event[Data]:
        """An event of the stream, which is where a resumed handle goes on."""
        self._after = event.id or self._after
        return event
