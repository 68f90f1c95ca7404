"""The two drivers: they hold the connections, send requests and hand the answers on.

Generated facades derive from one of them; they are the only place that talks to httpx.
"""

import logging
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractContextManager
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from taskpact.errors import ConnectionFailed, StreamError, TimedOut

from .answers import Answers, read, status_error
from .credentials import Credentials
from .requests import Request
from .settings import BaseClient, limits
from .streams import AsyncEventStream, Event, EventStream, event, without_mark

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

logger = logging.getLogger("taskpact")


class SyncClient(BaseClient):
    """A client that blocks; use it as a context manager or call `close()`.

    Args:
        base_url: address of the server, also `http://host/_mock/worlds/NAME`; without it
            the environment variable `TASKPACT_<API>_BASE_URL` is read.
        credentials: who is calling; without them the environment variables are read that
            `Security.from_environment` lists.
        timeout: seconds for each step of a call (connecting: 5 at most), an httpx.Timeout, or
            None for no limit.
        transport: an httpx transport, or a whole httpx.Client of yours, which keeps its own
            timeouts and stays open.
    """

    def __init__(
        self,
        *,
        base_url: str | None = None,
        credentials: Credentials | None = None,
        timeout: "float | httpx.Timeout | None" = 60.0,
        transport: "httpx.BaseTransport | httpx.Client | None" = None,
    ) -> None:
        import httpx

        super().__init__(base_url, credentials)
        self._owned = not isinstance(transport, httpx.Client)
        self._http = (
            transport
            if isinstance(transport, httpx.Client)
            else httpx.Client(timeout=limits(timeout), transport=transport)
        )

    def close(self) -> None:
        """Close the connections, unless the httpx client is yours."""
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
        prepared = self._http.build_request(**self._prepared(request, "application/json"))
        with _Exchange(request, prepared) as exchange:
            response = self._http.send(prepared)
            exchange.answered(response)
        return read(request, str(prepared.url), answers, response)

    def _stream(self, request: Request, decode: Callable[[Any], T]) -> EventStream[T]:
        return EventStream(self._events(request, decode))

    def _events(
        self, request: Request, decode: Callable[[Any], T]
    ) -> Generator[Event[T], None, None]:
        from httpx_sse import EventSource

        prepared = self._http.build_request(**self._prepared(request, "text/event-stream"))
        with _Exchange(request, prepared) as exchange:
            response = self._http.send(prepared, stream=True)
            exchange.answered(response)
            try:
                if not response.is_success:
                    response.read()
                    raise status_error(request, str(prepared.url), response)
                for frame in EventSource(without_mark(response)).iter_sse():
                    if (found := event(request.operation, decode, frame)) is not None:
                        yield found
            finally:
                response.close()


class AsyncClient(BaseClient):
    """The same for asyncio: `async with`, or `await client.aclose()`."""

    def __init__(
        self,
        *,
        base_url: str | None = None,
        credentials: Credentials | None = None,
        timeout: "float | httpx.Timeout | None" = 60.0,
        transport: "httpx.AsyncBaseTransport | httpx.AsyncClient | None" = None,
    ) -> None:
        import httpx

        super().__init__(base_url, credentials)
        self._owned = not isinstance(transport, httpx.AsyncClient)
        self._http = (
            transport
            if isinstance(transport, httpx.AsyncClient)
            else httpx.AsyncClient(timeout=limits(timeout), transport=transport)
        )

    async def aclose(self) -> None:
        """Close the connections, unless the httpx client is yours."""
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
        prepared = self._http.build_request(**self._prepared(request, "application/json"))
        with _Exchange(request, prepared) as exchange:
            response = await self._http.send(prepared)
            exchange.answered(response)
        return read(request, str(prepared.url), answers, response)

    def _stream(self, request: Request, decode: Callable[[Any], T]) -> AsyncEventStream[T]:
        return AsyncEventStream(self._events(request, decode))

    async def _events(
        self, request: Request, decode: Callable[[Any], T]
    ) -> AsyncGenerator[Event[T], None]:
        from httpx_sse import EventSource

        prepared = self._http.build_request(**self._prepared(request, "text/event-stream"))
        with _Exchange(request, prepared) as exchange:
            response = await self._http.send(prepared, stream=True)
            exchange.answered(response)
            try:
                if not response.is_success:
                    await response.aread()
                    raise status_error(request, str(prepared.url), response)
                async for frame in EventSource(without_mark(response)).aiter_sse():
                    if (found := event(request.operation, decode, frame)) is not None:
                        yield found
            finally:
                await response.aclose()


class _Exchange(AbstractContextManager["_Exchange"]):
    """One log line a request, and our errors in place of httpx's."""

    def __init__(self, request: Request, prepared: "httpx.Request") -> None:
        self._request = request
        self._prepared = prepared
        self._began = monotonic()

    def answered(self, response: "httpx.Response") -> None:
        """Log the answer."""
        logger.debug(
            "%s: %s %s answered %d in %.1f ms",
            self._request.operation,
            self._request.method,
            self._prepared.url,
            response.status_code,
            (monotonic() - self._began) * 1000,
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Translate what httpx raises."""
        if error is None:
            return
        import httpx
        from httpx_sse import SSEError

        if not isinstance(error, httpx.RequestError):
            return
        what = f"{self._request.operation}: {str(error) or type(error).__name__}"
        where = f"({self._request.method} {self._prepared.url})"
        if isinstance(error, SSEError):
            raise StreamError(f"{what} {where}") from error
        if isinstance(error, httpx.TimeoutException):
            raise TimedOut(
                f"{what}: no answer in time, raise `timeout` or look at the server {where}"
            ) from error
        raise ConnectionFailed(
            f"{what}: is `base_url` right, and the server up? {where}"
        ) from error
