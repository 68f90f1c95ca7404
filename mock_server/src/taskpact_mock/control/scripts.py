"""Which scripts can be played: nothing is taken that no request and no work would understand."""

from collections.abc import Mapping
from typing import Any

from taskpact_mock.api import Api
from taskpact_mock.contract.decode import JSON
from taskpact_mock.pipeline.service import Service
from taskpact_mock.world import rules


def outcomes(api: Api, operation: str | None = None) -> frozenset[str]:
    """What a script can let the work behind the operation come to; without it, all of the API's."""
    if operation is not None:
        return api.outcomes.get(operation, frozenset())
    return frozenset.intersection(*api.outcomes.values())


def misfit(script: Mapping[str, Any], services: Mapping[str, Service]) -> str | None:
    """Why a script in the form of the contract cannot be played, if it cannot."""
    service = services.get(script["api"])
    if service is None:
        return f"body.api: {script['api']!r} is none of {list(services)}"
    operation, outcome = script.get("operation"), script["outcome"]
    operations = service.contract.operations
    if operation is not None and operation not in operations:
        return f"body.operation: {script['api']} has no operation {operation!r}"
    # Work that no operation begins is matched by what began it.
    meant = [] if operation is None else [operations[operation]]
    if meant and (why := rules.misfit(script.get("match"), meant)) is not None:
        return f"body.match: {why}"
    of_work = outcomes(service.api, operation)
    known = {"status", "body", "headers"} if "status" in outcome else of_work
    if unknown := sorted(set(outcome) - known):
        known = {"status", *of_work}
        return f"body.outcome: {unknown[0]!r} is none of {sorted(known)}, or does not go along"
    if "hold" in outcome and (more := sorted(set(outcome) - {"hold"})):
        return f"body.outcome: 'hold' stands alone: leave out it or {more[0]!r}"
    return _unanswerable(outcome, operation, service) if "status" in outcome else None


def _unanswerable(
    outcome: Mapping[str, Any], operation: str | None, service: Service
) -> str | None:
    """Why an answer cannot be given, if it cannot."""
    status = outcome["status"]
    for each in service.contract.operations.values():
        documented = isinstance(status, int) and status in each.responses
        if operation in (None, each.id) and not documented:
            return f"body.outcome.status: {each.id} documents {sorted(each.responses)}"
    if status in rules.BODILESS and "body" in outcome:
        return f"body.outcome.body: an answer {status} has none, leave it out"
    if not _are_headers(outcome.get("headers", {})):
        return "body.outcome.headers: send an object of printable ASCII strings"
    return None


def _are_headers(value: JSON) -> bool:
    return isinstance(value, dict) and all(
        isinstance(text, str) and (name + text).isascii() and (name + text).isprintable()
        for name, text in value.items()
    )
