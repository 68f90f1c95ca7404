"""Mutants of how requests are checked: a rule of a schema is left out, or is too strict."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast

from contract_tests.mutants.contracts import operations
from contract_tests.mutants.mutant import Mutant
from contract_tests.mutants.places import ITEMS, Path, Schema, dotted, resolve
from contract_tests.mutants.server import Hits, MutantApp
from taskpact_mock.contract.model import Operation
from taskpact_mock.contract.validators import Checker

RULES = (
    "type",
    "required",
    "enum",
    "const",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minItems",
    "maxItems",
    "uniqueItems",
    "additionalProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
)
_STRICTER = {"maximum": -1, "maxLength": -1, "maxItems": -1, "minimum": 1, "minLength": 1}
_ANNOTATIONS = frozenset({"int32", "int64", "float", "double"})
_DEPTH = 3


def derive(api: str) -> Iterator[Mutant]:
    """Every rule of the API's requests left out, and some made stricter by one."""
    for contract, operation in operations(api):
        for location, schema in _schemas(operation).items():
            whole = _inlined(contract.document, schema, _DEPTH)
            for path, rule, value in _rules(whole, ()):
                place = f"{location}.{_text(path)}".removesuffix(".")
                yield _mutant(
                    operation,
                    location,
                    "accept",
                    f"{place}/{rule}",
                    _edited(whole, path, rule, None),
                )
                if (step := _STRICTER.get(rule)) is not None:
                    stricter = _edited(whole, path, rule, value + step)
                elif rule == "enum" and len(value) > 1:
                    stricter = _edited(whole, path, rule, value[:-1])
                else:
                    continue
                yield _mutant(operation, location, "refuse", f"{place}/{rule}", stricter)


class Compared(Checker):
    """A checker that is wrong, and counts when that makes a difference."""

    __slots__ = ("_wrong",)

    def __init__(self, right: Checker, wrong: Checker, hits: Hits) -> None:
        self._wrong = wrong

        def accepts(value: Any) -> bool:
            found = wrong.accepts(value)
            if found != right.accepts(value):
                hits.count()
            return found

        self.accepts = cast(Any, accepts)  # a slot, whose type is that of a method

    def faults(self, value: Any, location: str) -> Any:
        """What the wrong checker finds."""
        return self._wrong.faults(value, location)


def _schemas(operation: Operation) -> dict[str, Schema]:
    """What requests are checked against, by where it is; of parameters as one object."""
    found: dict[str, Schema] = {}
    for location in ("path", "query", "header"):
        members = {
            each.name: each.schema for each in operation.parameters if each.location == location
        }
        required = [
            each.name
            for each in operation.parameters
            if each.location == location and each.required and location != "path"
        ]
        if members:
            found[location] = {"type": "object", "properties": members, "required": required}
    if operation.body is not None:
        found["body"] = operation.body.schema
    return found


def _mutant(
    operation: Operation, location: str, operator: str, what: str, schema: Schema
) -> Mutant:
    @contextmanager
    def apply(app: MutantApp, hits: Hits) -> Iterator[None]:
        validators = app.services[operation.api].validators
        checks = validators.operations[operation.id]
        wrong = validators.compile(schema)
        before = checks.locations, checks.body
        if location == "body":
            assert checks.body is not None
            checks.body = Compared(checks.body, wrong, hits)
        else:
            checks.locations = tuple(
                (name, parameters, Compared(check, wrong, hits) if name == location else check)
                for name, parameters, check in checks.locations
            )
        try:
            yield
        finally:
            checks.locations, checks.body = before

    return Mutant(
        name=f"{operation.api}.{operation.id}:any:{operator}:{what}",
        group="requests",
        api=operation.api,
        operation=operation.id,
        apply=apply,
    )


def _inlined(document: Schema, schema: Schema, depth: int) -> dict[str, Any]:
    """The schema with references followed down to some depth, so that a rule can be taken out."""
    whole = {**resolve(document, schema), **{k: v for k, v in schema.items() if k != "$ref"}}
    if not depth:
        return dict(schema)
    for word in ("items", "additionalProperties"):
        if isinstance(whole.get(word), Mapping):
            whole[word] = _inlined(document, whole[word], depth - 1)
    for word in ("allOf", "anyOf", "oneOf"):
        if word in whole:
            whole[word] = [_inlined(document, part, depth) for part in whole[word]]
    if "properties" in whole:
        whole["properties"] = {
            name: _inlined(document, member, depth - 1)
            for name, member in whole["properties"].items()
        }
    return whole


def _rules(schema: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str, Any]]:
    """Every rule, with the way to its schema."""
    for rule in RULES:
        if rule not in schema or "$ref" in schema:
            continue
        if rule == "required":
            for name in schema["required"]:
                yield path, f"required {name}", name
        elif rule == "format" and schema["format"] in _ANNOTATIONS:
            continue  # its bounds are rules of their own
        elif rule != "additionalProperties" or schema[rule] is False:
            yield path, rule, schema[rule]
    for name, member in schema.get("properties", {}).items():
        yield from _rules(member, (*path, "properties", name))
    if isinstance(schema.get("items"), Mapping):
        yield from _rules(schema["items"], (*path, "items"))
    if isinstance(schema.get("additionalProperties"), Mapping):
        yield from _rules(schema["additionalProperties"], (*path, "additionalProperties"))
    for word in ("allOf", "anyOf", "oneOf"):
        for number, part in enumerate(schema.get(word, ())):
            yield from _rules(part, (*path, word, str(number)))


def _edited(schema: Any, path: Path, rule: str, value: Any) -> Any:
    """The schema with one rule changed, or without it (None)."""
    if path:
        if isinstance(schema, list):
            at = int(path[0])
            return [
                _edited(each, path[1:], rule, value) if number == at else each
                for number, each in enumerate(schema)
            ]
        return {**schema, path[0]: _edited(schema[path[0]], path[1:], rule, value)}
    word, _, name = rule.partition(" ")
    if word == "required":
        return {**schema, "required": [each for each in schema["required"] if each != name]}
    if value is None:
        return {key: each for key, each in schema.items() if key != rule}
    return {**schema, rule: value}


def _text(path: Path) -> str:
    """The way to a schema as the way to a value; of several alternatives with their numbers."""
    parts = []
    words = iter(path)
    for word in words:
        if word == "properties":
            parts.append(next(words))
        elif word == "items":
            parts.append(ITEMS)
        elif word == "additionalProperties":
            parts.append("*")
        else:
            parts.append(f"{word}{next(words)}")
    return dotted(tuple(parts)) if parts else ""
