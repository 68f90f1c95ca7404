"""The statuses layer: every answer that the contract documents, whether or not it comes by itself.

The mock is told to give it; the raw answer must be what the contract says, and the SDK must make of
it what it means.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from taskpact_contract.control import Control
from taskpact_contract.documents import Operation, operations
from taskpact_contract.doors import example
from taskpact_contract.findings import Finding, Report
from taskpact_contract.pace import SpentError
from taskpact_contract.probe import Answer, BrokenError, Probe, Style
from taskpact_contract.selection import BUDGET_SPENT, WITHOUT_CONTROL, selected
from taskpact_contract.target import Target


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
    if not target.control:
        return Report(skipped=(WITHOUT_CONTROL,))
    chosen, skipped = selected(target, only)
    findings: list[Finding] = []
    seen: Counter[tuple[str, int]] = Counter()
    with Control.of(target) as control, Probe(target, style) as probe:
        control.reset()
        try:
            for operation, wanted in _wanted(chosen):
                if wanted is not None:
                    control.script(operation.id, {"status": wanted})
                try:
                    answer = probe.send(operation.id, **example(operation, target.principal))
                    seen[operation.id, answer.status] += 1
                    _judge(answer, wanted)
                except BrokenError as error:
                    findings.append(_finding(target.api, style, wanted, error))
        except SpentError:
            skipped += (BUDGET_SPENT,)
    checked: Counter[str] = Counter()
    for (name, _), count in seen.items():
        checked[name] += count
    return Report(findings, frozenset(seen), checked, skipped)


def _wanted(chosen: Iterable[Operation]) -> Iterator[tuple[Operation, int | None]]:
    """Each operation as it comes (None), then with each refusal."""
    for operation in chosen:
        yield operation, None
        for status in sorted(operation.statuses):
            if status >= 300:
                yield operation, status


def _judge(answer: Answer, wanted: int | None) -> None:
    if wanted is not None and answer.status != wanted:
        message = f"answered {answer.status} instead of {wanted}, which it was told to"
        raise BrokenError(answer.operation, "status", message, answer.curl)


def _finding(api: str, style: Style, wanted: int | None, error: BrokenError) -> Finding:
    return Finding(
        layer=f"statuses ({style})",
        api=api,
        operation=error.operation,
        check=error.check,
        message=f"{'called plainly' if wanted is None else wanted}:\n{error.message}",
        request=error.curl,
        pointer=operations(api)[error.operation].pointer,
    )
