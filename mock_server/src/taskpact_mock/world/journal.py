"""The last requests of a world, for whoever wants to know what was called.

Writing one down is part of every request, so only references are kept, and the beginning of long
bodies; what is told of them is worked out when somebody asks.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from attrs import frozen

KEPT = 1000
"""How many requests are remembered."""
KEPT_BYTES = 4 * 1024
"""How much of a body is."""


@frozen
class Entry:
    """One request and its answer. Moments are microseconds of the world's time since 1970."""

    number: int
    """Its place among all requests of the world, from 1."""
    began: int
    at: int
    """When it was answered."""
    method: str
    path: str
    query: bytes
    headers: Mapping[str, str]
    body: bytes
    """The first bytes of it."""
    size: int
    """How many it had."""
    principal: str | None
    """The user who called; None where nobody was let in."""
    api: str
    operation: str | None
    """None where the contract has none for the request."""
    status: int | None
    """None when a fault left the request without an answer."""
    answer_headers: Sequence[tuple[bytes, bytes]]
    answer: bytes | None
    """The first bytes of the answer's body; None of a stream, or when there was no answer."""
    answer_size: int


_Row = tuple[
    int,
    int,
    int,
    str,
    str,
    bytes,
    Mapping[str, str],
    bytes,
    int,
    str | None,
    str,
    str | None,
    int | None,
    Sequence[tuple[bytes, bytes]],
    bytes | None,
    int,
]
"""An entry that nobody has asked for yet."""


class Journal:
    """A ring of entries and the number of requests so far."""

    __slots__ = ("_cut", "_entries", "count")

    def __init__(self) -> None:
        self._entries: deque[_Row] = deque(maxlen=KEPT)
        self._cut = b"", b""
        """The last long answer and its beginning."""
        self.count = 0

    def add(
        self,
        began: int,
        at: int,
        method: str,
        path: str,
        query: bytes,
        headers: Mapping[str, str],
        body: bytes,
        principal: str | None,
        api: str,
        operation: str | None,
        status: int | None,
        answer_headers: Sequence[tuple[bytes, bytes]] = (),
        answer: bytes | None = None,
    ) -> None:
        """Remember a request. Nobody may change its headers any more."""
        self.count += 1
        size = len(body)
        if size > KEPT_BYTES:
            body = body[:KEPT_BYTES]
        answer_size = 0
        if answer is not None:
            answer_size = len(answer)
            if answer_size > KEPT_BYTES:
                answer = self._beginning(answer)
        self._entries.append(
            (
                self.count,
                began,
                at,
                method,
                path,
                query,
                headers,
                body,
                size,
                principal,
                api,
                operation,
                status,
                answer_headers,
                answer,
                answer_size,
            )
        )

    def find(self, number: int) -> Entry | None:
        """The request of that number, if it is remembered."""
        found = next(self.after(number - 1), None)
        return found if found is not None and found.number == number else None

    def after(self, number: int) -> Iterator[Entry]:
        """Those with a higher number that are remembered, the oldest first."""
        known = max(0, number - self.count + len(self._entries))
        return (Entry(*row) for row in islice(self._entries, known, None))

    def _beginning(self, answer: bytes) -> bytes:
        """What is kept of a long answer. One that is given again and again is cut only once."""
        if answer is not self._cut[0]:
            self._cut = answer, answer[:KEPT_BYTES]
        return self._cut[1]
