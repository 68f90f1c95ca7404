"""Shows on standard error how far a run is."""

from attrs import evolve
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from taskpact_contract.pace import Pace
from taskpact_contract.reports import Result, Results
from taskpact_contract.reports.text import line
from taskpact_contract.session import Session


def watched(session: Session, pace: Pace) -> Results:
    """Run it: with a moving line in a terminal, or a line for each layer in a log."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        return evolve(session, ends=lambda result: console.print(line(result))).run()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("", total=None)
        now = [""]

        def begins(api: str, layer: str) -> None:
            now[0] = f"{api}  {layer}"
            progress.update(bar, description=now[0])

        def ends(result: Result) -> None:
            progress.console.print(line(result))

        def sends(count: int) -> None:
            progress.update(bar, description=f"{now[0]}: {count} requests")

        pace.watch = sends
        return evolve(session, begins=begins, ends=ends).run()
