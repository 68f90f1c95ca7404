"""Rules 26 to 29: descriptions, defaults, formats, unions."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from scripts.specs.style.document import Document, Node
from scripts.specs.style.registry import Finding, rule
from scripts.specs.style.schemas import is_component, is_constraint
from scripts.specs.style.validation import faults

DESCRIBED = (
    "tag",
    "server",
    "quirk",
    "quirk answer",
    "parameter",
    "request body",
    "response",
    "header",
    "link",
    "security scheme",
)
FORMATS: Mapping[str, frozenset[str]] = {
    "string": frozenset({"date", "date-time", "email", "uri", "uuid"}),
    "integer": frozenset({"int32", "int64"}),
    "number": frozenset({"float", "double"}),
}
"""Formats that validators check, and widths of numbers, which are for other languages' clients."""


@rule(26)
def descriptions(document: Document) -> Iterator[Finding]:
    """Whatever a reader can come across says what it is."""
    nodes = [*document.of_kind(*DESCRIBED), *_described_schemas(document)]
    for node in nodes:
        if not str(node.get("description", "")).rstrip().endswith("."):
            yield node.where, "describe it, ending with a period"


@rule(27)
def defaults(document: Document) -> Iterator[Finding]:
    """A default is a plain value that its own schema allows."""
    for node in document.schemas():
        if not isinstance(node.value, dict) or "default" not in node.value:
            continue
        value = node.value["default"]
        if isinstance(value, list | dict):
            yield node.where, "the generator drops list and object defaults: describe it instead"
        if isinstance(value, str) and set(value) & set("'\"\\"):
            yield node.where, "the generator spoils quotes and backslashes in defaults"
        for fault in faults(document, node.value, value):
            yield node.where, f"the schema refuses its default: {fault}"


@rule(28)
def formats(document: Document) -> Iterator[Finding]:
    """Formats and patterns mean the same everywhere; an integer says how wide it is."""
    for node in document.schemas():
        given = node.get("type", [])
        types = [given] if isinstance(given, str) else given
        kind = types[0] if types else ""
        name = node.get("format")
        if name is not None and name not in FORMATS.get(kind, ()):
            yield node.where, f"nothing checks the format {name} of {kind or 'no type'}"
        if re.search(r"\\[sSdDwWbBpP]|\(\?", node.get("pattern", "")):
            yield node.where, "write out the characters of the pattern: engines differ on classes"
        bounded = {"minimum", "maximum"} <= set(node.value if kind else ())
        if kind == "integer" and name is None and not bounded and not is_constraint(node):
            yield node.where, "give the integer a format, int32 or int64, or both bounds"


@rule(29)
def unions(document: Document) -> Iterator[Finding]:
    """No member of a union can be taken for an earlier one."""
    for node in document.schemas():
        for word in ("anyOf", "oneOf"):
            options = [document.resolve(option) for option in node.get(word, [])]
            objects = [option for option in options if option.get("properties")]
            for earlier, later in combinations(objects, 2):
                if not _told_apart(earlier, later):
                    yield node.where, "tag the members by const: a later one looks like an earlier"


def _described_schemas(document: Document) -> Iterator[Node]:
    for node in document.schemas():
        is_reference = node.get("$ref") is not None
        if is_constraint(node) or (is_reference and node.get("description") is None):
            continue
        if is_component(node) or node.via == "properties":
            yield node


def _told_apart(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    # The generator takes the first member whose required keys are all there.
    required, ours, theirs = earlier.get("required", []), earlier["properties"], later["properties"]
    if not set(required) <= theirs.keys():
        return True
    tags = [(ours.get(name, {}).get("const"), theirs[name].get("const")) for name in required]
    return any(None not in pair and pair[0] != pair[1] for pair in tags)
