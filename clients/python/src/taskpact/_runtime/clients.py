"""The two drivers: they hold the connections, send requests, pause, and hand the answers on.

Generated facades derive from one of them; they are the only place that talks to httpx. What is
sent again, when, and from where a stream goes on is decided in `calls` and `resuming`.
"""

import time
from collections.abc import AsyncGenerator, Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager, aclosing, closing, nullcontext
from inspect import isawaitable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from taskpact.errors import CallFailed

from .answers import Answers, read, status_error
from .calls import Call, Options
from .credentials import AsyncRenewing, Credentials, Renewing
from .exchanges import Exchange
from .observing import Hook
from .requests import Request
from .resuming import Resumption
from .settings import BaseClient, checked_headers, limits
from .streams import AsyncEventStream, Event, EventStream, event, without_mark

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")


class SyncClient(BaseClient):
    """A client that blocks; use it as a context manager or call `close()`.

    It may be shared between threads. After a fork it raises ConfigurationError.

    Args:
        base_url: address of the server, also `http://host/_mock/worlds/NAME`; without it
            the environment variable `TASKPACT_<API>_BASE_URL` is read.
        credentials: who is calling, or a function that says so before each attempt; without them
            the environment variables are read that `Security.from_environment` lists.
        timeout: seconds for each step of an attempt (connecting: 5 at most), an httpx.Timeout, or
            None for no limit.
        max_retries: how many more attempts a call may have after the first, where repeating it
            is safe.
        deadline: seconds for one call with all its attempts and pauses; None for no limit.
        headers: sent with every request.
        hooks: called around each attempt.
        transport: an httpx transport, or a whole httpx.Client of yours, which keeps its own
            timeouts and stays open.
    """

    def __init__(
        self,
        *,
        base_url: str | None = None,
        credentials: Credentials | Renewing | None = None,
        timeout: "float | httpx.Timeout | None" = 60.0,
        max_retries: int = 2,
        deadline: float | None = None,
        headers: Mapping[str, str] | None = None,
        hooks: Sequence[Hook] = (),
        transport: "httpx.BaseTransport | httpx.Client | None" = None,
    ) -> None:
        import httpx

        options = Options(
            max_retries=max_retries, headers=checked_headers(headers or {}), deadline=deadline
        )
        super().__init__(base_url, credentials, options, hooks)
        self._owned = not isinstance(transport, httpx.Client)
        self._http = (
            transport
            if isinstance(transport, httpx.Client)
            else httpx.Client(timeout=limits(timeout), transport=transport)
        )

    def close(self) -> None:
        """Close the connections, unless they belong to another client or to you."""
        if self._owned:
            self._http.close()

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

    def _call(self, request: Request, answers: Answers[T]) -> T:
        self._home.check()
        call = Call(request, self._options)
        while True:
            try:
                with Exchange(self._hooks, call, self.base_url) as exchange:
                    exchange.prepared = prepared = self._http.build_request(
                        **self._request(call, exchange, streams=False)
                    )
                    response = self._http.send(prepared, stream=True, follow_redirects=False)
                    try:
                        exchange.answered(response)
                        with _watched(response, call):
                            response.read()
                    finally:
                        response.close()
                    return read(call.request, exchange.url, answers, response)
            except CallFailed as error:
                time.sleep(call.pause(error, renewable=self._renew is not None))

    def _stream(self, request: Request, decode: Callable[[Any], T]) -> EventStream[T]:
        return EventStream(self._events(request, decode))

    def _events(
        self, request: Request, decode: Callable[[Any], T]
    ) -> Generator[Event[T], None, None]:
        self._home.check()
        call = Call(request, self._options)
        course = Resumption[T](call, self._is_last)
        while True:
            try:
                with closing(self._connection(course, decode)) as events:
                    for found in filter(course.accepts, events):
                        yield found
                        if course.over:
                            return
                pause = course.ended()
            except CallFailed as error:
                pause = course.broken(error, renewable=self._renew is not None)
            if pause is None:
                return
            time.sleep(pause)

    def _connection(
        self, course: Resumption[T], decode: Callable[[Any], T]
    ) -> Generator[Event[T], None, None]:
        """The events of one connection."""
        from httpx_sse import EventSource

        call = course.connect()
        with Exchange(self._hooks, call, self.base_url) as exchange:
            exchange.prepared = prepared = self._http.build_request(
                **self._request(call, exchange, streams=True)
            )
            response = self._http.send(prepared, stream=True, follow_redirects=False)
            try:
                exchange.answered(response)
                with _watched(response, call):
                    if not response.is_success:
                        response.read()
                        raise status_error(call.request, exchange.url, response)
                    for frame in EventSource(without_mark(response)).iter_sse():
                        call.left()
                        if (found := event(call.request.operation, decode, frame)) is not None:
                            yield found
            finally:
                response.close()

    def _request(self, call: Call, exchange: Exchange, *, streams: bool) -> dict[str, Any]:
        identity = self._identity
        if self._renew is not None:
            identity = self._security.headers(self._renew())  # type: ignore[arg-type]
        return self._prepared(call, exchange.attempt, identity, self._http.timeout, streams=streams)


class AsyncClient(BaseClient):
    """The same for asyncio: `async with`, or `await client.aclose()`.

    It belongs to the event loop of its first call; in another one it raises ConfigurationError.
    """

    def __init__(
        self,
        *,
        base_url: str | None = None,
        credentials: Credentials | AsyncRenewing | None = None,
        timeout: "float | httpx.Timeout | None" = 60.0,
        max_retries: int = 2,
        deadline: float | None = None,
        headers: Mapping[str, str] | None = None,
        hooks: Sequence[Hook] = (),
        transport: "httpx.AsyncBaseTransport | httpx.AsyncClient | None" = None,
    ) -> None:
        import httpx

        options = Options(
            max_retries=max_retries, headers=checked_headers(headers or {}), deadline=deadline
        )
        super().__init__(base_url, credentials, options, hooks)
        self._owned = not isinstance(transport, httpx.AsyncClient)
        self._http = (
            transport
            if isinstance(transport, httpx.AsyncClient)
            else httpx.AsyncClient(timeout=limits(timeout), transport=transport)
        )

    async def aclose(self) -> None:
        """Close the connections, unless they belong to another client or to you."""
        if self._owned:
            await self._http.aclose()

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

    async def _call(self, request: Request, answers: Answers[T]) -> T:
        from asyncio import get_running_loop, sleep, timeout

        self._home.check(get_running_loop())
        call = Call(request, self._options)
        while True:
            try:
                with Exchange(self._hooks, call, self.base_url) as exchange:
                    exchange.prepared = prepared = self._http.build_request(
                        **await self._request(call, exchange, streams=False)
                    )
                    async with timeout(call.left()):
                        response = await self._http.send(prepared, follow_redirects=False)
                    exchange.answered(response)
                    return read(call.request, exchange.url, answers, response)
            except CallFailed as error:
                await sleep(call.pause(error, renewable=self._renew is not None))

    def _stream(self, request: Request, decode: Callable[[Any], T]) -> AsyncEventStream[T]:
        return AsyncEventStream(self._events(request, decode))

    async def _events(
        self, request: Request, decode: Callable[[Any], T]
    ) -> AsyncGenerator[Event[T], None]:
        from asyncio import get_running_loop, sleep

        self._home.check(get_running_loop())
        call = Call(request, self._options)
        course = Resumption[T](call, self._is_last)
        while True:
            try:
                async with aclosing(self._connection(course, decode)) as events:
                    async for found in events:
                        if course.accepts(found):
                            yield found
                            if course.over:
                                return
                pause = course.ended()
            except CallFailed as error:
                pause = course.broken(error, renewable=self._renew is not None)
            if pause is None:
                return
            await sleep(pause)

    async def _connection(
        self, course: Resumption[T], decode: Callable[[Any], T]
    ) -> AsyncGenerator[Event[T], None]:
        """The events of one connection."""
        from asyncio import timeout

        from httpx_sse import EventSource

        call = course.connect()
        with Exchange(self._hooks, call, self.base_url) as exchange:
            exchange.prepared = prepared = self._http.build_request(
                **await self._request(call, exchange, streams=True)
            )
            async with timeout(call.left()):
                response = await self._http.send(prepared, stream=True, follow_redirects=False)
            try:
                exchange.answered(response)
                if not response.is_success:
                    await response.aread()
                    raise status_error(call.request, exchange.url, response)
                frames = EventSource(without_mark(response)).aiter_sse()
                while True:
                    async with timeout(call.left()):
                        frame = await anext(frames, None)
                    if frame is None:
                        break
                    if (found := event(call.request.operation, decode, frame)) is not None:
                        yield found
            finally:
                await response.aclose()

    async def _request(self, call: Call, exchange: Exchange, *, streams: bool) -> dict[str, Any]:
        identity = self._identity
        if self._renew is not None:
            given = self._renew()
            identity = self._security.headers(await given if isawaitable(given) else given)
        return self._prepared(call, exchange.attempt, identity, self._http.timeout, streams=streams)


def _watched(response: "httpx.Response", call: Call) -> AbstractContextManager[object]:
    """Bounds the reading of a response, if there is a deadline."""
    left = call.left()
    if left is None:
        return nullcontext()
    from .watching import Watchdog

    return Watchdog(response, left)
