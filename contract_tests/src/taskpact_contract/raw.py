"""The raw layer: everything that schemathesis makes of a contract, sent over HTTP.

All its phases run: the contract's examples, the borders of every schema, random data good and bad,
and sequences along the links.
"""

from collections.abc import Collection, Iterator
from typing import cast

from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.specs.openapi.schemas import OpenApiSchema

from taskpact_contract import settings
from taskpact_contract.documents import operations
from taskpact_contract.findings import Finding, Report, Seen
from taskpact_contract.target import Target

LAYER = "raw"


def run(
    target: Target,
    *,
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
) -> Report:
    """Run all phases on each operation, or on `only` some.

    The published settings decide the seed and the number of examples of each operation and phase
    where they are not given. The same seed makes the same requests as long as the server answers
    the same.
    """
    schema = settings.schema(target, seed=seed, max_examples=max_examples)
    if only:  # an `include` would add to what the published settings select, which is everything
        others = operations(target.api).keys() - set(only)
        schema = cast(OpenApiSchema, schema.exclude(operation_id=sorted(others)))
    findings: list[Finding] = []
    seen: set[tuple[str, int]] = set()
    for event in from_schema(schema).execute():
        match event:
            case events.ScenarioFinished(recorder=recorder):
                findings += _failures(target.api, recorder)
                seen |= _seen(target.api, recorder)
            case events.NonFatalError() | events.FatalError():
                findings.append(_broken_off(target.api, event))
    return Report(findings, frozenset(seen))


def _failures(api: str, recorder: ScenarioRecorder) -> Iterator[Finding]:
    for case_id, checks in recorder.checks.items():
        operation = recorder.cases[case_id].value.operation
        for check in checks:
            if check.status is Status.FAILURE and (info := check.failure_info) is not None:
                yield Finding(
                    layer=LAYER,
                    api=api,
                    operation=operation.definition.raw["operationId"],
                    check=check.name,
                    message=f"{info.failure.title}\n{info.failure.message}",
                    request=info.code_sample,
                )


def _seen(api: str, recorder: ScenarioRecorder) -> Seen:
    """What was answered to the operations' own methods, if the contract documents it."""
    by_place = {(each.method, each.path): each.id for each in operations(api).values()}
    pairs = set()
    for case_id, interaction in recorder.interactions.items():
        case = recorder.cases[case_id].value
        operation = by_place.get((case.method.upper(), case.operation.path))
        if operation is not None and interaction.response is not None:
            pairs.add((operation, interaction.response.status_code))
    return frozenset(pairs)


def _broken_off(api: str, event: events.NonFatalError | events.FatalError) -> Finding:
    """A request without an answer, or a fault of the engine: neither may pass as success."""
    if isinstance(event, events.FatalError):
        return Finding(
            layer=LAYER, api=api, operation="*", check="engine", message=repr(event.exception)
        )
    return Finding(
        layer=LAYER,
        api=api,
        operation=event.label,
        check="engine",
        message=f"{event.info.title}\n{event.info.message}",
        request=event.info.code_sample or "",
    )
