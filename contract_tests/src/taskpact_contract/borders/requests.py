"""The places of an operation's request, and the requests that are right but for one of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from taskpact_contract.borders.values import Candidate, candidates
from taskpact_contract.bridge.calls import NOTHING
from taskpact_contract.documents import load
from taskpact_contract.nodes import Node
from taskpact_contract.routes import Route, Routes
from taskpact_contract.schemas import Schemas, from_text

ARGUMENTS: Final[Mapping[str, str]] = {"path": "path", "query": "query", "header": "headers"}
"""Where a parameter is, and the argument of a call that holds those."""
DOTS = frozenset({"", ".", ".."})
"""What as a part of a path leads to another one."""

Way = tuple[str | int, ...]
"""Leads through the arguments of a call to a value, such as `("body", "topic")`."""


@frozen
class Attempt:
    """A call that is right up to a border, or wrong by one value just beyond it.

    Attributes:
        way: leads to the value.
        rule: the keyword whose border it is.
        values: the arguments of the call.
        breaks: where in the contract the rules stand that it breaks; none if it is right.
    """

    way: Way
    rule: str
    values: Mapping[str, Any]
    breaks: tuple[str, ...]

    @property
    def name(self) -> str:
        """The place and the rule, as `body.topic: maxLength`."""
        return f"{'.'.join(map(str, self.way))}: {self.rule}"


@frozen(eq=False)
class _Place:
    """A place in a call, all schemas that describe it, and what is there (None for nothing)."""

    way: Way
    schemas: Sequence[Node]
    value: Any

    def below(self) -> "Iterator[_Place]":
        """The place itself and all that are in it, also those where nothing is yet."""
        yield self
        members: dict[str | int, list[Node]] = {}
        for schema in self.schemas:
            for name, node in schema.at("properties").items():
                members.setdefault(name, []).extend(_parts(node))
            if items := schema.at("items"):
                members.setdefault(0, []).extend(_parts(items))
        for member, schemas in members.items():
            yield from _Place((*self.way, member), schemas, _member(self.value, member)).below()


@frozen(eq=False)
class Requests:
    """Makes the requests of an API's operations."""

    _routes: Mapping[str, Route]
    _schemas: Schemas

    @classmethod
    def of(cls, api: str) -> "Requests":
        """Those of an API."""
        document = load(api)
        return cls({each.id: each for each in Routes(document)}, Schemas(document))

    def attempts(self, operation: str, right: Mapping[str, Any]) -> list[Attempt]:
        """Calls beside a `right` one, those that are wrong first.

        Of several about one rule of a place that break the same by the same type of value, it is
        the first.
        """
        route = self._routes[operation]
        tried = (*self._of_parameters(route, right), *self._of_body(route, right))
        found: dict[tuple[object, ...], Attempt] = {}
        for candidate, attempt in tried:
            if attempt.breaks or candidate.within:
                key = (attempt.name, type(candidate.value), attempt.breaks)
                found.setdefault(key, attempt)
        return sorted(found.values(), key=lambda attempt: not attempt.breaks)

    def _of_parameters(
        self, route: Route, right: Mapping[str, Any]
    ) -> Iterator[tuple[Candidate, Attempt]]:
        for node in route.parameters:
            schema, name, location = node.at("schema"), node.value["name"], node.value["in"]
            way = (ARGUMENTS[location], name)
            place = _Place(way, list(_parts(schema)), right[way[0]].get(name))
            for candidate, text in _texts(place):
                if _is_sendable(text, location):
                    breaks = self._breaks(from_text([text], schema), schema)
                    yield candidate, Attempt(way, candidate.rule, _put(right, way, text), breaks)

    def _of_body(
        self, route: Route, right: Mapping[str, Any]
    ) -> Iterator[tuple[Candidate, Attempt]]:
        body = route.node.at("requestBody").followed()
        if not body:
            return
        if body.value.get("required"):
            absent = Candidate("required", NOTHING)
            values = _put(right, ("body",), NOTHING)
            yield absent, Attempt(("body",), absent.rule, values, (body.pointer,))
        schema = body.at("content").at("application/json").at("schema")
        value = None if right["body"] is NOTHING else right["body"]
        for place in _Place(("body",), list(_parts(schema)), value).below():
            for candidate in _candidates(place):
                values = _put(right, place.way, candidate.value)
                breaks = self._breaks(values["body"], schema)
                yield candidate, Attempt(place.way, candidate.rule, values, breaks)

    def _breaks(self, value: Any, schema: Node) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.pointer for each in self._schemas.faults(value, schema)))


def _candidates(place: _Place) -> Iterator[Candidate]:
    return candidates([each.value for each in place.schemas], place.value)


def _texts(place: _Place) -> Iterator[tuple[Candidate, str]]:
    """The candidates for a parameter that can be written as one text."""
    for candidate in _candidates(place):
        if isinstance(candidate.value, str):
            yield candidate, candidate.value
        elif isinstance(candidate.value, int | float):
            yield candidate, json.dumps(candidate.value)


def _is_sendable(text: str, location: str) -> bool:
    """Whether the text arrives as it is: HTTP drops blanks around headers."""
    if location == "path":
        return text not in DOTS
    return location != "header" or text == text.strip()


def _parts(schema: Node) -> Iterator[Node]:
    """The schema and all that it is put together from."""
    schema = schema.followed()
    yield schema
    for word in ("allOf", "anyOf", "oneOf"):
        for part in schema.at(word).entries():
            yield from _parts(part)
    for word in ("if", "then", "else"):
        if part := schema.at(word):
            yield from _parts(part)


def _member(value: Any, name: str | int) -> Any:
    if isinstance(name, str):
        return value.get(name) if isinstance(value, Mapping) else None
    return value[name] if isinstance(value, list) and name < len(value) else None


def _put(value: Any, way: Way, new: Any) -> Any:
    """The value with something new at a place, which is made on the way where it is not there."""
    if not way:
        return new
    name, *rest = way
    changed = _put(_member(value, name), tuple(rest), new)
    if isinstance(name, str):
        return {**(value if isinstance(value, Mapping) else {}), name: changed}
    return [changed, *(value[1:] if isinstance(value, list) else ())]
