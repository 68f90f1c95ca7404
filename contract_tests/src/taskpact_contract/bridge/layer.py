"""Runs the bridge: cases in, findings out."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import hypothesis
from attrs import frozen
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.schemas import APIOperation

from taskpact_contract import settings
from taskpact_contract.bridge import answers, wire
from taskpact_contract.bridge.callers import Caller, Style, caller_of
from taskpact_contract.bridge.calls import Call, InexpressibleError, arguments, call_of
from taskpact_contract.documents import Operation, examples, operations
from taskpact_contract.findings import Finding, Report
from taskpact_contract.target import Target


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
        max_examples=schema.config.generation.max_examples or 100,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    findings: list[Finding] = []
    seen: set[tuple[str, int]] = set()
    with caller_of(target, style) as caller:
        for operation in operations(target.api).values():
            if only and operation.id not in only:
                continue
            described = schema.find_operation_by_id(operation.id)
            bridge = _Bridge(target, style, operation, described, caller)

            @hypothesis.seed(schema.config.seed)
            @limits
            @given(case=described.as_strategy(generation_mode=GenerationMode.POSITIVE), data=st.data())
            def each(case: Case, data: st.DataObject, bridge: _Bridge = bridge) -> None:
                found, status = bridge.cross(case, data.draw(_known(bridge)))
                findings.extend(found)
                if status:
                    seen.add((bridge.operation.id, status))

            each()
    return Report(findings, frozenset(seen))
