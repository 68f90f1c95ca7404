"""Where the members of a schema differ from the fields that a seed states."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator

from openapi.tests.samples import resolve, sample

LIMITS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "format", "enum")
ANYTHING = {"any", "unknown"}
NUMBERS = {"number": {"number", "integer"}}

Object = Mapping[str, Any]
Finding = tuple[str, str, str]
"""An aspect, what the seed says of it, and what we say."""


def findings(document: Object, stated: list[Object], schema: Object) -> Iterator[Finding]:
    """Members that are missing, changed, or added without `x-source`."""
    ours = dict(schema.get("properties", {}))
    for field in stated:
        name = field["name"]
        member = ours.pop(name, None)
        if member is None:
            yield name, "stated", "missing"
            continue
        required = name in schema.get("required", [])
        yield from difference(f"{name} required", field["required"], required)
        yield from field_findings(document, name, field, member)
        if not _is_required_if(document, schema, name, field.get("required_if", {})):
            yield f"{name} required", _text(field["required_if"]), "never"
    for name, member in ours.items():
        if not any("x-source" in one for one in (schema, member, resolve(document, member))):
            yield name, "", "present"


def field_findings(
    document: Object, name: str, stated: Object, schema: Object
) -> Iterator[Finding]:
    """What the schema of one field or parameter says otherwise than the seed."""
    types = _types(document, schema)
    wanted = {stated["type"]} if isinstance(stated["type"], str) else set(stated["type"])
    allowed = set[str]().union(*(NUMBERS.get(one, {one}) for one in wanted))
    if bool(wanted & ANYTHING) != (not types) or not types - {"null"} <= allowed:
        yield f"{name} type", _text(stated["type"]), _text(sorted(types))
    if "nullable" in stated:
        yield from difference(f"{name} nullable", stated["nullable"], "null" in types)
    yield from difference(
        f"{name} default", stated.get("default", ""), _keyword(document, schema, "default")
    )
    for word in LIMITS:
        if word in stated:
            yield from difference(f"{name} {word}", stated[word], _keyword(document, schema, word))


def _is_required_if(document: Object, schema: Object, name: str, condition: Object) -> bool:
    """Whether the schema asks for the member where others have the values of `condition`."""
    if not condition:
        return True
    body = {**sample(document, schema, request=True), **condition}
    whole = {**schema, "components": document["components"]}
    errors = Draft202012Validator(whole).iter_errors(body)
    return any(one.validator == "required" and name in one.validator_value for one in errors)


def _types(document: Object, schema: Object) -> set[str]:
    schema = resolve(document, schema)
    given = schema.get("type", [])
    options = [*schema.get("anyOf", []), *schema.get("oneOf", [])]
    own = {given} if isinstance(given, str) else set(given)
    return own.union(*(_types(document, option) for option in options))


def _keyword(document: Object, schema: Object, word: str) -> Any:
    """The keyword of the schema, or beside or behind its reference; empty where it is not."""
    if word in schema:
        return schema[word]
    options = [resolve(document, option) for option in schema.get("anyOf", [])]
    holders = (one for one in (resolve(document, schema), *options) if word in one)
    return next(holders, {word: ""})[word]


def type_name(schema: Object) -> Any:
    """The component that a body's schema names; in a list where the body is an array of it."""
    if schema.get("type") == "array":
        return [type_name(schema["items"])]
    reference = schema.get("anyOf", [schema])[0].get("$ref", "")
    return str(reference).rsplit("/", 1)[-1]


def difference(aspect: str, seed: Any, ours: Any) -> Iterator[Finding]:
    """A finding where the values differ."""
    if seed != ours:
        yield aspect, _text(seed), _text(ours)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
