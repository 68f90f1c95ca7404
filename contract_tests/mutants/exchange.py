"""Requests and answers as values, on the wire between a mock and its callers."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

EVENTS = "text/event-stream"

Headers = tuple[tuple[str, str], ...]
"""Names in lower case."""


@frozen(kw_only=True)
class Request:
    """A request to an operation. `path` is raw and without the world's prefix."""

    method: str
    path: str
    query: str
    headers: Headers
    body: bytes
    operation: str | None
    """None for a path that is known, by a method that is not."""
    values: Mapping[str, str]
    """The decoded values of the path's parameters."""

    def header(self, name: str) -> str | None:
        """The value of a header, by its name in lower case."""
        return dict(self.headers).get(name)

    def with_headers(self, wanted: Mapping[str, str | None]) -> "Request":
        """The request with these headers; None takes one away."""
        return evolve(self, headers=replaced(self.headers, wanted))


@frozen(kw_only=True)
class Answer:
    """An answer, or the head of a stream, whose body is empty."""

    status: int
    headers: Headers
    body: bytes = b""

    @property
    def media(self) -> str:
        """The media type without its parameters."""
        return dict(self.headers).get("content-type", "").partition(";")[0]

    def with_headers(self, wanted: Mapping[str, str | None]) -> "Answer":
        """The answer with these headers; None takes one away."""
        return evolve(self, headers=replaced(self.headers, wanted))


def replaced(headers: Headers, wanted: Mapping[str, str | None]) -> Headers:
    """The headers with these in their place; None takes one away."""
    if all(dict(headers).get(name) == value for name, value in wanted.items()):
        return headers
    kept = tuple(pair for pair in headers if pair[0] not in wanted)
    return (*kept, *((name, value) for name, value in wanted.items() if value is not None))


def with_json(body: bytes, change: Callable[[Any], Any]) -> bytes:
    """The JSON text with its value changed.

    As it was when it is none, is too deep or too long to be read, or its value is left as it is.
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return body
    try:
        made = change(value)
        return body if same(made, value) else written(made)
    except RecursionError:
        return body


def written(value: Any) -> bytes:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        errors="surrogatepass"
    )


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are one, also in the type of their numbers: 1 is not true."""
    return one == other and repr(one) == repr(other)


def with_frame_json(frame: bytes, change: Callable[[Any], Any]) -> bytes:
    """A server-sent event with the JSON of its `data` line changed."""
    lines = frame.split(b"\n")
    return b"\n".join(
        b"data: " + with_json(line.removeprefix(b"data:").strip(), change)
        if line.startswith(b"data:")
        else line
        for line in lines
    )


Frames = Callable[[Sequence[bytes], bool], Sequence[bytes]]
"""What is sent of a stream, from the events so far and whether it is over. Of more events it makes
no fewer, and begins alike: what was sent stays sent."""
