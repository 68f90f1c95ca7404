"""Requests and answers, byte by byte: nothing in them is checked or escaped."""

from collections.abc import Iterator

from attrs import frozen

from taskpact_contract.nasty.parts import Parts
from taskpact_contract.nasty.rows import Framing

ROOM = 2**16
"""How many bytes are sent or read at a time."""

Fields = tuple[tuple[bytes, bytes], ...]


@frozen
class Sent:
    """A request as it goes over the wire: nothing in it is checked or escaped."""

    method: bytes
    target: bytes
    fields: Fields
    body: Parts = ()
    framing: Framing = "none"
    version: bytes = b"1.1"

    def head(self) -> bytes:
        """The request line and the header fields."""
        lines = [b"%b %b HTTP/%b" % (self.method, self.target, self.version)]
        lines += [b"%b: %b" % field for field in (*self.fields, *self._framing())]
        return b"".join(line + b"\r\n" for line in [*lines, b""])

    def rest(self) -> Iterator[bytes]:
        """The body in its framing, in portions of about ROOM bytes."""
        return _gathered(self._framed())

    def _framing(self) -> Fields:
        if self.framing in ("length", "waits"):
            size = sum(len(piece) * count for piece, count in self.body)
            return ((b"Content-Length", b"%d" % size),)
        return ((b"Transfer-Encoding", b"chunked"),) if self.framing != "none" else ()

    def _framed(self) -> Iterator[bytes]:
        pieces = (part for piece, count in self.body for part in _repeated(piece, count))
        if self.framing == "chunks":
            for chunk in _split(pieces, 10):
                yield b'%x;nasty="a;b"\r\n%b\r\n' % (len(chunk), chunk)
            yield b"0\r\nX-Nasty: trailer\r\n\r\n"
        elif self.framing == "bytes":
            for chunk in _split(pieces, 1):
                yield b"1\r\n%b\r\n" % chunk
            yield b"0\r\n\r\n"
        else:
            yield from pieces


@frozen
class Received:
    """An answer; `whole` says whether it ended, which a stream that was left did not."""

    status: int
    fields: Fields
    body: bytes
    whole: bool


def _repeated(piece: bytes, count: int) -> Iterator[bytes]:
    """The piece so often, in portions of about ROOM bytes."""
    at_once = max(ROOM // max(len(piece), 1), 1)
    for done in range(0, count, at_once):
        yield piece * min(at_once, count - done)


def _split(pieces: Iterator[bytes], size: int) -> Iterator[bytes]:
    for piece in pieces:
        for start in range(0, len(piece), size):
            yield piece[start : start + size]


def _gathered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in portions of ROOM or a little more, but for the last."""
    gathered = bytearray()
    for piece in pieces:
        gathered += piece
        if len(gathered) >= ROOM:
            yield bytes(gathered)
            gathered.clear()
    if gathered:
        yield bytes(gathered)
