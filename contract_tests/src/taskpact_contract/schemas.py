"""Validators for the schemas of a contract, made when they are first needed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any
from urllib.parse import quote, unquote

import jsonschema_rs
from attrs import frozen

from taskpact_contract.nodes import Node

_ROOT = "urn:taskpact:contract"
_SIZES = {"int32": 2**31, "int64": 2**63}
_WHOLE = re.compile(r"[+-]?[0-9]{1,40}")
_NUMBER = re.compile(r"[+-]?([0-9]{1,40}(\.[0-9]{0,40})?|\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?")


@frozen
class Fault:
    """One way in which a value does not fit.

    `pointer` leads to the keyword that it breaks, `at` into the value; `message` does not repeat
    the value, which may be a secret.
    """

    pointer: str
    at: str
    message: str

    def about(self, what: str) -> str:
        """The message about `what` the value is."""
        return f"{what} at {self.at}: {self.message}" if self.at else f"{what}: {self.message}"


class Schemas:
    """All schemas of one document, by their places in it."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        bounded = deepcopy(dict(document))
        _bound(bounded)
        self._registry = jsonschema_rs.Registry([(_ROOT, bounded)])
        self._made: dict[str, jsonschema_rs.Draft202012Validator] = {}

    def fits(self, value: Any, schema: Node) -> bool:
        """Whether the value fits the schema at that place."""
        return self._validator(schema).is_valid(value)

    def faults(self, value: Any, schema: Node) -> Iterator[Fault]:
        """Every way in which the value does not fit the schema at that place."""
        for found in self._validator(schema).iter_errors(value):
            for error in _innermost(found):
                at = "".join(f"/{part}" for part in error.instance_path)
                location = unquote((error.absolute_keyword_location or "").removeprefix(_ROOT))
                yield Fault(location or schema.pointer, at, error.message)

    def _validator(self, schema: Node) -> jsonschema_rs.Draft202012Validator:
        found = self._made.get(schema.pointer)
        if found is None:
            # A path of a callback may have a # of its own.
            reference = f"{_ROOT}#{quote(schema.pointer.removeprefix('#'), safe='/~')}"
            found = jsonschema_rs.Draft202012Validator(
                {"$ref": reference},
                registry=self._registry,
                validate_formats=True,
                mask="the value",
            )
            self._made[schema.pointer] = found
        return found


def from_text(texts: Sequence[str], schema: Node) -> Any:
    """The value that the text of a parameter or header stands for, by its schema's type.

    Several texts are a list. Unfit text comes back as it is, and then does not fit the schema.
    """
    plain = schema.followed()
    kinds = plain.value.get("type", ())
    names = [kinds] if isinstance(kinds, str) else kinds
    if "array" in names:
        return [from_text([text], plain.at("items", {})) for text in texts]
    if len(texts) != 1:
        return list(texts)
    (text,) = texts
    if "integer" in names and _WHOLE.fullmatch(text):
        return int(text)
    if "number" in names and _NUMBER.fullmatch(text):
        return float(text)
    if "boolean" in names and text in ("true", "false"):
        return text == "true"
    return text


def _innermost(error: jsonschema_rs.ValidationError) -> Iterator[jsonschema_rs.ValidationError]:
    """What says most: where something or null is allowed, what is wrong with the something."""
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


def _bound(node: Any) -> None:
    """Turn the formats of integers, which validators pass over, into bounds."""
    if isinstance(node, dict):
        size = _SIZES.get(node["format"]) if isinstance(node.get("format"), str) else None
        if size is not None:
            node.setdefault("minimum", -size)
            node.setdefault("maximum", size - 1)
        for value in node.values():
            _bound(value)
    elif isinstance(node, list):
        for value in node:
            _bound(value)
