"""An OpenAPI document as the rules see it: a flat list of typed nodes, operations, references."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from attrs import field, frozen

from scripts.specs.bundle import METHODS

Shape = Literal["one", "list", "map"]

CHILDREN: Mapping[str, Mapping[str, tuple[Shape, str]]] = {
    "document": {
        "info": ("one", "info"),
        "servers": ("list", "server"),
        "tags": ("list", "tag"),
        "paths": ("map", "path"),
        "webhooks": ("map", "path"),
        "components": ("one", "components"),
        "x-quirk": ("map", "quirk"),
    },
    "components": {
        "schemas": ("map", "schema"),
        "responses": ("map", "response"),
        "parameters": ("map", "parameter"),
        "examples": ("map", "example"),
        "requestBodies": ("map", "request body"),
        "headers": ("map", "header"),
        "securitySchemes": ("map", "security scheme"),
        "links": ("map", "link"),
        "callbacks": ("map", "callback"),
        "pathItems": ("map", "path"),
    },
    "path": {"parameters": ("list", "parameter")} | {m: ("one", "operation") for m in METHODS},
    "operation": {
        "parameters": ("list", "parameter"),
        "requestBody": ("one", "request body"),
        "responses": ("map", "response"),
        "callbacks": ("map", "callback"),
        "x-quirk": ("map", "quirk"),
    },
    "quirk": {"responses": ("map", "response")},
    "parameter": {
        "schema": ("one", "schema"),
        "content": ("map", "media type"),
        "examples": ("map", "example"),
    },
    "header": {
        "schema": ("one", "schema"),
        "content": ("map", "media type"),
        "examples": ("map", "example"),
    },
    "request body": {"content": ("map", "media type")},
    "response": {
        "headers": ("map", "header"),
        "content": ("map", "media type"),
        "links": ("map", "link"),
    },
    "media type": {"schema": ("one", "schema"), "examples": ("map", "example")},
    "schema": {
        "properties": ("map", "schema"),
        "items": ("one", "schema"),
        "additionalProperties": ("one", "schema"),
        "contentSchema": ("one", "schema"),
        "allOf": ("list", "schema"),
        "anyOf": ("list", "schema"),
        "oneOf": ("list", "schema"),
    },
}
"""What hangs below each kind of node, under which key. Kinds that are not here are leaves."""


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
    api: str = field(default="")

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
        """Every operation under `paths`; those of webhooks and callbacks belong to the other side."""
        return tuple(self._operations())

    def resolve(self, value: Any) -> Any:
        """`value`, or what it refers to; an empty object where the reference leads nowhere."""
        for _ in range(20):
            if not (isinstance(value, dict) and isinstance(value.get("$ref"), str)):
                return value
            value = self.lookup(value["$ref"])
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
                own = [n for n in self.nodes if n.kind == "parameter"]
                parents = (f"{path.where}/parameters/", f"{where}/parameters/")
                parameters = tuple(
                    Node(n.kind, n.via, n.where, self.resolve(n.value) or {})
                    for n in own
                    if n.where.startswith(parents)
                )
                name = value.get("operationId", "")
                yield Operation(name, method, path.name, where, value, parameters)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    if not isinstance(node.value, dict):
        return
    if node.kind == "callback":
        for key, path in node.value.items():
            yield from _walk(Node("path", "callbacks", f"{node.where}/{_escape(key)}", path))
        return
    edges = CHILDREN.get(node.kind, {})
    for key, child in node.value.items():
        if key in edges:
            for where, value in _members(edges[key][0], f"{node.where}/{_escape(key)}", child):
                yield from _walk(Node(edges[key][1], key, where, value))


def _members(shape: Shape, where: str, value: Any) -> Iterator[tuple[str, Any]]:
    if shape == "one":
        yield where, value
    elif shape == "list" and isinstance(value, list):
        yield from ((f"{where}/{number}", item) for number, item in enumerate(value))
    elif shape == "map" and isinstance(value, dict):
        yield from ((f"{where}/{_escape(str(key))}", item) for key, item in value.items())


def _escape(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
