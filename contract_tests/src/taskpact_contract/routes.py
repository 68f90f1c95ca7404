"""The operations of a contract, and which one a request means."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from attrs import field, frozen

from taskpact_contract.documents import METHODS
from taskpact_contract.nodes import Node


@frozen(slots=False)
class Route:
    """One operation: its place in the contract, and the parts of its path."""

    id: str
    method: str
    node: Node
    item: Node
    parts: tuple[str, ...]

    @cached_property
    def parameters(self) -> tuple[Node, ...]:
        """Its parameters and those of its path."""
        own, shared = self.node.at("parameters").entries(), self.item.at("parameters").entries()
        return tuple(each.followed() for each in (*own, *shared))

    @cached_property
    def security(self) -> Node:
        """Which credentials it asks for."""
        return self.node.at("security")

    def values(self, parts: list[str]) -> dict[str, str] | None:
        """The values of its path parameters, if it has this path."""
        found: dict[str, str] = {}
        if len(parts) != len(self.parts):
            return None
        for mine, part in zip(self.parts, parts, strict=True):
            if mine.startswith("{") and part:
                found[mine[1:-1]] = unquote(part)
            elif mine != part:
                return None
        return found


@frozen
class Match:
    """The operation of a request, and the values of its path parameters."""

    route: Route
    values: Mapping[str, str] = field(factory=dict)


@frozen
class Mismatch:
    """A request that means no operation; `item` is its path, if only the method is wrong."""

    item: Node | None = None
    allowed: tuple[str, ...] = ()


class Routes:
    """All operations of a contract. Fixed parts of a path come before parameters."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        found = [
            Route(
                item.at(method).value["operationId"],
                method.upper(),
                item.at(method),
                item,
                tuple(path.split("/")[1:]),
            )
            for path, item in Node.root(document).at("paths").items()
            for method in METHODS
            if method in item
        ]
        self._routes = sorted(found, key=lambda route: [part[:1] == "{" for part in route.parts])

    def __iter__(self) -> Iterator[Route]:
        return iter(self._routes)

    def find(self, method: str, path: str) -> Match | Mismatch:
        """What `method` on `path`, as it was sent, means."""
        parts = path.split("/")[1:]
        fitting = [
            Match(route, values)
            for route in self._routes
            if (values := route.values(parts)) is not None
        ]
        for match in fitting:
            if match.route.method == method:
                return match
        if not fitting:
            return Mismatch()
        item = fitting[0].route.item
        return Mismatch(
            item, tuple(sorted(m.route.method for m in fitting if m.route.item == item))
        )
