"""What of the contracts has been seen, and what has not."""

from collections.abc import Iterator

from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.model import Contract, Operation
from taskpact_mock.world.coverage import Coverage, Step
from taskpact_mock.world.lifecycle import Machine


def report(contract: Contract, coverage: Coverage) -> JSON:
    """Operations by status and life cycles by step, each with what is documented but missing."""
    machines = (Machine(each) for each in contract.lifecycles.values())
    return {
        "operations": {
            name: _answers(operation, coverage) for name, operation in contract.operations.items()
        },
        "transitions": {each.resource: _steps(each, coverage) for each in machines},
    }


def _answers(operation: Operation, coverage: Coverage) -> JSON:
    seen = {
        status: count
        for (api, name, status), count in sorted(coverage.answers.items())
        if (api, name) == (operation.api, operation.id)
    }
    return {
        "seen": {str(status): count for status, count in seen.items()},
        "missing": sorted(set(operation.responses) - set(seen)),
    }


def _steps(machine: Machine, coverage: Coverage) -> JSON:
    documented = list(dict.fromkeys(_documented(machine)))
    return {
        "seen": [_shown(step) for step in documented if step in coverage.steps],
        "missing": [_shown(step) for step in documented if step not in coverage.steps],
    }


def _documented(machine: Machine) -> Iterator[Step]:
    for row in machine.transitions:
        for name in sorted(row.names):
            for state in sorted(row.leaves) or (None,):
                entered = row.enters or state or ""
                yield machine.api, machine.resource, row.by, name, state, entered


def _shown(step: Step) -> dict[str, JSON]:
    _, _, by, name, left, entered = step
    return {"by": by, "name": name, "from": left, "to": entered}
