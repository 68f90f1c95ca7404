"""What the SDK really sends and receives, and whether it is what a call asks for."""

import json
import shlex
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import httpx
from attrs import define, field

from taskpact_contract.bridge.calls import NOTHING, Call
from taskpact_contract.bridge.compare import difference
from taskpact_contract.pace import Pace
from taskpact_contract.target import Target


@define
class Exchange:
    """One request, its response, and the bytes of the body that were read so far."""

    request: httpx.Request
    response: httpx.Response | None = None
    parts: list[bytes] = field(factory=list)

    @property
    def status(self) -> int:
        """The status of the answer, 0 if there was none."""
        return self.response.status_code if self.response is not None else 0

    @property
    def content(self) -> bytes:
        """The body that was read, without the content encoding."""
        if self.response is None:
            return b""
        encoding = {
            name: value
            for name, value in self.response.headers.items()
            if name.lower() == "content-encoding"
        }
        return httpx.Response(self.status, headers=encoding, content=b"".join(self.parts)).content


LIMITS = httpx.Limits(keepalive_expiry=1)
"""Many a server closes a connection after 5 s, and may do so while a request is on its way."""


@cache
def _certificates() -> ssl.SSLContext:
    """Read once: that takes longer than many a run of calls."""
    return httpx.create_ssl_context()


class RecordingTransport(httpx.HTTPTransport):
    """Notes every exchange; the last one is what a call came to."""

    def __init__(self, pace: Pace) -> None:
        super().__init__(verify=_certificates(), limits=LIMITS)
        self.exchanges: list[Exchange] = []
        self._pace = pace

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request and note what goes by."""
        self._pace.step()
        exchange = Exchange(request)
        self.exchanges.append(exchange)
        exchange.response = response = super().handle_request(request)
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _Tee(response.stream, exchange.parts)
        return response


class AsyncRecordingTransport(httpx.AsyncHTTPTransport):
    """The same for asyncio."""

    def __init__(self, pace: Pace) -> None:
        super().__init__(verify=_certificates(), limits=LIMITS)
        self.exchanges: list[Exchange] = []
        self._pace = pace

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request and note what goes by."""
        self._pace.step()
        exchange = Exchange(request)
        self.exchanges.append(exchange)
        exchange.response = response = await super().handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = _AsyncTee(response.stream, exchange.parts)
        return response


def request_faults(target: Target, call: Call, request: httpx.Request) -> Iterator[str]:
    """Each way in which `request` is not what `call` of the target's principal asks for."""
    if request.method != call.operation.method:
        yield f"sent {request.method} instead of {call.operation.method}"
    raw_path, _, raw_query = request.url.raw_path.decode("ascii").partition("?")
    expected_path, path = (
        _path(target.base_url, call),
        [unquote(part) for part in raw_path.split("/")],
    )
    if path != expected_path:
        yield f"sent the path {'/'.join(path)!r} instead of {'/'.join(expected_path)!r}"
    expected_query = Counter(_pairs(call))
    query = Counter(parse_qsl(raw_query, keep_blank_values=True))
    if query != expected_query:
        yield f"sent the query {sorted(query.elements())} instead of {sorted(expected_query)}"
    for name, value in call.headers.items():
        if request.headers.get(name) != _text(value):
            yield f"sent the header {name}: {request.headers.get(name)!r} instead of {value!r}"
    for name, value in target.principal.headers.items() if call.operation.secured else ():
        if request.headers.get(name) != value:
            yield f"did not send the credentials in {name}"
    yield from _body_faults(call, request)


def request_of(target: Target, call: Call) -> httpx.Request:
    """The request that `call` of the target's principal asks for, made without the SDK."""
    address = urlsplit(target.base_url)
    path = "/".join(quote(part, safe="") for part in _path(target.base_url, call))
    headers = {name: _text(value) for name, value in call.headers.items()}
    if call.operation.secured:
        headers |= target.principal.headers
    sent = {} if call.body is NOTHING else {"json": call.body}
    return httpx.Request(
        call.operation.method,
        f"{address.scheme}://{address.netloc}{path}",
        params=list(_pairs(call)),
        headers=headers,
        **sent,
    )


def as_curl(request: httpx.Request) -> str:
    """A curl command that sends the request again, but for its credentials."""
    words = ["curl", "-X", request.method, str(request.url)]
    if content_type := request.headers.get("content-type"):
        words += ["-H", f"Content-Type: {content_type}", "-d", request.content.decode()]
    return shlex.join(words)


def _body_faults(call: Call, request: httpx.Request) -> Iterator[str]:
    if call.body is NOTHING:
        if request.content:
            yield f"sent a body where none is asked for: {request.content[:200]!r}"
        return
    if request.headers.get("content-type") != "application/json":
        yield f"sent the body as {request.headers.get('content-type')}"
    try:
        found = json.loads(request.content)
    except ValueError:
        yield f"sent a body that is no JSON: {request.content[:200]!r}"
        return
    if problem := difference(call.body, found):
        yield f"sent another body: {problem}"


def _path(base_url: str, call: Call) -> list[str]:
    prefix = [unquote(part) for part in urlsplit(base_url).path.split("/")]
    parts = call.operation.path.split("/")
    wanted = [
        _text(call.path[part[1:-1]]) if part.startswith("{") and part.endswith("}") else part
        for part in parts
    ]
    return [*prefix, *wanted[1:]]


def _pairs(call: Call) -> Iterator[tuple[str, str]]:
    """The query as pairs; null has no form there and stays out."""
    for name, value in call.query.items():
        for item in value if isinstance(value, list) else [value]:
            if item is not None:
                yield name, _text(item)


def _text(value: Any) -> str:
    return json.dumps(value) if isinstance(value, bool) else str(value)


class _Tee(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, parts: list[bytes]) -> None:
        self._stream, self._parts = stream, parts

    def __iter__(self) -> Iterator[bytes]:
        for part in self._stream:
            self._parts.append(part)
            yield part

    def close(self) -> None:
        self._stream.close()


class _AsyncTee(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, parts: list[bytes]) -> None:
        self._stream, self._parts = stream, parts

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            self._parts.append(part)
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
