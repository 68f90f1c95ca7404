"""The fast transports: httpx on top, pyreqwest below.

They carry several times as many requests as httpx's own at high concurrency. pyreqwest comes with
an adapter for httpx, but that one follows redirects, holds events back in a buffer, and calls a
lost answer a failure to connect, after which a write would be sent again. So these send the calls
themselves, and leave event streams to httpx. The time-out of reading bounds the whole answer.
"""

from datetime import timedelta
from typing import TypeVar

import httpx
from pyreqwest.client import BaseClientBuilder, ClientBuilder, SyncClientBuilder
from pyreqwest.exceptions import PyreqwestError
from pyreqwest.request import BaseRequestBuilder
from pyreqwest.response import BaseResponse

EVENTS = "text/event-stream"

Client = TypeVar("Client", bound=BaseClientBuilder)
Outgoing = TypeVar("Outgoing", bound=BaseRequestBuilder)


class FastTransport(httpx.BaseTransport):
    """For a client that blocks."""

    def __init__(self) -> None:
        self._client = _plain(SyncClientBuilder()).build()
        self._streams = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and read the whole answer."""
        if request.headers.get("accept") == EVENTS:
            return self._streams.handle_request(request)
        outgoing = _prepared(self._client.request(request.method, str(request.url)), request)
        try:
            answer = outgoing.build().send()
            return _answer(answer, bytes(answer.bytes()))
        except PyreqwestError as error:
            raise _translated(error, request) from error

    def close(self) -> None:
        """Close the connections."""
        self._client.close()
        self._streams.close()


class AsyncFastTransport(httpx.AsyncBaseTransport):
    """For an asyncio client."""

    def __init__(self) -> None:
        self._client = _plain(ClientBuilder()).build()
        self._streams = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and read the whole answer."""
        if request.headers.get("accept") == EVENTS:
            return await self._streams.handle_async_request(request)
        outgoing = _prepared(self._client.request(request.method, str(request.url)), request)
        try:
            answer = await outgoing.build().send()
            return _answer(answer, bytes(await answer.bytes()))
        except PyreqwestError as error:
            raise _translated(error, request) from error

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()
        await self._streams.aclose()


def _plain(builder: Client) -> Client:
    """Leaves redirects and encodings to httpx."""
    builder = builder.follow_redirects(False)
    return builder.gzip(False).deflate(False).brotli(False).zstd(False)


def _prepared(outgoing: Outgoing, request: httpx.Request) -> Outgoing:
    """With what the request holds; the time-out bounds the whole answer."""
    outgoing = outgoing.headers(request.headers.multi_items()).body_bytes(request.read())
    limit = request.extensions.get("timeout", {}).get("read")
    return outgoing if limit is None else outgoing.timeout(timedelta(seconds=limit))


def _answer(answer: BaseResponse, content: bytes) -> httpx.Response:
    return httpx.Response(answer.status, headers=list(answer.headers.items()), content=content)


def _translated(error: PyreqwestError, request: httpx.Request) -> httpx.TransportError:
    """httpx's error for one of pyreqwest; none of them says for certain that nothing was sent."""
    kind = httpx.ReadTimeout if isinstance(error, TimeoutError) else httpx.ReadError
    return kind(str(error), request=request)
