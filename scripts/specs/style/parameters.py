"""Rules 18 and 19: how parameters travel and what they are called."""

import re
from collections.abc import Iterator
from typing import Any

from openapi_python_client.strings import snake_case

from scripts.specs.style.document import Document
from scripts.specs.style.registry import Finding, rule

PLACES = ("path", "query", "header")
SERIALISATION = ("style", "explode", "content", "allowReserved", "allowEmptyValue")
SCALARS = {"string", "integer", "number", "boolean"}
RESERVED = {"self", "client", "url", "params", "headers", "cookies", "body", "kwargs", "response"}
RESERVED_HEADERS = {"authorization", "accept", "content-type"}


@rule(18)
def serialisation(document: Document) -> Iterator[Finding]:
    """Parameters are plain values, written in OpenAPI's default way."""
    for node in document.of_kind("parameter"):
        place, schema = node.get("in"), node.get("schema", {})
        if place not in PLACES:
            yield node.where, f"in {place}: use one of {', '.join(PLACES)}"
        for word in SERIALISATION:
            if word in node.value:
                yield node.where, f"drop {word}: only the default serialisation is understood"
        types = _types(document, schema)
        if place == "query" and types == {"array"}:
            types = _types(document, document.resolve(schema).get("items", {}))
        if not types or types - SCALARS - {"null"}:
            yield node.where, f"a {place} parameter is a scalar"
        if place == "header" and "string" in types and "format" in document.resolve(schema):
            yield node.where, "a header parameter has no format"
    for operation in document.operations:
        named = {p.get("name") for p in operation.parameters if p.get("in") == "path"}
        if named != set(re.findall(r"\{([^}]*)\}", operation.path)):
            yield operation.where, "declare exactly the parameters that the path names"
        if any(p.get("in") == "path" and not p.get("required") for p in operation.parameters):
            yield operation.where, "path parameters are required: say so"


@rule(19)
def parameter_names(document: Document) -> Iterator[Finding]:
    """No parameter is called like an argument of the generated code or like a credential."""
    schemes = document.raw.get("components", {}).get("securitySchemes", {}).values()
    headers = RESERVED_HEADERS | {str(scheme.get("name", "")).lower() for scheme in schemes}
    for node in document.of_kind("parameter"):
        name = str(node.get("name", ""))
        if snake_case(name) in RESERVED:
            yield node.where, f"{name} is the name of an argument of the generated code"
        if node.get("in") == "header" and name.lower() in headers:
            yield node.where, f"{name} is no parameter: it belongs to the transport or to security"


def _types(document: Document, schema: Any) -> set[str]:
    schema = document.resolve(schema)
    options = [*schema.get("anyOf", []), *schema.get("oneOf", []), *schema.get("allOf", [])]
    given = schema.get("type", [])
    types = {given} if isinstance(given, str) else set(given)
    return types.union(*(_types(document, option) for option in options))
