"""What a whole run comes to: rates, survivors with their reasons, and whether it passes."""

import re
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

import yaml
from attrs import frozen

from contract_tests.mutants.mutant import BEHAVIOURAL, SPEC_DERIVED
from contract_tests.mutants.trial import Outcome

SURVIVORS = Path(__file__).with_name("survivors.yaml")

FLOORS = {"spec-derived": 0.95, "behavioural": 0.95, "client": 13 / 14}
"""The share of the mutants that can be noticed of which the joined suite must kill so many."""


@frozen(kw_only=True)
class Reason:
    """Why mutants survive. In a pattern, `*` stands for anything.

    What is `equivalent` cannot be told from the right server by anybody, so nobody has missed it.
    """

    pattern: str
    reason: str
    equivalent: bool = False

    def fits(self, name: str) -> bool:
        """Whether the mutant of that name is one of them."""
        return re.fullmatch(".*".join(map(re.escape, self.pattern.split("*"))), name) is not None


@frozen(kw_only=True)
class Rate:
    """How many mutants were killed of those that can be noticed."""

    killed: int
    reachable: int

    @property
    def share(self) -> float:
        """Between 0 and 1; 1 where there are none."""
        return self.killed / self.reachable if self.reachable else 1.0

    def __str__(self) -> str:
        return f"{self.killed} of {self.reachable} ({self.share:.1%})"


def kind(group: str) -> str:
    """To which of the floors a group counts."""
    if group in SPEC_DERIVED:
        return "spec-derived"
    return "behavioural" if group in BEHAVIOURAL else "client"


def rate(outcomes: Collection[Outcome]) -> Rate:
    """The rate of some outcomes."""
    return Rate(
        killed=sum(each.verdict == "killed" for each in outcomes),
        reachable=sum(map(can_be_noticed, outcomes)),
    )


def can_be_noticed(outcome: Outcome) -> bool:
    """Whether a suite could tell the mutant from the right server."""
    if outcome.verdict != "survived":
        return outcome.verdict != "unreachable"
    reason = reason_of(outcome.name)
    return reason is None or not reason.equivalent


def rates(outcomes: Collection[Outcome]) -> Mapping[str, Rate]:
    """The rate for each floor."""
    return {name: rate([each for each in outcomes if kind(each.group) == name]) for name in FLOORS}


@cache
def reasons() -> tuple[Reason, ...]:
    """The reasons that are written down."""
    return tuple(Reason(**each) for each in yaml.safe_load(SURVIVORS.read_text()) or ())


def survivors(outcomes: Collection[Outcome]) -> list[Outcome]:
    """Those that could be noticed and were not."""
    return [each for each in outcomes if each.verdict in ("survived", "timeout")]


def reason_of(name: str) -> Reason | None:
    """The first reason that fits."""
    return next((each for each in reasons() if each.fits(name)), None)


def faults(outcomes: Collection[Outcome], *, whole: bool = True) -> list[str]:
    """What is wrong with the outcome of a run, in words; nothing if it passes.

    That a reason has no survivor is only known after a `whole` run.
    """
    found = [
        f"{name}: {rate} killed, less than {FLOORS[name]:.1%}"
        for name, rate in rates(outcomes).items()
        if rate.share < FLOORS[name]
    ]
    used = set()
    for each in survivors(outcomes):
        reason = reason_of(each.name)
        used.add(reason)
        if reason is None:
            found.append(f"{each.name} survives without a reason in {SURVIVORS.name}")
    found += [
        f"{each.pattern} in {SURVIVORS.name} fits no survivor: take it out"
        for each in reasons()
        if whole and each not in used
    ]
    return found
