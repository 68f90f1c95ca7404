"""The fast transports of the extra `taskpact[fast]`: httpx on top, pyreqwest below.

They carry several times as many requests as httpx's own at high concurrency. pyreqwest comes with
an adapter for httpx, but that one follows redirects, holds events back in a buffer, and calls a
lost answer a failure to connect, after which a write would be sent again. So these send the calls
themselves, and leave event streams to httpx. The time-out of reading bounds the whole answer.
"""

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
    """What builds a client that leaves redirects and encodings to httpx."""
    try:
        builder = getattr(import_module("pyreqwest.client"), name)()
    except ImportError:
        raise ConfigurationError("the fast transport is an extra: install taskpact[fast]") from None
    builder = builder.follow_redirects(False)
    return builder.gzip(False).deflate(False).brotli(False).zstd(False)


class _Fast(httpx.BaseTransport):
    def __init__(self, builder: Any) -> None:
        self._client = builder.build()
        self._streams = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.headers.get("accept") == EVENTS:
            return self._streams.handle_request(request)
        try:
            answer = _prepared(self._client, request).send()
            return _answer(answer, answer.bytes())
        except Exception as error:
            raise _translated(error, request) from error

    def close(self) -> None:
        self._client.close()
        self._streams.close()


class _AsyncFast(httpx.AsyncBaseTransport):
    def __init__(self, builder: Any) -> None:
        self._client = builder.build()
        self._streams = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if request.headers.get("accept") == EVENTS:
            return await self._streams.handle_async_request(request)
        try:
            answer = await _prepared(self._client, request).send()
            return _answer(answer, await answer.bytes())
        except Exception as error:
            raise _translated(error, request) from error

    async def aclose(self) -> None:
        await self._client.close()
        await self._streams.aclose()


def _prepared(client: Any, request: httpx.Request) -> Any:
    """What sends a request; its time-out bounds the whole answer."""
    builder = client.request(request.method, str(request.url))
    builder = builder.headers(request.headers.multi_items()).body_bytes(request.read())
    limit = request.extensions.get("timeout", {}).get("read")
    if limit is not None:
        builder = builder.timeout(timedelta(seconds=limit))
    return builder.build()


def _answer(answer: Any, content: Any) -> httpx.Response:
    return httpx.Response(
        answer.status, headers=list(answer.headers.items()), content=bytes(content)
    )


def _translated(error: Exception, request: httpx.Request) -> Exception:
    """httpx's error for one of pyreqwest; none of them says for certain that nothing was sent."""
    if any(kind.__name__.endswith("TimeoutError") for kind in type(error).__mro__):
        return httpx.ReadTimeout(str(error), request=request)
    if type(error).__module__.startswith("pyreqwest"):
        return httpx.ReadError(str(error), request=request)
    return error
