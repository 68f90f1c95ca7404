"""Rate limits: a fixed window for each key, from its first call."""

from attrs import frozen

from taskpact_mock.world.clock import SECOND


@frozen
class Window:
    """Where a key stands: calls so far, and the moment at which they are forgotten."""

    calls: int
    ends: int


@frozen
class Verdict:
    """Whether a call may pass, how many more may, and when the window ends."""

    allowed: bool
    limit: int
    left: int
    ends: int


class RateLimits:
    """The windows of a world."""

    __slots__ = ("_windows",)

    def __init__(self) -> None:
        self._windows: dict[tuple[str, ...], Window] = {}

    def count(self, key: tuple[str, ...], limit: int, seconds: float, now: int) -> Verdict:
        """Count a call of `key`, of which `limit` may come in `seconds`."""
        window = self._windows.get(key)
        if window is None or window.ends <= now:
            window = Window(0, now + int(seconds * SECOND))
        allowed = window.calls < limit
        if allowed:
            window = Window(window.calls + 1, window.ends)
        self._windows[key] = window
        return Verdict(allowed, limit, limit - window.calls, window.ends)

    def copy(self) -> "RateLimits":
        """Windows of its own, as they stand."""
        twin = RateLimits()
        twin._windows = dict(self._windows)
        return twin
