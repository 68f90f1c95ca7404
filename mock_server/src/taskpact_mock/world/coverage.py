"""What has been seen of the contracts: answers by operation and status, and life-cycle steps.

Machines know no world, so a step is noted for whatever `watched` the request or event under way.
"""

from collections import Counter
from contextvars import ContextVar

Step = tuple[str, str, str, str, str | None, str]
"""API, resource, kind of trigger, its name, the state that was left (None: born) and entered."""

_watching: ContextVar[set[Step] | None] = ContextVar("watching", default=None)


class Coverage:
    """How often each operation answered with each status, and which steps were taken."""

    __slots__ = ("answers", "steps")

    def __init__(self) -> None:
        self.answers: Counter[tuple[str, str, int]] = Counter()
        self.steps: set[Step] = set()

    def include(self, other: "Coverage") -> None:
        """Count in what another world has seen."""
        self.answers.update(other.answers)
        self.steps |= other.steps


def watch(coverage: Coverage) -> None:
    """From now on the steps of this request are those of `coverage`."""
    _watching.set(coverage.steps)


class watched:  # noqa: N801 # a context manager, written as a class since that is quicker
    """Meanwhile steps are those of `coverage`, or of nobody."""

    __slots__ = ("_steps", "_token")

    def __init__(self, coverage: Coverage | None) -> None:
        self._steps = None if coverage is None else coverage.steps

    def __enter__(self) -> None:
        self._token = _watching.set(self._steps)

    def __exit__(self, *_error: object) -> None:
        _watching.reset(self._token)


def note(step: Step) -> None:
    """A step is taken."""
    steps = _watching.get()
    if steps is not None:
        steps.add(step)
