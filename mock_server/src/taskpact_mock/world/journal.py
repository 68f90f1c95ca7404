"""The last requests of a world, for whoever wants to know what was called."""

from collections import deque
from collections.abc import Iterator

from attrs import asdict, frozen

KEPT = 1000
"""How many requests are remembered."""


@frozen
class Entry:
    """One request: its number in the world, when, what, and how it was answered."""

    number: int
    at: int
    method: str
    path: str
    api: str | None
    operation: str | None
    status: int
    request_id: str | None


class Journal:
    """A ring of entries and the number of requests so far."""

    __slots__ = ("_entries", "count")

    def __init__(self) -> None:
        self._entries: deque[tuple[int, int, str, str, str | None, str | None, int, str | None]]
        self._entries = deque(maxlen=KEPT)
        self.count = 0

    def add(
        self,
        at: int,
        method: str,
        path: str,
        api: str | None,
        operation: str | None,
        status: int,
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
