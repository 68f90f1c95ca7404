"""Rules 14 to 17: media types, body schemas, examples, event streams."""

import json
from collections.abc import Iterator
from typing import Any

from scripts.specs.style.document import Document, Node
from scripts.specs.style.registry import Finding, rule
from scripts.specs.style.validation import faults

JSON = "application/json"
EVENTS = "text/event-stream"
FILLER = "string"


@rule(14)
def media_types(document: Document) -> Iterator[Finding]:
    """A body has one content type: JSON, or an event stream in a response."""
    for node in document.of_kind("request body", "response"):
        content = node.get("content", {})
        if len(content) > 1 or (node.kind == "request body" and not content):
            yield node.where, "one content type for one body"
        allowed = {JSON} if node.kind == "request body" else {JSON, EVENTS}
        for media_type in content.keys() - allowed:
            yield node.where, f"content type {media_type}: only {', '.join(sorted(allowed))}"
    for node in document.of_kind("request body"):
        if not isinstance(node.get("required"), bool):
            yield node.where, "say whether the body is required"


@rule(15)
def body_schemas(document: Document) -> Iterator[Finding]:
    """A JSON body is a named schema, a list of one, or one or null."""
    for node in document.of_kind("media type"):
        if node.name == JSON and not _is_named(node.get("schema")):
            yield node.where, "schema: a reference, an array of references, or anyOf with null"


@rule(16)
def examples(document: Document) -> Iterator[Finding]:
    """Bodies and path parameters have examples, and every example fits its schema."""
    for node in document.of_kind("media type", "parameter", "header"):
        if node.get("example") is not None and node.get("examples") is not None:
            yield node.where, "example or examples, not both"
        values = list(_values(document, node))
        needed = node.kind == "media type" or node.get("in") == "path"
        if needed and not values:
            yield node.where, "add an example"
        for where, value in values:
            if FILLER in _strings(value):
                yield where, f"{FILLER!r} is no example: show a value that could be real"
            for fault in faults(document, node.get("schema", {}), value):
                yield where, fault


@rule(17)
def event_streams(document: Document) -> Iterator[Finding]:
    """The schema of a stream describes one event, whose data is JSON of a named schema."""
    for node in document.of_kind("media type"):
        if node.name != EVENTS:
            continue
        event = document.resolve(node.get("schema", {}))
        data = event.get("properties", {}).get("data", {})
        named = "$ref" in node.get("schema", {}) and "data" in event.get("required", [])
        if not (named and data.get("type") == "string" and data.get("contentMediaType") == JSON):
            yield node.where, "schema: a reference to an event whose required data holds JSON text"
            continue
        content = data.get("contentSchema", {})
        if "$ref" not in content:
            yield node.where, "contentSchema of data: a reference to a component"
            continue
        for where, value in _values(document, node):
            for fault in _event_faults(document, content, value):
                yield where, fault


def _is_named(schema: Any) -> bool:
    if not isinstance(schema, dict):
        return False
    if schema.get("type") == "array":
        schema = schema.get("items", {})
    options = schema.get("anyOf", [schema])
    return "$ref" in options[0] and options[1:] in ([], [{"type": "null"}])


def _values(document: Document, node: Node) -> Iterator[tuple[str, Any]]:
    if "example" in node.value:
        yield f"{node.where}/example", node.value["example"]
    for name, given in node.get("examples", {}).items():
        yield f"{node.where}/examples/{name}", document.resolve(given).get("value")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _strings(item)


def _event_faults(document: Document, content: dict[str, Any], event: Any) -> Iterator[str]:
    try:
        data = json.loads(event["data"])
    except (KeyError, TypeError, ValueError):
        yield "data of the event must be JSON text"
        return
    yield from faults(document, content, data)
