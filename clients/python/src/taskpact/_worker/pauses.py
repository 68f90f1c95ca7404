"""How long to pause: the longer, the more often in a row nothing came."""

POLL = 20.0
"""Seconds that the server may hold a request until there is something; so long may closing take."""
GROWTH = 2.0
WAITED = 0.5
"""Seconds after which an answer counts as one that the server waited with."""


class Pauses:
    """Pauses that grow from `first` to `longest` seconds until something comes."""

    def __init__(self, first: float = 0.1, longest: float = 2.0) -> None:
        self._first, self._longest = first, longest
        self._next = first

    def next(self) -> float:
        """The pause after one more time that nothing came."""
        pause, self._next = self._next, min(self._next * GROWTH, self._longest)
        return pause

    def after(self, took: float) -> float:
        """The pause after a long poll of `took` seconds that brought nothing.

        It is 0 if the server waited: then it paces the polls itself, and asking again at once shows
        what is new at once.
        """
        if took >= WAITED:
            self.reset()
            return 0.0
        return self.next()

    def reset(self) -> None:
        """Something came."""
        self._next = self._first
