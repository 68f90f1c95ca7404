"""Validators for parameters, bodies and answers, compiled once from a contract."""

from collections.abc import Iterator, Sequence
from typing import Any

import jsonschema_rs
from attrs import frozen

from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.model import Contract, Operation, Parameter, Schema

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@frozen
class Refusal:
    """The status and code that a schema itself names for the breach of one of its rules."""

    status: int
    code: str = ""
    message: str = ""


@frozen
class Fault:
    """One way in which a request departs from the contract.

    `place` leads from `path`, `query`, `header` or `body` to the value; `rule` is the keyword that
    it breaks and `limit` that keyword's value; `missing` names an absent member or parameter.
    """

    place: tuple[str | int, ...]
    rule: str
    message: str
    value: JSON
    limit: Any
    missing: str | None = None
    refusal: Refusal | None = None


class Validators:
    """All validators of one contract."""

    def __init__(self, contract: Contract) -> None:
        self._document = contract.document
        self._uri = f"urn:taskpact:{contract.api}"
        self._compiled: dict[str, Checker] = {}
        self._components: dict[str, Checker] = {}
        self._registry = jsonschema_rs.Registry([(self._uri, dict(contract.document))])
        self.operations = {
            id: OperationValidators(self, operation)
            for id, operation in contract.operations.items()
        }

    def compile(self, schema: Schema) -> "Checker":
        """The checker for `schema`, whose references lead into the contract; made once."""
        name = repr(schema)
        found = self._compiled.get(name)
        if found is None:
            anchored = _anchor(schema, self._uri)
            validator = jsonschema_rs.Draft202012Validator(
                {"$schema": _DIALECT, **anchored}, registry=self._registry, validate_formats=True
            )
            found = self._compiled[name] = Checker(validator, anchored, self._document)
        return found

    def component(self, name: str) -> "Checker":
        """A checker for a named component schema."""
        found = self._components.get(name)
        if found is None:
            found = self.compile({"$ref": f"#/components/schemas/{name}"})
            self._components[name] = found
        return found


class OperationValidators:
    """The validators of one operation."""

    def __init__(self, validators: Validators, operation: Operation) -> None:
        self.locations = tuple(
            (location, tuple(found), validators.compile(_object_of(found)))
            for location in ("path", "query", "header")
            if (found := [p for p in operation.parameters if p.location == location])
        )
        body = operation.body
        self.body = None if body is None else validators.compile(body.schema)
        self._validators = validators
        self._responses = operation.responses
        self._quirks = operation.quirks

    def answer(self, status: int, media: str, quirk: str | None = None) -> "Checker | None":
        """The checker for an answer, compiled at its first use; None where nothing is said."""
        responses = self._responses if quirk is None else self._quirks.get(quirk, {})
        schema = responses.get(status, {}).get(media)
        return None if schema is None else self._validators.compile(schema)


class Checker:
    """One compiled schema."""

    __slots__ = ("_document", "_schema", "_validator", "accepts")

    def __init__(
        self, validator: jsonschema_rs.Draft202012Validator, schema: Schema, document: Schema
    ) -> None:
        self._validator = validator
        self._schema = schema
        self._document = document
        self.accepts = validator.is_valid
        """Whether a value fits; the fast way, without reasons."""

    def faults(self, value: JSON, location: str) -> list[Fault]:
        """Every departure of `value`, which came from `location`."""
        return [
            self._fault(error, location)
            for found in self._validator.iter_errors(value)
            for error in _innermost(found)
        ]

    def _fault(self, error: jsonschema_rs.ValidationError, location: str) -> Fault:
        missing = error.kind.value if error.kind.name == "required" else None
        place: tuple[str | int, ...] = (location, *error.instance_path)
        return Fault(
            place=place if missing is None else (*place, missing),
            rule=error.kind.name,
            message=error.message,
            value=error.instance,
            limit=error.kind.value,
            missing=missing,
            refusal=self._refusal(error.schema_path),
        )

    def _refusal(self, path: Sequence[str | int]) -> Refusal | None:
        """The innermost `x-refusal` on the way to the keyword that was broken.

        A path through a reference starts anew at the document.
        """
        node: Any = self._document if path[:1] == ["components"] else self._schema
        found = None
        for part in path:
            node = node[part]
            if isinstance(node, dict):
                found = node.get("x-refusal", found)
        return None if found is None else Refusal(**found)


def _innermost(error: jsonschema_rs.ValidationError) -> Iterator[jsonschema_rs.ValidationError]:
    """What says most: where something or null is wanted, the errors of the something."""
    kind = error.kind
    branches = kind.context if isinstance(kind, jsonschema_rs.ValidationErrorKind.AnyOf) else []
    wanted = [branch for branch in branches if not _wants_null(branch)]
    if len(wanted) != 1:
        yield error
        return
    for inner in wanted[0]:
        yield from _innermost(inner)


def _wants_null(branch: Sequence[jsonschema_rs.ValidationError]) -> bool:
    return [(each.kind.name, each.kind.value) for each in branch] == [("type", ["null"])]


def _object_of(parameters: list[Parameter]) -> Schema:
    return {
        "type": "object",
        "properties": {each.name: each.schema for each in parameters},
        "required": [each.name for each in parameters if each.required],
    }


def _anchor(node: Any, uri: str) -> Any:
    """`node` with its references leading into the contract's document."""
    if isinstance(node, dict):
        return {
            key: uri + value if key == "$ref" and value.startswith("#") else _anchor(value, uri)
            for key, value in node.items()
        }
    return [_anchor(each, uri) for each in node] if isinstance(node, list) else node
