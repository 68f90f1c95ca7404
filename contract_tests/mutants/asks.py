"""Mutants of how requests are read: credentials, parameters and members that are ignored."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from attrs import evolve

from contract_tests.mutants.contracts import operations
from contract_tests.mutants.exchange import Request, with_json
from contract_tests.mutants.mutant import Mutant, wired
from contract_tests.mutants.places import ITEMS, Place, changed, places, removed
from contract_tests.mutants.server import Wire
from taskpact_mock.apis import every, find
from taskpact_mock.contract.model import Contract, Operation, Parameter
from taskpact_mock.contract.routes import Match, Routes
from taskpact_mock.world.world import Setting, World

Ask = Callable[[Request], Request]
Make = Callable[[], Ask]

_DEPTH = 2
"""How many members deep those are that a server may ignore."""


def derive(api: str) -> Iterator[Mutant]:
    """Every mutant of how the API's requests are read."""
    known = _credentials(api)
    for contract, operation in operations(api):
        for what, make in _asks(contract, operation, known):
            yield wired(
                f"{api}.{operation.id}:any:{what}",
                "requests",
                partial(_wire, api, operation.id, make),
            )


def _asks(
    contract: Contract, operation: Operation, known: Mapping[str, Any]
) -> Iterator[tuple[str, Make]]:
    """The end of each mutant's name, and what makes it: some remember what came before."""
    if operation.schemes:
        for what, ask in _doors(known["headers"], known["second"]["headers"]).items():
            yield f"auth:{what}", partial(_always, ask)
    for parameter in operation.parameters:
        ask = _ignoring(operation, parameter, known["parameters"])
        yield f"ignore_{parameter.location}:{parameter.name}", partial(_always, ask)
    if operation.body is None:
        return
    for place in places(contract.document, operation.body.schema, _DEPTH):
        if place.path[-1] == ITEMS:
            continue
        if place.required:
            yield f"stuck_field:{place.name}", partial(_stuck, place)
        else:
            yield f"ignore_field:{place.name}", partial(_always, _without(place))


def _wire(api: str, operation: str, make: Make) -> Wire:
    return Wire(api=api, operation=operation, ask=make())


def _always(ask: Ask) -> Ask:
    return ask


def _credentials(api: str) -> Mapping[str, Any]:
    """What lets principals into the default world, and what they have."""
    nothing = World(Setting({each.name: each.new_state for each in every()}, {}))
    found: Mapping[str, Any] = find(api).credentials(nothing)
    return found


def _doors(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, Ask]:
    """Ways to let people in who must stay outside, or to take them for others."""
    names = [name.lower() for name in first]
    known = [_own(first, names), _own(second, names)]

    def shown(request: Request) -> dict[str, str | None]:
        return {name: request.header(name) for name in names}

    def as_first(request: Request) -> Request:
        return request.with_headers(known[0])

    def when(fits: Callable[[dict[str, str | None]], bool]) -> Ask:
        return lambda request: as_first(request) if fits(shown(request)) else request

    return {
        "ignored": when(lambda found: found not in known),
        "absent_accepted": when(lambda found: not any(found.values())),
        "wrong_accepted": when(lambda found: any(found.values()) and found not in known),
        "tenant_ignored": when(lambda found: found == known[1]),
    }


def _own(headers: Mapping[str, str], names: list[str]) -> dict[str, str | None]:
    lower = {name.lower(): value for name, value in headers.items()}
    return {name: lower.get(name) for name in names}


def _ignoring(operation: Operation, parameter: Parameter, known: Mapping[str, Any]) -> Ask:
    """A parameter is left out, or in the path takes the value of something that is there."""
    if parameter.location == "header":
        return lambda request: request.with_headers({parameter.key: None})
    if parameter.location == "query":
        return lambda request: evolve(request, query=_query_without(request.query, parameter.name))
    routes = Routes([operation])
    usual = known.get(parameter.name, "usual")

    def ask(request: Request) -> Request:
        match = routes.find(operation.method, request.path)
        if not isinstance(match, Match):
            return request
        values = {**match.values, parameter.name: str(usual)}
        if values == dict(match.values):
            return request
        path = operation.template
        for name, value in values.items():
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        return evolve(request, path=path)

    return ask


def _query_without(query: str, name: str) -> str:
    """The query without a parameter; each other part stays as it was."""
    start = urlencode({name: ""})
    parts = query.split("&") if query else []
    return "&".join(part for part in parts if part != start[:-1] and not part.startswith(start))


def _without(place: Place) -> Ask:
    def ask(request: Request) -> Request:
        body = with_json(request.body, lambda value: removed(value, place.path))
        return evolve(request, body=body)

    return ask


def _stuck(place: Place) -> Ask:
    """A member that has for ever the first valid value that came."""
    first: list[Any] = []

    def keep(value: Any) -> Any:
        if not first and value not in (None, "", [], {}):
            first.append(value)
        return first[0] if first else value

    def ask(request: Request) -> Request:
        return evolve(request, body=with_json(request.body, lambda v: changed(v, place.path, keep)))

    return ask
