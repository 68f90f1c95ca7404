"""Progress that people see: a bar for each handle, in a terminal or a notebook.

    with bars(one, other):
        for handle in as_completed([one, other]):
            ...

The bars show what the handles saw last; whatever follows the work moves them: `wait`, `stream` or
`as_completed`, in either style. Needs `pip install 'taskpact[progress]'`, in a notebook
`'taskpact[notebook]'`.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeAlias

from attrs import define, field
from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from ._runtime.following import BaseHandle
from ._runtime.lifecycles import State

__all__ = ["Bars", "bars"]

AnyHandle: TypeAlias = BaseHandle[Any, Any]

WIDTH = 30
"""Characters of a bar."""

STYLES = {
    State.PENDING: "dim",
    State.RUNNING: "cyan",
    State.WAITING: "yellow",
    State.SUCCEEDED: "green",
    State.FAILED: "red",
    State.CANCELLED: "magenta",
    State.UNKNOWN: "dim",
}
"""How each state is shown; its word stands beside it."""

_MOVING = frozenset({State.PENDING, State.RUNNING})


@contextmanager
def bars(*handles: AnyHandle, console: Console | None = None) -> Generator[None]:
    """A context in which a bar is shown for each handle; the last picture stays.

    Where nobody can see bars move, as in a file, only that last picture is written.

    Args:
        handles: handles of any APIs, of both styles.
        console: where to show them; the terminal or notebook if absent.
    """
    with Live(Bars(handles), console=console, refresh_per_second=8) as live:
        try:
            yield
        finally:
            live.refresh()  # in a notebook, leaving draws nothing


@define
class Bars:
    """Something that rich can show: one row for each handle, as it is when it is drawn.

    Args:
        handles: handles of any APIs, of both styles.
        clock: seconds that only grow; for tests.
    """

    handles: tuple[AnyHandle, ...]
    clock: Callable[[], float] = monotonic
    _began: float = field(init=False)
    _took: dict[int, float] = field(factory=dict, init=False)
    """How many seconds each handle was watched until it had ended, by its place."""

    def __attrs_post_init__(self) -> None:
        self._began = self.clock()

    def __rich__(self) -> Table:
        """The rows: what it is, bar, percent, state, seconds, message."""
        table = Table.grid(padding=(0, 1))
        for justify in ("left", "left", "right", "left", "right"):
            table.add_column(justify=justify, no_wrap=True)
        table.add_column()  # the only one that gives way where the terminal is narrow
        for place, handle in enumerate(self.handles):
            style = STYLES[handle.state]
            fraction, message = _seen(handle)
            table.add_row(
                Text(str(handle.id)),
                _bar(handle, fraction, style),
                Text("" if fraction is None else f"{fraction:.0%}"),
                Text(handle.status or "not seen yet", style=style),
                Text(f"{self._seconds(place, handle):.0f} s"),
                Text(" ".join((message or "").split()), no_wrap=True, overflow="ellipsis"),
            )
        return table

    def _seconds(self, place: int, handle: AnyHandle) -> float:
        passed = self.clock() - self._began
        return self._took.setdefault(place, passed) if handle.done else passed


def _seen(handle: AnyHandle) -> tuple[float | None, str | None]:
    """The part that is done, and what is said of it; a success is the whole."""
    progress = handle.progress
    return 1.0 if handle.state is State.SUCCEEDED else progress.fraction, progress.message


def _bar(handle: AnyHandle, fraction: float | None, style: str) -> ProgressBar:
    """A bar up to the fraction; one that pulses while work whose fraction is not known goes on."""
    return ProgressBar(
        total=1.0,
        completed=fraction or 0.0,
        width=WIDTH,
        pulse=fraction is None and handle.state in _MOVING,
        complete_style=style,
        finished_style=style,
        pulse_style=style,
    )
