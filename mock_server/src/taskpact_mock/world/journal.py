"""The last requests of a world, for whoever wants to know what was called."""

from collections import deque
from collections.abc import Iterator

from attrs import asdict, frozen

KEPT = 1000
"""How many requests are remembered."""


@frozen
class Entry:
    """One request: its number in the world, when, what, and the status that it was answered with.

    The status is None when a fault left the request without an answer.
    """

    number: int
    at: int
    method: str
    path: str
    api: str | None
    operation: str | None
    status: int | None
    request_id: str | None


_Row = tuple[int, int, str, str, str | None, str | None, int | None, str | None]
"""An entry that nobody has asked for yet."""


class Journal:
    """A ring of entries and the number of requests so far."""

    __slots__ = ("_entries", "count")

    def __init__(self) -> None:
        self._entries: deque[_Row] = deque(maxlen=KEPT)
        self.count = 0

    def add(
        self,
        at: int,
        method: str,
        path: str,
        api: str | None,
        operation: str | None,
        status: int | None,
        request_id: str | None,
    ) -> None:
        """Remember a request."""
        self.count += 1
        self._entries.append((self.count, at, method, path, api, operation, status, request_id))

    def __iter__(self) -> Iterator[Entry]:
        return (Entry(*entry) for entry in self._entries)

    def as_json(self) -> list[dict[str, object]]:
        """The entries, the oldest first."""
        return [asdict(entry) for entry in self]
