"""Which layer has seen what of the contracts, raw and through both clients: the gate's table.

`make matrix` writes it into docs/seen.md; a test fails where something documented was
never seen, and where the table differs from what the layers see.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from attrs import frozen

from contract_tests.running import running
from contract_tests.tests.servers import SpoilableApp, targets
from taskpact_contract import APIS, Report, Target, suite
from taskpact_contract.documents import cycles, operations
from taskpact_contract.findings import Step
from taskpact_contract.lifecycles import SAME

PAGE = Path(__file__).parents[1] / "docs" / "seen.md"
SIDES: Mapping[str, tuple[str, ...]] = {
    "raw": ("doors", "walk (raw)", "statuses (raw)"),
    "sync": ("walk (sync)", "statuses (sync)"),
    "async": ("walk (async)", "statuses (async)"),
}
"""The layers that look from each side: enough to see everything, and none that draws at random."""


@frozen
class Matrix:
    """What was seen of one API, by side, and by which layers."""

    api: str
    reports: Mapping[str, Mapping[str, Report]]

    def answers(self) -> Iterator[tuple[str, int, dict[str, str]]]:
        """Each documented (operation, status), and the layers that saw it from each side."""
        for operation in operations(self.api).values():
            for status in sorted(operation.statuses):
                yield (
                    operation.id,
                    status,
                    {
                        side: _names(
                            layer
                            for layer, report in reports.items()
                            if (operation.id, status) in report.seen
                        )
                        for side, reports in self.reports.items()
                    },
                )

    def steps(self) -> Iterator[tuple[Step, dict[str, str]]]:
        """Each documented step of a life cycle, and the layers that saw it from each side."""
        for step in documented_steps(self.api):
            yield (
                step,
                {
                    side: _names(layer for layer, report in reports.items() if step in report.steps)
                    for side, reports in self.reports.items()
                },
            )

    def missing(self) -> list[str]:
        """What is documented and was not seen from some side."""
        unseen = [
            f"{operation} {status} ({side})"
            for operation, status, sides in self.answers()
            for side, layers in sides.items()
            if not layers
        ]
        return unseen + [
            f"{step} ({side})"
            for step, sides in self.steps()
            for side, layers in sides.items()
            if not layers
        ]

    def __str__(self) -> str:
        """The two tables, in Markdown."""
        lines = [f"## {self.api}", "", "| operation | status | raw | sync | async |"]
        lines += ["|---|---|---|---|---|"]
        for operation, status, sides in self.answers():
            lines.append(f"| {operation} | {status} | {' | '.join(sides.values())} |")
        lines += ["", "| resource | by | from | to | raw | sync | async |"]
        lines += ["|---|---|---|---|---|---|---|"]
        for (resource, by, name, left, entered), sides in self.steps():
            way = f"{resource} | {by} {name} | {left or '(born)'} | {entered}"
            lines.append(f"| {way} | {' | '.join(sides.values())} |")
        return "\n".join(lines) + "\n"


def matrix(target: Target) -> Matrix:
    """Run the layers of all sides on a target with a control plane."""
    return Matrix(
        target.api,
        {side: dict(suite.run(target, layers=layers)) for side, layers in SIDES.items()},
    )


def documented_steps(api: str) -> Iterator[Step]:
    """Every step of the life cycles of an API, one from each state that it leaves."""
    for cycle in cycles(api):
        for row in cycle.rows:
            for name in sorted(row.names):
                for left in sorted(row.leaves) or (None,):
                    entered = (left or "") if row.enters == SAME else row.enters
                    yield cycle.resource, row.by, name, left, entered


def page(matrices: Iterable[Matrix]) -> str:
    """The whole page."""
    head = (
        "<!-- Written by `make matrix`; a test compares it: do not edit. -->\n\n"
        "# What the contract suites see\n\n"
        "Every answer that a contract documents and every step of its life cycles, with the\n"
        "layers that saw it on the mock: raw, and through the SDK's client of each style.\n"
    )
    return "\n".join([head, *map(str, matrices)])


def _names(layers: Iterable[str]) -> str:
    """The layers without their styles."""
    return " ".join(dict.fromkeys(each.partition(" ")[0] for each in layers))


def main() -> None:
    """Write the page."""
    with running(SpoilableApp()) as url, targets(url) as make:
        PAGE.write_text(page(matrix(make(api)) for api in APIS), encoding="utf-8")


if __name__ == "__main__":
    main()
