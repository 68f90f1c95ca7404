"""The statuses layer: every answer that the contract documents, whether or not it comes by itself.

The mock is told to give it; the raw answer must be what the contract says, and the SDK must make of
it what it means.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from taskpact_contract.bridge.compare import difference
from taskpact_contract.control import Control
from taskpact_contract.documents import Operation
from taskpact_contract.doors import example
from taskpact_contract.findings import Report
from taskpact_contract.moments import future_fault
from taskpact_contract.probe import Answer, BrokenError, Probe, Style
from taskpact_contract.target import Target
from taskpact_contract.visit import Visit, controlled

NAME = "x-correlation-id"
"""The header that names an exchange, in contracts that have it: the caller's name, or a new one."""


def run(
    target: Target,
    *,
    style: Style = "raw",
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
) -> Report:
    """Call each operation, or `only` some, plainly and once for each documented refusal.

    It needs a target with `control`, and sends the same whatever `seed` and `max_examples` are.
    """
    del seed, max_examples
    return controlled(f"statuses ({style})", target, only, partial(_call_all, style=style))


def _call_all(visit: Visit, control: Control, *, style: Style) -> None:
    names: set[str] = set()
    with Probe(visit.target, style) as probe:
        control.reset()
        for operation, wanted in _wanted(visit.operations):
            if wanted is not None:
                control.script(operation.id, {"status": wanted})
            with visit.trying(operation, "called plainly" if wanted is None else str(wanted)):
                answer = probe.send(operation.id, **example(operation, visit.target.principal))
                visit.saw(answer)
                _judge(answer, _problems(operation, answer, wanted, names, control))


def _wanted(chosen: Iterable[Operation]) -> Iterator[tuple[Operation, int | None]]:
    """Each operation as it comes (None), then with each refusal."""
    for operation in chosen:
        yield operation, None
        for status in sorted(operation.statuses):
            if status >= 300:
                yield operation, status


def _judge(answer: Answer, problems: Iterable[tuple[str, str | None]]) -> None:
    for check, problem in problems:
        if problem is not None:
            raise BrokenError(answer.operation, check, problem, answer.curl)


def _problems(
    operation: Operation,
    answer: Answer,
    wanted: int | None,
    names: set[str],
    control: Control,
) -> Iterator[tuple[str, str | None]]:
    """The rules that an answer has to keep, and how it breaks them."""
    other = f"answered {answer.status} instead of {wanted}, which it was told to"
    yield "status", other if wanted not in (None, answer.status) else None
    if wanted is not None:
        known = operation.answers[wanted]  # which a mock answers that is told a status
        yield "body", difference(known, answer.body, "the body")
    yield "name", _name_fault(answer, names)
    if wanted is None:
        yield "time", future_fault(answer.body, control.now())


def _name_fault(answer: Answer, names: set[str]) -> str | None:
    """How an exchange has not the name that the caller gave it, or else one of its own."""
    request, response = answer.exchange.request, answer.exchange.response
    assert response is not None
    if NAME not in response.headers:  # where it is required, the contract has been checked
        return None
    name, given = response.headers[NAME], request.headers.get(NAME)
    if given is not None:
        return None if name == given else f"{NAME} is {name!r}, and {given!r} was sent"
    known = name in names
    names.add(name)
    return f"{NAME} is {name!r}, as in an answer before" if known else None
