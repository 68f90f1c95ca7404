"""docs/mutation.md: what was run, which layer kills what, what survives and why."""

import datetime
import platform
import subprocess
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from contract_tests.mutants import catalogue
from contract_tests.mutants.mutant import GROUPS
from contract_tests.mutants.rivals import Comparison
from contract_tests.mutants.trial import Effort, Outcome
from contract_tests.mutants.verdicts import (
    FLOORS,
    rate,
    rates,
    reason_of,
    survivors,
)
from taskpact_contract import suite

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "mutation.md"

HEAD = """# Mutation score

Written by `make mutate` on {date}, at commit {commit}: Python {python}, seed {seed}, {examples}
examples an operation and layer, {count}.
A mutant is the mock or the SDK with one fault; its name says where and which. The layers of the
joined suite run in the order of the table until one objects: that one is said to kill it. A mutant
whose fault never came to bear on what the suite asks is unreachable, and one that nobody could tell
from the right server is equivalent; neither counts.
`python -m contract_tests.mutants --mutant NAME` runs one again.
"""


def commit() -> str:
    """The commit that is checked out, and whether files differ from it."""
    found = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude=*"],  # noqa: S607 # whichever git
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return found.stdout.strip()


def write(outcomes: Collection[Outcome], effort: Effort, comparison: Comparison | None) -> str:
    """Write the report, and return it."""
    head = HEAD.format(
        date=datetime.date.today().isoformat(),  # noqa: DTZ011 # the day here is what is meant
        commit=commit(),
        python=platform.python_version(),
        seed=effort.seed,
        examples=effort.max_examples,
        count=_count(len(outcomes)),
    )
    lines = [
        head,
        *_section("Kill rate", _floors(outcomes)),
        *_section("By group and layer", table(outcomes)),
        *_section("By API", _by_api(outcomes)),
        *_section("Beside other tools", _beside(comparison)),
        *_section("Survivors", _survivors(outcomes)),
        *_section("Unreachable", _unreachable(outcomes)),
    ]
    text = "\n".join(lines).rstrip() + "\n"
    TARGET.write_text(text)
    return text


def _count(count: int) -> str:
    """How many mutants, and out of how many where not all of them were run."""
    whole = len(catalogue.mutants())
    if count == whole:
        return f"all {whole:,} mutants"
    return f"a sample of {count:,} of {whole:,} mutants, spread evenly over the groups"


def table(outcomes: Collection[Outcome]) -> Iterator[str]:
    """Rows of groups, columns of layers."""
    layers = [name for name in suite.LAYERS if any(each.layer == name for each in outcomes)]
    yield _row(["group", "reachable", "killed", *layers, "survive", "unreachable"])
    yield _row(["---"] * (len(layers) + 5))
    for group in (*GROUPS, "all"):
        found = [each for each in outcomes if group in (each.group, "all")]
        if not found:
            continue
        killers = Counter(each.layer for each in found if each.verdict == "killed")
        reached = rate(found)
        yield _row(
            [
                group,
                reached.reachable,
                f"{reached.killed} ({reached.share:.0%})",
                *(killers[layer] for layer in layers),
                reached.reachable - reached.killed,
                sum(each.verdict == "unreachable" for each in found),
            ]
        )


def _section(title: str, lines: Iterator[str]) -> list[str]:
    return [f"## {title}", "", *lines, ""]


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _floors(outcomes: Collection[Outcome]) -> Iterator[str]:
    yield _row(["mutants", "killed by the joined suite", "floor"])
    yield _row(["---"] * 3)
    for name, found in rates(outcomes).items():
        yield _row([name, found, f"{FLOORS[name]:.1%}"])


def _by_api(outcomes: Collection[Outcome]) -> Iterator[str]:
    yield _row(["API", "killed of reachable", "unreachable"])
    yield _row(["---"] * 3)
    for api in dict.fromkeys(each.api for each in outcomes):
        found = [each for each in outcomes if each.api == api]
        yield _row([api, rate(found), sum(each.verdict == "unreachable" for each in found)])


def _beside(comparison: Comparison | None) -> Iterator[str]:
    if comparison is None:
        yield "Not run this time."
        return
    yield from comparison.lines()


def _survivors(outcomes: Collection[Outcome]) -> Iterator[str]:
    found = [(reason_of(each.name), each) for each in survivors(outcomes)]
    if not found:
        yield "None."
        return
    by_reason: Mapping[str, list[Outcome]] = _grouped(
        [(reason.reason if reason else "No reason is known yet.", each) for reason, each in found]
    )
    for reason, those in by_reason.items():
        yield f"{reason} ({len(those)})"
        yield ""
        for each in those:
            late = ", not ended in time" if each.verdict == "timeout" else ""
            yield f"- `{each.name}`{late}"
        yield ""


def _unreachable(outcomes: Collection[Outcome]) -> Iterator[str]:
    """The names, those of one answer or machine in one line."""
    found = [each for each in outcomes if each.verdict == "unreachable"]
    if not found:
        yield "None."
        return
    yield "What the suite asks never brings these to bear: most are answers that no layer can"
    yield "bring a right server to give."
    yield ""
    for place, those in groupby(found, key=lambda each: _place(each.name)):
        ends = [each.name.removeprefix(place) for each in those]
        yield f"- `{place}`: {', '.join(f'`{end}`' for end in ends)}"


def _place(name: str) -> str:
    return ":".join(name.split(":")[:2]) + ":"


def _grouped(pairs: Collection[tuple[str, Outcome]]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = {}
    for reason, outcome in pairs:
        found.setdefault(reason, []).append(outcome)
    return found
