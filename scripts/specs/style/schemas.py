"""Rules 20 to 25: the keywords and shapes of schemas."""

import re
from collections import Counter
from collections.abc import Iterator

from scripts.specs.style.document import Document, Node
from scripts.specs.style.registry import Finding, rule

KEYWORDS = frozenset(
    (
        *("type", "enum", "const", "format", "pattern", "minLength", "maxLength"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
        *("items", "minItems", "maxItems", "uniqueItems"),
        *("properties", "required", "additionalProperties", "minProperties", "maxProperties"),
        *("allOf", "anyOf", "oneOf", "if", "then"),
        *("default", "description", "deprecated"),
        *("contentMediaType", "contentSchema"),
    )
)
HINTS = {
    "title": "the component's key is the name",
    "discriminator": "tell union members apart by const",
    "nullable": "add null to type, or use anyOf",
    "example": "examples belong to bodies and parameters",
    "examples": "examples belong to bodies and parameters",
}
BESIDE_REFERENCE = {"$ref", "description", "default", "deprecated", "x-source"}
CONTENT = {"$ref", "type", "enum", "const", "anyOf", "oneOf", "allOf"}
NO_LIMITS = {"$ref", "type", "properties"}
ANY_JSON = ("properties", "additionalProperties")
RESERVED = {"to_dict", "from_dict", "d", "cls", "src_dict", "field_dict", "additional_properties"}

_CONSTRAINT = re.compile(r"(?<!/properties)/(?:allOf/\d+|if|then)(?:/|$)")


@rule(20)
def keywords(document: Document) -> Iterator[Finding]:
    """Schemas use only keywords that every part of the project understands."""
    for node in document.schemas():
        words = node.value if isinstance(node.value, dict) else {}
        for word in words:
            if word not in KEYWORDS and not word.startswith(("x-", "$")):
                hint = HINTS.get(word, "no part of the project understands it")
                yield node.where, f"drop {word}: {hint}"


@rule(21)
def no_boolean_schemas(document: Document) -> Iterator[Finding]:
    """True, false and the empty schema stand only where they cannot be misread."""
    for node in document.schemas():
        if isinstance(node.value, bool) and node.via != "additionalProperties":
            yield node.where, "write a schema: the generator refuses true and false"
        elif node.via == "additionalProperties" and node.value == {}:
            yield node.where, "write true"
        elif not (_has_content(node) or node.via in ANY_JSON or is_constraint(node)):
            yield node.where, "give it a type: only a property may be any JSON"


@rule(22)
def enums(document: Document) -> Iterator[Finding]:
    """An enum is a component of strings whose names in code differ."""
    for node in document.schemas():
        values = node.get("enum")
        if values is None:
            continue
        if not is_component(node):
            yield node.where, "name the enum as a component"
        words = [value for value in values if isinstance(value, str) and value[:1].isalpha()]
        if node.get("type") != "string" or len(words) != len(values):
            yield node.where, "a string enum of values that begin with a letter; null goes outside"
        counts = Counter(re.sub(r"[^A-Z0-9]+", "_", word.upper()) for word in words)
        for name, count in counts.items():
            if count > 1:
                yield node.where, f"{count} values become {name}"


@rule(23)
def references_and_null(document: Document) -> Iterator[Finding]:
    """References stand alone or in a union with null; null has one way to be written."""
    for node in document.schemas():
        beside = node.value.keys() - BESIDE_REFERENCE if node.get("$ref") is not None else ()
        for word in sorted(beside):
            yield node.where, f"the generator does not see {word} beside a reference"
        types = node.get("type")
        if isinstance(types, list) and (len(types) != 2 or types[1] != "null"):
            yield node.where, 'a list of types is one type and "null", in this order'
        for union in ("anyOf", "oneOf"):
            yield from _null_option(node, union)
        parts = node.get("allOf", [])
        is_wrapper = len(parts) == 1 and "$ref" in parts[0]
        if not is_wrapper and any(part.keys() & NO_LIMITS for part in parts):
            yield node.where, "allOf holds one reference, or limits only"
        if types in ("array", ["array", "null"]) and not node.get("items"):
            yield node.where, "say what the items are"


@rule(24)
def named_objects(document: Document) -> Iterator[Finding]:
    """Objects with members are components; what is a component deserves a name."""
    for node in document.schemas():
        if not isinstance(node.value, dict) or is_constraint(node):
            continue
        is_object = "properties" in node.value
        if is_object and not is_component(node):
            yield node.where, "name the object as a component"
        if (is_object or is_component(node)) and not _deserves_name(node):
            yield node.where, "a component is an object, an enum or a union of references"
        is_map = node.get("additionalProperties") not in (None, False)
        if node.get("type") == "object" and not (is_object or is_map):
            yield node.where, "list its properties, or write additionalProperties: true"
        for name in set(node.get("required", [])) - set(node.get("properties", {})):
            yield node.where, f"required {name} is no property"


@rule(25)
def property_names(document: Document) -> Iterator[Finding]:
    """No property is called like a member of the generated models."""
    for node in document.schemas():
        if node.via == "properties" and node.name in RESERVED:
            yield node.where, f"{node.name} is a name of the generated code"


def is_component(node: Node) -> bool:
    """Whether the schema is a named component itself, not a part of one."""
    return node.via == "schemas"


def is_constraint(node: Node) -> bool:
    """Whether the schema only narrows another one, below allOf, if or then."""
    return _CONSTRAINT.search(node.where) is not None


def _has_content(node: Node) -> bool:
    return not isinstance(node.value, dict) or bool(node.value.keys() & CONTENT)


def _deserves_name(node: Node) -> bool:
    union = [*node.get("anyOf", []), *node.get("oneOf", [])]
    of_references = bool(union) and all("$ref" in option for option in union)
    return node.get("type") == "object" or "enum" in node.value or of_references


def _null_option(node: Node, union: str) -> Iterator[Finding]:
    options = node.get(union, [])
    if {"type": "null"} not in options:
        return
    if union == "oneOf" or options.index({"type": "null"}) != len(options) - 1:
        yield node.where, "null is the last option of anyOf"
    if not any("$ref" in option for option in options):
        yield node.where, 'without a reference, write null in type: [T, "null"]'
