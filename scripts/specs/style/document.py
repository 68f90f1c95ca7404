"""An OpenAPI document as the rules see it: a flat list of typed nodes, operations, references."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from attrs import frozen

from scripts.specs.bundle import METHODS

Shape = Literal["one", "many"]

_OPERATION: tuple[Shape, str] = ("one", "operation")
CHILDREN: Mapping[str, Mapping[str, tuple[Shape, str]]] = {
    "document": {
        "info": ("one", "info"),
        "servers": ("many", "server"),
        "tags": ("many", "tag"),
        "paths": ("many", "path"),
        "webhooks": ("many", "path"),
        "components": ("one", "components"),
        "x-quirks": ("many", "quirk"),
    },
    "components": {
        "schemas": ("many", "schema"),
        "responses": ("many", "response"),
        "parameters": ("many", "parameter"),
        "examples": ("many", "example"),
        "requestBodies": ("many", "request body"),
        "headers": ("many", "header"),
        "securitySchemes": ("many", "security scheme"),
        "links": ("many", "link"),
        "callbacks": ("many", "callback"),
        "pathItems": ("many", "path"),
    },
    "path": {"parameters": ("many", "parameter"), **dict.fromkeys(METHODS, _OPERATION)},
    "operation": {
        "parameters": ("many", "parameter"),
        "requestBody": ("one", "request body"),
        "responses": ("many", "response"),
        "callbacks": ("many", "callback"),
        "x-quirk": ("many", "quirk use"),
    },
    "quirk answer": {"schema": ("one", "schema")},
    "parameter": {
        "schema": ("one", "schema"),
        "content": ("many", "media type"),
        "examples": ("many", "example"),
    },
    "header": {
        "schema": ("one", "schema"),
        "content": ("many", "media type"),
        "examples": ("many", "example"),
    },
    "request body": {"content": ("many", "media type")},
    "response": {
        "headers": ("many", "header"),
        "content": ("many", "media type"),
        "links": ("many", "link"),
    },
    "media type": {"schema": ("one", "schema"), "examples": ("many", "example")},
    "schema": {
        "properties": ("many", "schema"),
        "items": ("one", "schema"),
        "additionalProperties": ("one", "schema"),
        "contentSchema": ("one", "schema"),
        "allOf": ("many", "schema"),
        "anyOf": ("many", "schema"),
        "oneOf": ("many", "schema"),
        "if": ("one", "schema"),
        "then": ("one", "schema"),
    },
}
"""What hangs below each kind of node, under which key. Kinds that are not here are leaves."""


MAX_REFERENCES = 20
"""References in a row before they count as a circle."""

MAPS: Mapping[str, str] = {"callback": "path", "quirk use": "quirk answer"}
"""Kinds whose own keys are free, and the kind of what they hold."""


@frozen
class Node:
    """One object of the document. `via` is the key of the parent that led to it."""

    kind: str
    via: str
    where: str
    value: Any

    @property
    def name(self) -> str:
        """The last step of the path to it: its name in a map, its place in a list."""
        return self.where.rsplit("/", 1)[-1].replace("~1", "/").replace("~0", "~")

    def get(self, key: str, default: Any = None) -> Any:
        """The member `key`, or `default` where the node is no object or lacks it."""
        return self.value.get(key, default) if isinstance(self.value, dict) else default


@frozen
class Operation:
    """An operation under `paths`, with the parameters of its path item."""

    id: str
    method: str
    path: str
    where: str
    value: dict[str, Any]
    parameters: tuple[Node, ...]


@frozen(slots=False)
class Document:
    """A bundled document of the API `api`."""

    raw: dict[str, Any]
    api: str

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every node, parents before children, in the order of the document."""
        return tuple(_walk(Node("document", "", "", self.raw)))

    def of_kind(self, *kinds: str) -> Iterator[Node]:
        """The nodes of these kinds that are written out, references left aside."""
        for node in self.nodes:
            if node.kind in kinds and isinstance(node.value, dict) and "$ref" not in node.value:
                yield node

    def schemas(self) -> Iterator[Node]:
        """Every schema, references and boolean schemas too."""
        return (node for node in self.nodes if node.kind == "schema")

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Every operation under `paths`; webhooks and callbacks belong to the other side."""
        return tuple(self._operations())

    def resolve(self, value: Any) -> dict[str, Any]:
        """`value`, or what it refers to; an empty object where that is no object."""
        for _ in range(MAX_REFERENCES):
            if not isinstance(value, dict):
                return {}
            if "$ref" not in value:
                return value
            value = self.lookup(str(value["$ref"]))
        return {}

    def lookup(self, reference: str) -> Any:
        """What the local reference names, or None."""
        found: Any = self.raw
        for step in reference.removeprefix("#/").split("/"):
            key = step.replace("~1", "/").replace("~0", "~")
            found = found.get(key) if isinstance(found, dict) else None
        return found

    def _operations(self) -> Iterator[Operation]:
        for path in (node for node in self.nodes if node.kind == "path" and node.via == "paths"):
            for method in (m for m in METHODS if m in path.value):
                where, value = f"{path.where}/{method}", path.value[method]
                parents = (f"{path.where}/parameters/", f"{where}/parameters/")
                parameters = tuple(
                    Node(n.kind, n.via, n.where, self.resolve(n.value))
                    for n in self.nodes
                    if n.kind == "parameter" and n.where.startswith(parents)
                )
                name = value.get("operationId", "")
                yield Operation(name, method, path.name, where, value, parameters)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    if not isinstance(node.value, dict):
        return
    if node.kind in MAPS:
        for where, value in _members("many", node.where, node.value):
            yield from _walk(Node(MAPS[node.kind], node.via, where, value))
        return
    edges = CHILDREN.get(node.kind, {})
    for key, child in node.value.items():
        if key in edges:
            for where, value in _members(edges[key][0], f"{node.where}/{_escape(key)}", child):
                yield from _walk(Node(edges[key][1], key, where, value))


def _members(shape: Shape, where: str, value: Any) -> Iterator[tuple[str, Any]]:
    if shape == "one":
        yield where, value
        return
    items = value.items() if isinstance(value, dict) else enumerate(value)
    yield from ((f"{where}/{_escape(str(key))}", item) for key, item in items)


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
