"""Runs the model of an API: random sequences of calls, and the smallest one that goes wrong."""

from collections.abc import Collection
from contextlib import ExitStack
from typing import cast

import hypothesis
from hypothesis import Phase, Verbosity
from hypothesis.errors import HypothesisException
from hypothesis.reporting import with_reporter
from hypothesis.stateful import RuleBasedStateMachine, get_state_machine_test

from taskpact_contract import settings
from taskpact_contract.documents import operations
from taskpact_contract.findings import Finding, Report, Skipped
from taskpact_contract.models.apis import MACHINES
from taskpact_contract.models.machine import Bench, EnoughError
from taskpact_contract.probe import BrokenError
from taskpact_contract.selection import selected, stopped
from taskpact_contract.target import Target

LAYER = "model"
PART = Skipped(operation="*", reason="it calls the whole API, and only a part may be called")
STEPS = 15
"""How many rules one sequence takes at most."""


def run(
    target: Target,
    *,
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
    shrink: bool = True,
) -> Report:
    """Run sequences of calls, as many as `max_examples` says, through both clients in turn.

    The published settings decide the seed and the number where they are not given. A model is one
    whole, and is left out where `only` some operations may be called. Without `shrink` the first
    sequence that goes wrong is told, not the smallest.
    """
    _, skipped = selected(target, only)
    if only and not operations(target.api).keys() <= set(only):
        return Report(skipped=(*skipped, PART))
    given = settings.published()
    # Without a world to begin anew, a sequence that went wrong need not go wrong again.
    phases = [Phase.generate, *([Phase.shrink] if shrink and target.control else [])]
    limits = hypothesis.settings(
        max_examples=max_examples or given["generation"]["max-examples"],
        stateful_step_count=STEPS,
        database=None,
        deadline=None,
        phases=phases,
        suppress_health_check=settings.HEALTH_CHECKS,
        verbosity=Verbosity.quiet,
        report_multiple_bugs=False,
    )
    findings: list[Finding] = []
    with ExitStack() as stack:
        bench = Bench.of(target, stack)
        machine = MACHINES[target.api]
        factory = cast(type[RuleBasedStateMachine], lambda: machine(bench))
        prepared = get_state_machine_test(factory, settings=limits)
        stack.enter_context(with_reporter(_say_nothing))
        try:
            hypothesis.seed(given["seed"] if seed is None else seed)(prepared)()
        except (BrokenError, EnoughError, HypothesisException):
            # The bench keeps what went wrong; an engine that was stopped may complain about that.
            if bench.broken is None and not target.pace.spent:
                raise
        except (LookupError, TypeError, ValueError) as error:
            bench.lose(error)
    if bench.broken is not None:
        findings.append(_finding(target.api, *bench.broken))
    skipped += stopped(target.pace)
    return Report(findings, frozenset(bench.seen), bench.checked, skipped)


def _say_nothing(_text: object) -> None:
    """The report tells the story."""


def _finding(api: str, story: list[str], error: BrokenError) -> Finding:
    calls = "\n".join(story)
    return Finding(
        layer=LAYER,
        api=api,
        operation=error.operation,
        check=error.check,
        message=f"{error.message}\nafter\n{calls}",
        request=error.curl,
        pointer=operations(api)[error.operation].pointer,
    )
