"""Run mutants against the joined suite, and write docs/mutation.md after a whole run."""

import argparse
import hashlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from attrs import asdict

from contract_tests.mutants import catalogue, report, rivals, runner, verdicts
from contract_tests.mutants.contracts import APIS
from contract_tests.mutants.mutant import GROUPS, Mutant
from contract_tests.mutants.reach import Reach
from contract_tests.mutants.trial import Effort, Outcome

SOURCES = ("clients/python/src", "contract_tests/src", "contract_tests/mutants", "mock_server/src")
TOLD_BY = ("report.py", "verdicts.py", "comparing.py", "tools.py")
"""Modules of the mutants that only tell of outcomes, or of what other tools make of mutants."""
FEW = 5
JOURNAL = report.ROOT / ".bench" / "mutate" / "outcomes.jsonl"


def main() -> int:
    """Run the command line; the result is the exit status."""
    options = _options()
    found = catalogue.chosen(options.api, options.group, options.mutant)
    if options.sample:
        found = catalogue.sample(found, options.sample)
    if options.list:
        _tell("\n".join(each.name for each in found))
        return 0
    whole = len(found) == len(catalogue.mutants())
    effort = Effort(seed=options.seed, max_examples=options.max_examples)
    journal = _journal(effort, JOURNAL, fresh=options.again)
    if options.mutant:  # somebody wants to see it happen
        journal = _journal(effort, JOURNAL.with_name("again.jsonl"), fresh=True)
    outcomes = run(found, effort, options.workers, journal, _tell)
    if not whole and not options.report:
        _tell("\n".join(f"{each.verdict:12}{each.layer:16}{each.name}" for each in outcomes))
        _tell("\n".join(report.table(outcomes)))
        return int(bool(verdicts.survivors(outcomes)))
    compared = None
    if options.rivals:
        compared = rivals.compare(outcomes, options.workers, _tell, options.rivals)
    _tell(report.write(outcomes, effort, compared))
    faults = verdicts.faults(outcomes, whole=whole)
    _tell("\n".join(faults))
    return int(bool(faults))


def run(
    mutants: Sequence[Mutant],
    effort: Effort,
    workers: int,
    kept: runner.Journal,
    told: Callable[[str], object],
) -> list[Outcome]:
    """The outcome of each mutant, in their order; those in the journal are not run again.

    Of many, it is found out first which can be noticed where; a few simply run.
    """
    left = [each for each in mutants if each.name not in kept.outcomes]
    reached: Reach = {}
    if len(left) > FEW:
        told("the suite on the right server")
        reached = runner.reached(left, effort, workers)
    _unreachable(left, reached, kept)
    trials = [(each.name, reached.get(each.name)) for each in mutants]
    runner.run(trials, kept, effort, workers, told)
    return [kept.outcomes[each.name] for each in mutants]


def _unreachable(mutants: Sequence[Mutant], reached: Reach, journal: runner.Journal) -> None:
    """What changes nothing in anything that the suite asks need not be run."""
    for each in mutants:
        if reached.get(each.name) == ():
            journal.add(
                Outcome(name=each.name, group=each.group, api=each.api, verdict="unreachable")
            )


def _journal(effort: Effort, path: Path, *, fresh: bool) -> runner.Journal:
    """What a run of the same suite on the same sources has left, if it was broken off."""
    about = {**asdict(effort), "sources": _digest()}
    return runner.Journal(path, about, fresh=fresh)


def _digest() -> str:
    """Of everything that decides what becomes of a mutant."""
    found = hashlib.sha256()
    for folder in SOURCES:
        for path in sorted((report.ROOT / folder).rglob("*.*")):
            if path.suffix in (".py", ".json", ".toml") and path.name not in TOLD_BY:
                found.update(path.read_bytes())
    return found.hexdigest()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m contract_tests.mutants", description=__doc__)
    parser.add_argument("--list", action="store_true", help="name the mutants and run none")
    parser.add_argument("--sample", type=int, metavar="N", help="only N, the same every time")
    parser.add_argument("--api", action="append", choices=APIS, default=[])
    parser.add_argument("--group", action="append", choices=GROUPS, default=[])
    parser.add_argument("--mutant", action="append", metavar="NAME", default=[])
    parser.add_argument("--seed", type=int, default=Effort().seed)
    parser.add_argument("--max-examples", type=int, default=Effort().max_examples)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--report", action="store_true", help="write the page for a sample, too")
    parser.add_argument("--again", action="store_true", help="do not go on with a broken-off run")
    parser.add_argument(
        "--rivals", type=int, default=rivals.SIZE, metavar="N", help="mutants for other tools"
    )
    return parser.parse_args()


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n" if text else "")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
