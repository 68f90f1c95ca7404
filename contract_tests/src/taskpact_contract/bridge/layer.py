"""Runs the bridge: cases in, findings out."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import hypothesis
from attrs import define
from hypothesis import Phase, given
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.schemas import APIOperation

from taskpact_contract import settings
from taskpact_contract.bridge import answers, wire
from taskpact_contract.bridge.callers import Caller, Style, caller_of
from taskpact_contract.bridge.calls import Call, InexpressibleError, call_of
from taskpact_contract.documents import Operation
from taskpact_contract.findings import Finding, Report, Skipped
from taskpact_contract.selection import selected, stopped
from taskpact_contract.target import Target

PATIENCE = 3
"""After so many cases in a row without an answer the rest of an operation is left alone."""

SPECIAL = "a/b?c#d%20e&f=g;h+i"
"""A path segment of characters that mean something elsewhere in a URL."""


def run(
    target: Target,
    *,
    style: Style = "sync",
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
) -> Report:
    """Send valid cases of each operation, or of `only` some, through the SDK in one style.

    The published settings decide the seed and the number of cases of each operation where they are
    not given.
    """
    schema = settings.schema(target, seed=seed, max_examples=max_examples)
    limits = hypothesis.settings(
        max_examples=settings.max_examples(schema),
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=settings.HEALTH_CHECKS,
    )
    chosen, skipped = selected(target, only)
    findings: list[Finding] = []
    seen: Counter[tuple[str, int]] = Counter()
    with caller_of(target, style) as caller:
        for operation in chosen:
            described = schema.find_operation_by_id(operation.id)
            crossing = _Crossing(target, style, operation, described, caller, findings, seen)
            cases = described.as_strategy(generation_mode=GenerationMode.POSITIVE)
            known = st.sampled_from(_known(operation, target))
            prepared = limits(given(case=cases, known=known)(crossing.cross))
            hypothesis.seed(schema.config.seed)(prepared)()
            if crossing.silent == PATIENCE:
                reason = f"the rest was left out after {PATIENCE} cases without an answer"
                skipped += (Skipped(operation=operation.id, reason=reason),)
    checked: Counter[str] = Counter()
    for (name, _), count in seen.items():
        checked[name] += count
    skipped += stopped(target.pace)
    return Report(findings, frozenset(seen), checked, skipped)


@define
class _Crossing:
    """The cases of one operation on their way through the SDK."""

    target: Target
    style: Style
    operation: Operation
    described: APIOperation[Any, Any, Any, Any]
    caller: Caller
    findings: list[Finding]
    seen: Counter[tuple[str, int]]
    silent: int = 0

    def cross(self, case: Case[Any], known: Mapping[str, Any]) -> None:
        """Send one case, and keep what is wrong with it."""
        try:
            call = call_of(self.operation, case, known)
        except InexpressibleError:
            return
        if self.target.pace.spent or self.silent == PATIENCE:
            return
        self.caller.exchanges.clear()
        for check, message in self._faults(call):
            self.findings.append(self._finding(check, message))
        self.silent = self.silent + 1 if self._unanswered() else 0
        for exchange in self.caller.exchanges:
            if exchange.status and not exchange.problem:
                self.seen[self.operation.id, exchange.status] += 1

    def _unanswered(self) -> bool:
        return any(exchange.unanswered for exchange in self.caller.exchanges)

    def _faults(self, call: Call) -> Iterator[tuple[str, str]]:
        """The checks that fail, each with what is wrong."""
        error: Exception | None = None
        value: Any = None
        try:
            value = self.caller.call(call)
        except Exception as raised:  # noqa: BLE001 # whatever it is, it is judged below
            error = raised
        if (problem := wire.unread(self.caller.exchanges, error)) is not None:
            yield "call", problem
            return
        exchange = self.caller.exchanges[-1]
        for message in wire.request_faults(self.target, call, exchange.request):
            yield "request", message
        for message in answers.contract_faults(self.operation, self.described, exchange):
            yield "contract", message
        if error is not None:
            for message in answers.error_faults(exchange, error):
                yield "error", message
        else:
            for message in answers.value_faults(exchange, value):
                yield "value", message

    def _finding(self, check: str, message: str) -> Finding:
        exchanges = self.caller.exchanges
        return Finding(
            layer=f"bridge ({self.style})",
            api=self.target.api,
            operation=self.operation.id,
            check=check,
            message=message,
            request=wire.as_curl(exchanges[-1].request) if exchanges else "",
            pointer=self.operation.pointer,
        )


def _known(operation: Operation, target: Target) -> list[dict[str, Any]]:
    """Values for the path beside the generated ones.

    The contract's examples and what the principal has are found; characters that mean something
    in a URL come back as what they are, or the client does not escape them.
    """
    parameters = [each for each in operation.parameters if each.location == "path"]
    examples = {each.name: each.example for each in parameters if each.example is not None}
    special = {each.name: SPECIAL for each in parameters if each.schema == {"type": "string"}}
    return [{}, examples, {**examples, **target.principal.parameters}, special]
