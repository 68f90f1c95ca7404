"""Results in a terminal."""

from collections.abc import Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from taskpact_contract.reports.results import Result, Results, Row


def text(results: Results) -> RenderableType:
    """What was checked, what is wrong, what was left out, and the verdict."""
    return Group(*_parts(results))


def line(result: Result) -> str:
    """One layer's result in one line."""
    report = result.report
    if not report.checked and report:
        verdict = "; ".join(each.reason for each in report.skipped) or "nothing to check"
        return f"{result.api}  {result.layer}: left out, {verdict}"
    count = len(report.findings)
    found = "conforms" if report else f"{count} finding{'s' if count > 1 else ''}"
    answers = sum(report.checked.values())
    return f"{result.api}  {result.layer}: {found} ({answers} answers, {result.seconds:.1f} s)"


def _parts(results: Results) -> Iterator[RenderableType]:
    for api in results.apis:
        yield _table(results, api)
    for finding in results.findings:
        head = f"{finding.layer}: {finding.api}.{finding.operation} breaks {finding.check}"
        yield Text(head, style="bold red")
        for part in (finding.message, finding.pointer, finding.request):
            if part.strip():
                yield Padding(Text(part.strip()), (0, 0, 0, 4))
        yield Text()
    left_out = dict.fromkeys(
        f"{api}: {each.reason}"
        if each.operation == "*"
        else f"{api}.{each.operation}: {each.reason}"
        for api, _, each in results.skipped
    )
    if left_out:
        yield Text("Not checked", style="bold")
        yield from (Padding(Text(each), (0, 0, 0, 4)) for each in left_out)
        yield Text()
    yield _verdict(results)


def _table(results: Results, api: str) -> Table:
    """A row an operation: how many answers each layer checked, a cross where it found fault."""
    table = Table(
        title=api, box=box.SIMPLE, title_justify="left", title_style="bold", pad_edge=False
    )
    table.add_column("operation", no_wrap=True)
    for layer in results.layers:
        table.add_column(layer, justify="right")
    table.add_column("seen", overflow="fold")
    table.add_column("never seen", overflow="fold", style="dim")
    for row in results.rows(api):
        table.add_row(row.operation, *_cells(row), _words(row.statuses), _words(row.unseen))
    return table


def _cells(row: Row) -> Iterator[Text]:
    for checked, found in zip(row.checked, row.found, strict=True):
        if found:
            yield Text(f"✗ {found}", style="bold red")
        else:
            yield Text(str(checked), style="green") if checked else Text("-", style="dim")


def _words(statuses: tuple[int, ...]) -> str:
    return " ".join(map(str, statuses))


def _verdict(results: Results) -> Text:
    head = f"{', '.join(results.apis)}: {results.verdict}."
    tail = f"{results.requests} requests in {results.seconds:.1f} s, seed {results.seed}"
    lines = (*results.doubts, f"{head} {tail}")
    return Text("\n".join(lines), style="bold green" if results else "bold red")
