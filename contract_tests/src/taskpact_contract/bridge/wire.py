"""What really goes over the wire, and whether it is what a call asks for."""

import json
import shlex
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import httpx
from attrs import define, field

from taskpact_contract.bridge.calls import NOTHING, Call
from taskpact_contract.bridge.compare import difference
from taskpact_contract.target import Target

EVENTS = "text/event-stream"
"""The media type of streams."""


@define
class Exchange:
    """One request, its response, and the body that was read so far, without its content encoding.

    `streams` says whether the answer may be a stream of events, which is left where it stands
    still. `problem` is why any other answer could not be read to its end, `unanswered` that none
    was there in time, or nobody to answer.
    """

    request: httpx.Request
    response: httpx.Response | None = None
    parts: list[bytes] = field(factory=list)
    streams: bool = False
    problem: str = ""
    unanswered: bool = False

    @property
    def status(self) -> int:
        """The status of the answer, 0 if there was none."""
        return self.response.status_code if self.response is not None else 0

    @property
    def is_stream(self) -> bool:
        """Whether the answer is a stream of events, and may be one."""
        if self.response is None or not self.streams:
            return False
        media: str = self.response.headers.get("content-type", "")
        return media.partition(";")[0].strip().lower() == EVENTS

    @property
    def content(self) -> bytes:
        """The body that was read."""
        return b"".join(self.parts)


def unread(exchanges: Sequence[Exchange], error: Exception | None) -> str | None:
    """Why the last exchange, which ended with this error, has no answer to judge; None if it has.

    An answer that was cut off otherwise is judged as far as it came.
    """
    last = exchanges[-1] if exchanges else None
    if last is not None and last.problem:
        return last.problem
    return None if last is not None and last.status else f"no answer came: {error!r}"


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
