"""Server-sent events: frames into typed events, and the two iterators that hold a connection.

httpx-sse does the framing. Two of its habits are corrected here: it passes frames without data,
which the standard says to drop, and it loses the first event behind a byte order mark.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from attrs import frozen

from .answers import decoded

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    import httpx
    from httpx_sse import ServerSentEvent

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@frozen
class Event(Generic[T_co]):
    """One event of a stream.

    Attributes:
        id: the id to resume after; that of an earlier event where this one has none, or empty.
        name: the event's type, `message` where it has none.
        data: what it says, decoded.
        retry: milliseconds to wait before connecting again, where the server says so.
    """

    id: str
    name: str
    data: T_co
    retry: int | None = None


def event(operation: str, decode: Callable[[Any], T], frame: "ServerSentEvent") -> Event[T] | None:
    """The typed event of a frame, None for a frame without data."""
    if not frame.data:
        return None
    data = decoded(operation, decode, frame.data)
    return Event(frame.id, frame.event, data, frame.retry)


def without_mark(response: "httpx.Response") -> "httpx.Response":
    """The response, set to drop a byte order mark; event streams are always UTF-8."""
    response.encoding = "utf-8-sig"
    return response


class EventStream(Generic[T]):
    """Iterates over the events of one connection, opened with the first of them.

    Leave it with `close()` or as a context manager: the connection ends there.
    """

    def __init__(self, events: "Generator[Event[T], None, None]") -> None:
        self._events = events

    def __iter__(self) -> Iterator[Event[T]]:
        """Itself."""
        return self

    def __next__(self) -> Event[T]:
        """The next event, as soon as it is there."""
        return next(self._events)

    def close(self) -> None:
        """End the connection."""
        self._events.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()


class AsyncEventStream(Generic[T]):
    """The same for `async for`."""

    def __init__(self, events: "AsyncGenerator[Event[T], None]") -> None:
        self._events = events

    def __aiter__(self) -> AsyncIterator[Event[T]]:
        """Itself."""
        return self

    async def __anext__(self) -> Event[T]:
        """The next event, as soon as it is there."""
        return await anext(self._events)

    async def aclose(self) -> None:
        """End the connection."""
        await self._events.aclose()

    async def __aenter__(self) -> Self:
        """Itself."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        await self.aclose()
