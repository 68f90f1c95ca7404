"""Which operations are tried in which situations, how they are called, and what they must do."""

from collections.abc import Collection, Iterator
from typing import Any

import httpx
from attrs import evolve

from taskpact_contract.bridge.calls import NOTHING
from taskpact_contract.control import Control
from taskpact_contract.documents import Operation, cycles, operations
from taskpact_contract.lifecycles import Cycle, Expected, expected
from taskpact_contract.probe import BrokenError
from taskpact_contract.walk.apis import SITUATIONS
from taskpact_contract.walk.situations import Place, Situation


def pairs(api: str, chosen: Collection[Operation]) -> Iterator[tuple[Situation, Operation]]:
    """Each situation of the API with each operation that concerns its resources."""
    for situation in SITUATIONS[api]:
        for operation in chosen:
            if _concerns(api, operation, situation):
                yield situation, operation


def wanted_of(api: str, situation: Situation, operation: Operation) -> Expected:
    """What the operation must do in the situation."""
    involved = cycles(api)
    about = [each.resource for each in involved if _is_about(api, operation, each)]
    wanted = expected(involved, operation.id, situation.states, situation.holds, about)
    if situation.answers is not None:
        status, code = situation.answers
        wanted = evolve(wanted, status=status, code=code)
    return wanted


def made(situation: Situation, operation: Operation, control: Control) -> Place:
    """The new world in the situation; raises BrokenError if the server does not get there."""
    try:
        return situation.make(control)
    except httpx.HTTPStatusError as error:
        answer = error.response
        problem = f"it cannot be made: {error.request.url.path} is {answer.status_code}"
        raise BrokenError(operation.id, "situation", f"{problem}: {answer.text}") from error


def values_of(operation: Operation, place: Place) -> dict[str, Any]:
    """The arguments of a call: the place's parameters, else examples where they are required."""
    given: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}}
    for each in operation.parameters:
        if each.name in place.parameters:
            given[each.location][each.name] = place.parameters[each.name]
        elif each.location == "path":
            given["path"][each.name] = each.example
    body = place.bodies.get(operation.id, operation.example)
    return {
        "path": given["path"],
        "query": given["query"],
        "headers": given["header"],
        "body": NOTHING if body is None else body,
    }


def _is_about(api: str, operation: Operation, cycle: Cycle) -> bool:
    """Whether a call of the operation names one such resource."""
    subject = operations(api)[cycle.read].subject if cycle.read else None
    return operation.subject is not None and operation.subject == subject


def _concerns(api: str, operation: Operation, situation: Situation) -> bool:
    if situation.tried and operation.id not in situation.tried:
        return False
    involved = [each for each in cycles(api) if each.resource in situation.states]
    born = any(
        operation.id in each.births and situation.states[each.resource] is not None
        for each in involved
    )
    named = any(
        operation.id in each.operations or _is_about(api, operation, each) for each in involved
    )
    return operation.id in situation.beyond or (named and not born)
