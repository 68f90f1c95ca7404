"""Runs schemathesis on a target, and reports what it found in our terms."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, suppress
from typing import Any, cast

import requests
from attrs import define, field
from schemathesis import Case
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.specs.openapi.schemas import OpenApiSchema

from taskpact_contract import settings
from taskpact_contract.documents import Operation, load, operations
from taskpact_contract.failures import sentence
from taskpact_contract.findings import Finding, Report, Skipped
from taskpact_contract.pace import SpentError
from taskpact_contract.routes import Match, Routes
from taskpact_contract.selection import selected, stopped
from taskpact_contract.target import Target
from taskpact_contract.transport import LateError, UnreadableError, guarded

PHASES = ("examples", "coverage", "fuzzing", "stateful")

UNLINKED = Skipped(
    operation="*", reason="no link leads from one of the chosen operations to another"
)
"""What a layer reports that walks along links where there are none."""


def run(
    layer: str,
    phases: Collection[str],
    target: Target,
    *,
    seed: int | None,
    max_examples: int | None,
    only: Collection[str],
) -> Report:
    """Run some phases of schemathesis as a layer.

    Raises KeyboardInterrupt if somebody interrupts it: what broke off says nothing.
    """
    chosen, skipped = selected(target, only)
    if target.pace.spent:
        return Report(skipped=(*skipped, *stopped(target.pace)))
    schema = settings.schema(target, seed=seed, max_examples=max_examples)
    for name in PHASES:
        schema.config.phases.get_by_name(name=name).enabled = name in phases
    if others := operations(target.api).keys() - {each.id for each in chosen}:
        # an `include` would add to what the published settings select, which is everything
        schema = cast(OpenApiSchema, schema.exclude(operation_id=sorted(others)))
    sequences = "stateful" in phases
    if sequences and not _linked(schema):
        return Report(skipped=(*skipped, UNLINKED))
    collected = _Collected(layer, target)
    with guarded(target.pace, _streams(target), sequences=sequences):
        _execute(schema, collected)
    return Report(
        collected.findings,
        frozenset(collected.seen),
        collected.checked,
        (*skipped, *stopped(target.pace)),
    )


def _execute(schema: OpenApiSchema, collected: "_Collected") -> None:
    """Run schemathesis until it ends or no further request may be sent."""
    pace = collected.target.pace
    stream = from_schema(schema).execute()
    ended = False
    with suppress(SpentError), closing(stream.generator):
        for event in stream:
            match event:
                case events.ScenarioFinished(recorder=recorder):
                    collected.scenario(recorder)
                case events.NonFatalError(value=SpentError()):
                    pass  # it is said once, of the whole layer
                case events.NonFatalError() | events.FatalError():
                    collected.broken_off(event)
                case events.Interrupted() if not ended:
                    raise KeyboardInterrupt
            if pace.spent and not ended:
                ended = True
                stream.stop()


def _linked(schema: OpenApiSchema) -> bool:
    """Whether a link of the contract leads from one of the selected operations to another."""
    return schema.apply_stateful_inference(None).selected > 0


def _streams(target: Target) -> Callable[[str, str], bool]:
    """Tells which requests ask for a stream of events."""
    routes, known = Routes(load(target.api)), operations(target.api)
    # As it is sent: host names, escapes and dots are written in many ways.
    base = str(requests.Request("GET", target.base_url).prepare().url).rstrip("/")

    def streams(method: str, url: str) -> bool:
        found = routes.find(method, url.removeprefix(base).partition("?")[0])
        return isinstance(found, Match) and known[found.route.id].streams

    return streams


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
            if interaction.response is None:
                continue
            case = recorder.cases[case_id].value
            self.checked[_id_of(case)] += 1
            # Other methods are tried on an operation's path, too: their answers are not its own.
            operation = by_place.get((case.method.upper(), case.operation.path))
            if operation is not None:
                self.seen.add((operation, interaction.response.status_code))

    def broken_off(self, event: events.NonFatalError | events.FatalError) -> None:
        """A request without an answer, or a fault of the engine: neither may pass as success."""
        if isinstance(event, events.FatalError):
            self._add("*", "engine", repr(event.exception))
            return
        ours = isinstance(event.value, LateError | UnreadableError)
        message = str(event.value) if ours else f"{event.info.title}\n{event.info.message}"
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

    def _add(self, label: str, check: str, message: str, *, request: str = "") -> None:
        """Note what schemathesis says of the operation that it calls `label`."""
        by_label = {f"{each.method} {each.path}": each for each in self._operations()}
        operation = by_label.get(label)
        self.findings.append(
            Finding(
                layer=self.layer,
                api=self.target.api,
                operation=label if operation is None else operation.id,
                check=check,
                message=message,
                request=request,
                pointer="" if operation is None else operation.pointer,
            )
        )

    def _operations(self) -> Collection[Operation]:
        return operations(self.target.api).values()


def _id_of(case: Case[Any]) -> str:
    found: str = case.operation.definition.raw["operationId"]
    return found
