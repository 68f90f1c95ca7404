"""What goes by: a request, an answer, and what is wrong with either."""

import json
import shlex
import zlib
from collections.abc import Collection, Iterator
from typing import Any, Literal
from urllib.parse import parse_qsl

from attrs import frozen

Headers = list[tuple[bytes, bytes]]
Side = Literal["client", "server"]


SHOWN = 4096
"""Bytes of a body that a command shows; of a longer one it only tells the length."""

STEP = 2**16
"""Bytes that are unpacked at a time: a packed part may become a thousand times as long."""


@frozen(kw_only=True)
class Violation:
    """One departure of a client or a server from the contract.

    `check` is the rule in one word, `pointer` the place in the contract that says so.
    """

    side: Side
    check: str
    message: str
    pointer: str


@frozen(kw_only=True)
class Request:
    """What a client sent; `body` is None if it is too long, or packed, to be judged."""

    method: str
    path: str
    query: str
    headers: Headers
    body: bytes | None

    @property
    def target(self) -> str:
        """Path and query, as they were sent."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def header(self, name: str) -> str | None:
        """The value of a header, if it was sent."""
        return header(self.headers, name)

    def queried(self) -> dict[str, list[str]]:
        """The query by names."""
        found: dict[str, list[str]] = {}
        for name, value in parse_qsl(self.query, keep_blank_values=True):
            found.setdefault(name, []).append(value)
        return found

    def as_curl(self, origin: str, shown: Collection[str], hidden: Collection[str]) -> str:
        """A curl command that sends it to `origin` again.

        It has the headers that are `shown`, and credentials, which are `hidden`, as `***`.
        """
        words = ["curl", "-X", self.method, origin + self.target]
        for raw_name, raw_value in self.headers:
            name = raw_name.decode("latin-1").lower()
            if name in hidden:
                words += ["-H", f"{name}: ***"]
            elif name in shown or name == "content-type":
                words += ["-H", f"{name}: {raw_value.decode('latin-1')}"]
        if self.body:
            long = len(self.body) > SHOWN
            text = f"({len(self.body)} bytes)" if long else self.body.decode("utf-8", "replace")
            words += ["--data-binary", text]
        return shlex.join(words)


def header(headers: Headers, name: str) -> str | None:
    """The value of a header, several joined by commas; None if there is none."""
    wanted = name.lower().encode("latin-1")
    found = [value.decode("latin-1") for key, value in headers if key.lower() == wanted]
    return ", ".join(found) if found else None


def media_type(headers: Headers) -> str:
    """The media type of the body, without its parameters; empty if none is given."""
    return (header(headers, "content-type") or "").partition(";")[0].strip().lower()


def parsed(body: bytes | str) -> Any:
    """The value of a JSON text; raises ValueError for anything else.

    Half a character, which an escape can write, is no text that others could take.
    """
    text = body if isinstance(body, str) else body.decode("utf-8")
    try:
        value = json.loads(text, parse_constant=_refused)
    except RecursionError:
        raise ValueError("it is too deep") from None
    if "\\ud" in text.lower():
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    return value


class Decoder:
    """A body without its content encoding, part by part; `known` is false if that is another."""

    def __init__(self, encoding: str | None) -> None:
        name = (encoding or "identity").strip().lower()
        self.known = name in ("identity", "gzip", "deflate")
        self._inflate = None if name == "identity" else zlib.decompressobj(47)

    def feed(self, part: bytes) -> Iterator[bytes]:
        """The decoded part, in steps, each of which is decoded when it is asked for.

        It ends where it cannot be decoded, which `known` then tells.
        """
        if self._inflate is None:
            yield part
            return
        try:
            yield from self._inflated(part)
        except zlib.error:
            self.known = False

    def _inflated(self, part: bytes) -> Iterator[bytes]:
        assert self._inflate is not None
        while self.known:
            if self._inflate.eof and part:
                self._inflate = zlib.decompressobj(47)  # gzip may go on with another member
            plain = self._inflate.decompress(part, STEP)
            if plain:
                yield plain
            part = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            if not part and len(plain) < STEP:
                return


def _refused(word: str) -> None:
    raise ValueError(f"{word} is no JSON")
