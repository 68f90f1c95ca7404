"""The way through: what comes in goes out as it is, in both directions, at once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import httpx

from taskpact_contract.proxy.exchange import Exchange
from taskpact_contract.proxy.headers import to_client, to_server
from taskpact_contract.proxy.messages import Request
from taskpact_contract.proxy.rules import Rules

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

CUT = "taskpact.cut"
"""The extension of a scope that closes its connection."""


class Relay:
    """An ASGI application that passes every request on to `target` and every answer back.

    Nothing is changed but `Host` and the headers that belong to a connection. What means the same
    in HTTP may be written otherwise: the names of a request's headers in lower case, `Host` first,
    the usual words behind a status. A connection that the server cuts is cut for the client, too,
    and the other way round. Each request gets a connection of its own to the server, so that none
    meets one that is about to be closed.
    """

    def __init__(self, target: str, rules: Rules) -> None:
        self._url = httpx.URL(target)
        self._host = urlsplit(target).netloc.rpartition("@")[2].encode("ascii")
        self._prefix = self._url.raw_path.rstrip(b"/")
        self._rules = rules
        self._transport = httpx.AsyncHTTPTransport(
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0)
        )

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Pass one request on, until it is answered or one side leaves."""
        inlet = _Inlet(receive)
        exchange = Exchange(self._rules, _request(scope))
        passing = asyncio.create_task(self._pass(scope, inlet, exchange, send))
        reading = asyncio.create_task(inlet.read(exchange))
        try:
            await asyncio.wait({passing, reading}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            passing.cancel()
            reading.cancel()
            results = await asyncio.gather(passing, reading, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _pass(self, scope: Any, inlet: "_Inlet", exchange: Exchange, send: Send) -> None:
        try:
            response = await self._transport.handle_async_request(self._onward(scope, inlet))
        except httpx.TransportError as error:
            exchange.cut_off(f"no answer came: {_reason(error)}")
            await inlet.cut(scope)
            return
        try:
            await self._answer(response, exchange, send)
        except httpx.TransportError as error:
            exchange.cut_off(f"the answer broke off: {_reason(error)}")
            await inlet.cut(scope)
        finally:
            await response.aclose()

    async def _answer(self, response: httpx.Response, exchange: Exchange, send: Send) -> None:
        headers = response.headers.raw
        exchange.answered(response.status_code, headers)
        await send(
            {
                "type": "http.response.start",
                "status": response.status_code,
                "headers": to_client(headers),
            }
        )
        assert isinstance(response.stream, httpx.AsyncByteStream)
        async for part in response.stream:  # as it came: nothing is decoded
            for _ in exchange.part(part):
                await asyncio.sleep(0)  # other exchanges get their turn
            await send({"type": "http.response.body", "body": part, "more_body": True})
        exchange.ended()
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _onward(self, scope: Any, inlet: "_Inlet") -> httpx.Request:
        query: bytes = scope["query_string"]
        target = self._prefix + scope["raw_path"] + (b"?" + query if query else b"")
        return httpx.Request(
            scope["method"],
            self._url,
            headers=to_server(scope["headers"], self._host),
            stream=inlet,
            extensions={"target": target},
        )

    async def close(self) -> None:
        """Leave the server."""
        await self._transport.aclose()


class _Inlet(httpx.AsyncByteStream):
    """The body of a request on its way, and the moment in which the client leaves."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._parts: asyncio.Queue[bytes | None] = asyncio.Queue(maxsize=1)
        self._wanted = True

    async def read(self, exchange: Exchange) -> None:
        """Take what the client sends; returns when it has left."""
        more = True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                return
            part, more = message.get("body", b""), message.get("more_body", False)
            exchange.asked(part, more=more)
            if part and self._wanted:
                await self._parts.put(part)
        if self._wanted:
            await self._parts.put(None)
        while (await self._receive())["type"] != "http.disconnect":
            pass

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The parts of the body."""
        while (part := await self._parts.get()) is not None:
            yield part

    async def cut(self, scope: Any) -> None:
        """Close the client's connection, and wait until `read` has noticed and ends all."""
        self._wanted = False
        while not self._parts.empty():
            self._parts.get_nowait()
        scope["extensions"][CUT]()
        await asyncio.Event().wait()


def _request(scope: Any) -> Request:
    return Request(
        method=scope["method"],
        path=scope["raw_path"].decode("latin-1"),
        query=scope["query_string"].decode("latin-1"),
        headers=scope["headers"],
        body=b"",
    )


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
