"""The two clients that generated facades derive from: made here, sending in drivers of their own.

Everything that a client needs only at work is imported when one is made or first used.
"""

from __future__ import annotations

from .settings import BaseClient, limits, plain_headers

TYPE_CHECKING = False  # as type checkers know it; `typing` is half of what an import costs
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType
    from typing import Any, Self, TypeVar

    import httpx

    from .answers import Answers
    from .credentials import AsyncRenewing, Credentials, Renewing
    from .observing import Hook
    from .requests import Request
    from .streams import AsyncEventStream, EventStream

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
        timeout: float | httpx.Timeout | None = 60.0,
        max_retries: int = 2,
        deadline: float | None = None,
        headers: Mapping[str, str] | None = None,
        hooks: Sequence[Hook] = (),
        transport: httpx.BaseTransport | httpx.Client | None = None,
    ) -> None:
        import httpx

        super().__init__(base_url, credentials, max_retries, deadline, headers or {}, hooks)
        if isinstance(transport, httpx.Client):
            self._http, self._always = transport, plain_headers()
        else:
            self._http = httpx.Client(
                timeout=limits(timeout), transport=transport, headers=self._own_headers()
            )
            self._owned = True

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
        from .blocking import call

        return call(self, request, answers)

    def _stream(self, request: Request, decode: Callable[[Any], T]) -> EventStream[T]:
        from .blocking import stream

        return stream(self, request, decode)


class AsyncClient(BaseClient):
    """The same for asyncio: `async with`, or `await client.aclose()`.

    It belongs to the event loop of its first call; in another one it raises ConfigurationError.
    """

    def __init__(
        self,
        *,
        base_url: str | None = None,
        credentials: Credentials | AsyncRenewing | None = None,
        timeout: float | httpx.Timeout | None = 60.0,
        max_retries: int = 2,
        deadline: float | None = None,
        headers: Mapping[str, str] | None = None,
        hooks: Sequence[Hook] = (),
        transport: httpx.AsyncBaseTransport | httpx.AsyncClient | None = None,
    ) -> None:
        import httpx

        super().__init__(base_url, credentials, max_retries, deadline, headers or {}, hooks)
        if isinstance(transport, httpx.AsyncClient):
            self._http, self._always = transport, plain_headers()
        else:
            self._http = httpx.AsyncClient(
                timeout=limits(timeout), transport=transport, headers=self._own_headers()
            )
            self._owned = True

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
        from .concurrent import call

        return await call(self, request, answers)

    def _stream(self, request: Request, decode: Callable[[Any], T]) -> AsyncEventStream[T]:
        from .concurrent import stream

        return stream(self, request, decode)
