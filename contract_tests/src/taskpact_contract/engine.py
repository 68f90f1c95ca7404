"""Runs schemathesis on a target, and reports what it found in our terms."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, cast

from attrs import define, field
from schemathesis import Case
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.specs.openapi.schemas import OpenApiSchema
from schemathesis.transport.requests import REQUESTS_TRANSPORT

from taskpact_contract import settings
from taskpact_contract.documents import Operation, operations
from taskpact_contract.failures import sentence
from taskpact_contract.findings import Finding, Report
from taskpact_contract.pace import Pace
from taskpact_contract.selection import BUDGET_SPENT, selected
from taskpact_contract.target import Target

PHASES = ("examples", "coverage", "fuzzing", "stateful")


def run(
    layer: str,
    phases: Collection[str],
    target: Target,
    *,
    seed: int | None,
    max_examples: int | None,
    only: Collection[str],
) -> Report:
    """Run some phases of schemathesis as a layer."""
    chosen, skipped = selected(target, only)
    spent = target.pace.spent
    if spent:
        return Report(skipped=(*skipped, BUDGET_SPENT))
    schema = settings.schema(target, seed=seed, max_examples=max_examples)
    for name in PHASES:
        schema.config.phases.get_by_name(name=name).enabled = name in phases
    if others := operations(target.api).keys() - {each.id for each in chosen}:
        # an `include` would add to what the published settings select, which is everything
        schema = cast(OpenApiSchema, schema.exclude(operation_id=sorted(others)))
    collected = _Collected(layer, target)
    with _paced(target.pace):
        target.pace.step()  # schemathesis first asks the server something of its own
        stream = from_schema(schema).execute()
        for event in stream:
            match event:
                case events.ScenarioFinished(recorder=recorder):
                    collected.scenario(recorder)
                case events.NonFatalError() | events.FatalError() if not target.pace.spent:
                    collected.broken_off(event)
            if target.pace.spent:
                stream.stop()
    if target.pace.spent:
        skipped += (BUDGET_SPENT,)
    return Report(collected.findings, frozenset(collected.seen), collected.checked, skipped)


@contextmanager
def _paced(pace: Pace) -> Iterator[None]:
    """Meanwhile every request waits for its turn.

    Some checks send requests of their own past all hooks; only the transport, of which there is one
    in a process, sees them all.
    """
    send = REQUESTS_TRANSPORT.send

    def paced(*args: Any, **kwargs: Any) -> Any:
        pace.step()
        return send(*args, **kwargs)

    vars(REQUESTS_TRANSPORT)["send"] = paced
    try:
        yield
    finally:
        del vars(REQUESTS_TRANSPORT)["send"]


@define
class _Collected:
    """What came out so far."""

    layer: str
    target: Target
    findings: list[Finding] = field(factory=list)
    seen: set[tuple[str, int]] = field(factory=set)
    checked: Counter[str] = field(factory=Counter)

    def scenario(self, recorder: ScenarioRecorder) -> None:
        """Take in what one scenario sent and what became of it."""
        self.findings += self._failures(recorder)
        by_place = {(each.method, each.path): each.id for each in self._operations()}
        for case_id, interaction in recorder.interactions.items():
            case = recorder.cases[case_id].value
            self.checked[_id_of(case)] += 1
            # Other methods are tried on an operation's path, too: their answers are not its own.
            operation = by_place.get((case.method.upper(), case.operation.path))
            if operation is not None and interaction.response is not None:
                self.seen.add((operation, interaction.response.status_code))

    def broken_off(self, event: events.NonFatalError | events.FatalError) -> None:
        """A request without an answer, or a fault of the engine: neither may pass as success."""
        if isinstance(event, events.FatalError):
            self._add("*", "engine", repr(event.exception))
            return
        message = f"{event.info.title}\n{event.info.message}"
        self._add(event.label, "engine", message, request=event.info.code_sample or "")

    def _failures(self, recorder: ScenarioRecorder) -> Iterator[Finding]:
        known = operations(self.target.api)
        for case_id, checks in recorder.checks.items():
            operation = known[_id_of(recorder.cases[case_id].value)]
            for check in checks:
                if check.status is Status.FAILURE and (info := check.failure_info) is not None:
                    yield Finding(
                        layer=self.layer,
                        api=self.target.api,
                        operation=operation.id,
                        check=check.name,
                        message=sentence(info.failure.title, info.failure.message),
                        request=info.code_sample,
                        pointer=operation.pointer,
                    )

    def _add(self, operation: str, check: str, message: str, *, request: str = "") -> None:
        self.findings.append(
            Finding(
                layer=self.layer,
                api=self.target.api,
                operation=operation,
                check=check,
                message=message,
                request=request,
            )
        )

    def _operations(self) -> Collection[Operation]:
        return operations(self.target.api).values()


def _id_of(case: Case[Any]) -> str:
    found: str = case.operation.definition.raw["operationId"]
    return found
