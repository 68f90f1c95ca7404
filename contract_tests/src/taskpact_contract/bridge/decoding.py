"""Content encodings, read part by part and within a bound: a small body may mean a huge one."""

import zlib

ACCEPTED = "gzip, deflate"
"""What is asked for: the encodings that need no further library."""

_WINDOWS = {
    "gzip": zlib.MAX_WBITS + 16,
    "x-gzip": zlib.MAX_WBITS + 16,
    "deflate": zlib.MAX_WBITS,
}
"""The encodings that are read, as zlib tells them apart."""


class UnreadableError(Exception):
    """The body is not what its content encoding says; the message says how."""


class TooLargeError(Exception):
    """The body is larger than anybody wants to read."""


class Decoder:
    """Takes a body part by part.

    `encoding` is the content encoding, as it stands in the header field; `largest` is how many
    bytes the body may have, encoded and decoded. Raises UnreadableError for an unknown encoding.
    """

    def __init__(self, encoding: str, largest: int) -> None:
        names = [name.strip().lower() for name in encoding.split(",")]
        wanted = [name for name in reversed(names) if name not in ("", "identity")]
        for name in wanted:
            if name not in _WINDOWS:
                problem = f"the body is encoded as {name!r}, and {ACCEPTED} are asked for"
                raise UnreadableError(problem)
        self._stages = [_Inflation(name, largest) for name in wanted]
        self._left = largest

    def take(self, part: bytes) -> bytes:
        """What the part means.

        Raises UnreadableError if it means nothing, TooLargeError if it is too much.
        """
        self._left -= len(part)
        if self._left < 0:
            raise TooLargeError
        for stage in self._stages:
            part = stage.take(part)
        return part


class _Inflation:
    def __init__(self, name: str, largest: int) -> None:
        self._name, self._left = name, largest
        self._machine = zlib.decompressobj(_WINDOWS[name])
        self._begun = False

    def take(self, part: bytes) -> bytes:
        if self._machine.eof:  # what follows means nothing, to httpx neither
            return b""
        found = self._inflated(part)
        self._begun = True
        self._left -= len(found)
        if self._left < 0:
            raise TooLargeError
        return found

    def _inflated(self, part: bytes) -> bytes:
        room = self._left + 1
        try:
            return self._machine.decompress(part, room)
        except zlib.error as error:
            if not self._begun and self._name == "deflate":  # many a server leaves the header out
                self._begun, self._machine = True, zlib.decompressobj(-zlib.MAX_WBITS)
                return self._inflated(part)
            problem = f"the body is not encoded as {self._name}, as the answer says: {error}"
            raise UnreadableError(problem) from None
