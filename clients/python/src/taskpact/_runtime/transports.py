"""The fast transports of the extra `taskpact[fast]`: httpx on top, pyreqwest below.

They carry several times as many requests as httpx's own at high concurrency. pyreqwest comes with
an adapter for httpx, but that one follows redirects, holds events back in a buffer, and calls a
lost answer a failure to connect, after which a write would be sent again; so this is another.

The time-out of reading bounds the whole of an answer, and no part of an event stream.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import httpx

from taskpact.errors import ConfigurationError

EVENTS = "text/event-stream"


def fast_transport() -> httpx.BaseTransport:
    """A transport for a blocking client: `AgentsV2(transport=fast_transport(), ...)`.

    Raises ConfigurationError if the extra is not installed.
    """
    return _Fast(_builder("SyncClientBuilder"))


def async_fast_transport() -> httpx.AsyncBaseTransport:
    """A transport for an asyncio client; see fast_transport."""
    return _AsyncFast(_builder("ClientBuilder"))


def _builder(name: str) -> Any:
    try:
        return getattr(import_module("pyreqwest.client"), name)()
    except ImportError:
        raise ConfigurationError("the fast transport is an extra: install taskpact[fast]") from None


class _Fast(httpx.BaseTransport):
    def __init__(self, builder: Any) -> None:
        self._client = builder.follow_redirects(False).build()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        opened = _prepared(self._client, request)
        try:
            return _answer(inner := opened.__enter__(), _Body(opened, inner, request))
        except Exception as error:
            raise _translated(error, request) from error

    def close(self) -> None:
        self._client.close()


class _AsyncFast(httpx.AsyncBaseTransport):
    def __init__(self, builder: Any) -> None:
        self._client = builder.follow_redirects(False).build()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        opened = _prepared(self._client, request)
        try:
            return _answer(inner := await opened.__aenter__(), _AsyncBody(opened, inner, request))
        except Exception as error:
            raise _translated(error, request) from error

    async def aclose(self) -> None:
        await self._client.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, opened: Any, inner: Any, request: httpx.Request) -> None:
        self._opened, self._reader, self._request = opened, inner.body_reader, request

    def __iter__(self) -> Iterator[bytes]:
        try:
            while (part := self._reader.read_chunk()) is not None:
                yield bytes(part)
        except Exception as error:
            raise _translated(error, self._request) from error

    def close(self) -> None:
        self._opened.__exit__(None, None, None)


class _AsyncBody(httpx.AsyncByteStream):
    def __init__(self, opened: Any, inner: Any, request: httpx.Request) -> None:
        self._opened, self._reader, self._request = opened, inner.body_reader, request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            while (part := await self._reader.read_chunk()) is not None:
                yield bytes(part)
        except Exception as error:
            raise _translated(error, self._request) from error

    async def aclose(self) -> None:
        await self._opened.__aexit__(None, None, None)


def _prepared(client: Any, request: httpx.Request) -> Any:
    """What opens the answer to a request."""
    builder = client.request(request.method, str(request.url))
    builder = builder.headers(request.headers.multi_items()).body_bytes(request.content)
    limit = request.extensions.get("timeout", {}).get("read")
    if limit is not None and request.headers.get("accept") != EVENTS:
        builder = builder.timeout(timedelta(seconds=limit))
    return builder.streamed_read_buffer_limit(0).build_streamed()


def _answer(
    inner: Any, stream: httpx.SyncByteStream | httpx.AsyncByteStream
) -> httpx.Response:
    return httpx.Response(inner.status, headers=list(inner.headers.items()), stream=stream)


def _translated(error: Exception, request: httpx.Request) -> Exception:
    """httpx's error for one of pyreqwest; none of them says for certain that nothing was sent."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "TimeoutError" in kinds or any(name.endswith("TimeoutError") for name in kinds):
        return httpx.ReadTimeout(str(error), request=request)
    if type(error).__module__.startswith("pyreqwest"):
        return httpx.ReadError(str(error), request=request)
    return error
