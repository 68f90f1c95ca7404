"""What is due in a world, by its moment."""

import heapq
from collections import deque
from typing import Any

Due = tuple[int, int, str, str, Any]
"""When, its number in the order of planning, whose, which event, and what it is about."""


class Agenda:
    """Events by their moments, and those of one moment in the order of their planning.

    Events of one kind are nearly always planned in the order in which they happen. So each kind has
    a queue, and only the first of every queue competes for being the next of all.
    """

    __slots__ = ("_first", "_numbers", "_queues", "_taken")

    def __init__(self) -> None:
        self._first: list[Due] = []
        """A heap: the first of each queue, and events that were planned out of order."""
        self._queues: dict[tuple[str, str], deque[Due]] = {}
        self._numbers = 0
        self._taken = 0

    @property
    def next(self) -> int | None:
        """The moment of the next event."""
        return self._first[0][0] if self._first else None

    def add(self, at: int, api: str, name: str, key: Any) -> None:
        """Plan an event."""
        self._numbers += 1
        due = at, self._numbers, api, name, key
        queue = self._queues.get((api, name))
        if queue is None:
            queue = self._queues[api, name] = deque()
        if queue and queue[-1][0] > at:
            heapq.heappush(self._first, due)
            return
        queue.append(due)
        if len(queue) == 1:
            heapq.heappush(self._first, due)

    def take(self) -> Due:
        """The next event, which is planned no more. Raises IndexError when there is none."""
        due = self._first[0]
        self._taken += 1
        queue = self._queues[due[2], due[3]]
        if queue and queue[0] is due:
            queue.popleft()
            if queue:
                return heapq.heapreplace(self._first, queue[0])
        return heapq.heappop(self._first)

    def copy(self) -> "Agenda":
        """An agenda of its own with the same events."""
        twin = Agenda()
        twin._first = list(self._first)
        twin._queues = {kind: deque(queue) for kind, queue in self._queues.items()}
        twin._numbers, twin._taken = self._numbers, self._taken
        return twin

    def __len__(self) -> int:
        return self._numbers - self._taken
