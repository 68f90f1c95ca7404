"""Which events were handled already."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from .events import WebhookEvent


class Duplicates:
    """Remembers which events were handled, in bounded memory; threads may share it.

    It knows the deliveries to one process. For several, or across restarts, keep `event.key` in a
    database under a unique constraint.

    Where deliveries carry no id, equal bodies count as one delivery until `window` is over: a task
    that is retried by hand and fails the same way again is told of again after that.

    Args:
        capacity: how many events are remembered at most.
        window: seconds after which the same delivery counts as a new one.
        clock: seconds that only grow; for tests.
    """

    def __init__(
        self,
        *,
        capacity: int = 10_000,
        window: float = 600.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._capacity, self._window, self._clock = capacity, window, clock
        self._seen: dict[tuple[str, str], float] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        """How many events are remembered."""
        return len(self._seen)

    @contextmanager
    def handling(self, event: WebhookEvent[Any]) -> Generator[bool]:
        """Whether the event is to be handled, as a context that handles it.

        What raises inside was not handled: the event is forgotten, so that the sender's next try
        counts.
        """
        key = event.api, event.key
        fresh = self._note(key)
        try:
            yield fresh
        except BaseException:
            if fresh:
                self._forget(key)
            raise

    def _note(self, key: tuple[str, str]) -> bool:
        """Remember the key; whether it was new."""
        now = self._clock()
        with self._lock:
            noted = self._seen.get(key)
            if noted is not None and now - noted < self._window:
                return False
            self._seen.pop(key, None)
            self._seen[key] = now
            while len(self._seen) > self._capacity:
                del self._seen[next(iter(self._seen))]  # the oldest: a dict keeps its order
            return True

    def _forget(self, key: tuple[str, str]) -> None:
        with self._lock:
            self._seen.pop(key, None)
