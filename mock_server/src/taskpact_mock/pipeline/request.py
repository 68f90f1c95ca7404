"""Requests, and how ASGI delivers them: headers, bodies, and clients that go away."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from taskpact_mock.api import Request

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class BodyTooLargeError(Exception):
    """The body has more bytes than are taken."""


class ClientGoneError(Exception):
    """The client closed its connection before its request was complete."""


def request_of(scope: Scope) -> Request:
    """The request without its body."""
    path: bytes = scope["raw_path"]
    return Request(
        scope["method"],
        path.partition(b"?")[0].decode("latin-1"),
        scope["query_string"],
        headers_of(scope["headers"]),
        scope["scheme"],
        scope["server"],
    )


def headers_of(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The headers as text; the last of a name counts.

    Blanks around a value are no part of it, by HTTP itself; the parser leaves those at its end.
    """
    return {name.decode("latin-1"): value.decode("latin-1").strip(" \t") for name, value in raw}


def query_of(raw: bytes) -> Mapping[str, str]:
    """The query parameters; the last of a name counts."""
    if not raw:
        return {}
    return dict(parse_qsl(raw.decode("latin-1"), keep_blank_values=True, errors="replace"))


async def read_body(receive: Receive, limit: int) -> bytes:
    """The whole body.

    Raises BodyTooLargeError past `limit` bytes, and ClientGoneError when the client leaves.
    """
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGoneError
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise BodyTooLargeError
        if not message.get("more_body"):
            return part if not parts else b"".join([*parts, part])
        parts.append(part)


async def while_connected(receive: Receive, work: Awaitable[None]) -> None:
    """Do `work` until it is done or the client is gone; servers tell that only to who asks."""
    doing = asyncio.ensure_future(work)
    watching = asyncio.ensure_future(_disconnected(receive))
    try:
        await asyncio.wait({doing, watching}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        watching.cancel()
        if not doing.done():
            doing.cancel()
        await asyncio.gather(doing, watching, return_exceptions=True)
    if not doing.cancelled() and (error := doing.exception()) is not None:
        raise error


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
