"""Mutants written by hand: each breaks one rule that no schema and no life cycle states."""

from collections.abc import Iterator

from contract_tests.mutants.mutant import Mutant
from contract_tests.mutants.rules import (
    agent_runs,
    agent_runtime,
    agent_tasks,
    agents_v2,
    task_records,
)

_RULES = {
    rules.api: rules
    for rules in (
        agents_v2.RULES,
        agent_tasks.RULES,
        task_records.RULES,
        agent_runs.RULES,
        agent_runtime.RULES,
    )
}


def derive(api: str) -> Iterator[Mutant]:
    """Every broken rule of the API."""
    yield from _RULES[api].mutants()
