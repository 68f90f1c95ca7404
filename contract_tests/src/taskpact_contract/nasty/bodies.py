"""What a contract says about bodies and parameters, as far as rows have to fit them."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from attrs import frozen

from taskpact_contract import documents

MEDIA = "application/json"

Kinds = frozenset[str]
"""Names of JSON types; `any` alone where a schema names none."""


@frozen
class Shown:
    """The body of an operation: the contract's example, and the types of its members by name."""

    example: Any
    members: Mapping[str, Kinds]


@cache
def shown(api: str, operation: str) -> Shown | None:
    """The body of an operation, None if it takes none."""
    document = documents.load(api)
    described = documents.operations(api)[operation]
    node = document["paths"][described.path][described.method.lower()]
    body = _followed(document, node.get("requestBody", {}))
    if not body:
        return None
    media = body["content"][MEDIA]
    return Shown(media["example"], MappingProxyType(_members(document, media["schema"])))


def kinds(schema: Mapping[str, Any]) -> Kinds:
    """The types that the schema of a parameter allows."""
    return _kinds({}, schema) or frozenset({"any"})


def _members(document: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Kinds]:
    """The members that an object schema lists, itself or in one of its parts."""
    schema = _followed(document, schema)
    found = {
        name: _kinds(document, member) or frozenset({"any"})
        for name, member in schema.get("properties", {}).items()
    }
    for part in _parts(schema):
        found |= _members(document, part)
    return found


def _kinds(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Kinds:
    schema = _followed(document, schema)
    named = schema.get("type", ())
    found = {named} if isinstance(named, str) else set(named)
    for part in _parts(schema):
        found |= _kinds(document, part)
    return frozenset(found)


def _parts(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [part for word in ("allOf", "anyOf", "oneOf") for part in schema.get(word, ())]


def _followed(document: Mapping[str, Any], value: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference leads to; anything else is itself."""
    while "$ref" in value:
        found: Any = document
        for part in value["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        value = found
    return value
