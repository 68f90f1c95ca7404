"""What each keyword of JSON Schema allows, compared: one pure function a kind of keyword."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from taskpact_contract.diff.changes import Relation
from taskpact_contract.nodes import ABSENT

NEITHER: frozenset[Relation] = frozenset()
NARROWED = frozenset({Relation.NARROWED})
WIDENED = frozenset({Relation.WIDENED})
BOTH = NARROWED | WIDENED

TYPES = frozenset("array boolean integer null number object string".split())

Compare = Callable[[Any, Any], frozenset[Relation]]

ANNOTATIONS = frozenset(
    "$comment $ref $schema default deprecated description example examples externalDocs readOnly "
    "title writeOnly".split()
)
"""Keywords that allow nothing and forbid nothing. `default` is looked at on its own."""


def opaque(old: Any, new: Any) -> frozenset[Relation]:
    """A keyword that can only be there, be gone or be another: `pattern`, `not`, unknown ones."""
    if old is ABSENT or new is ABSENT:
        return NARROWED if old is ABSENT else WIDENED
    return NEITHER if canonical(old) == canonical(new) else BOTH


def types(old: Any, new: Any) -> frozenset[Relation]:
    """`type`: one name or several; all without it."""
    return _sets(type_names(old), type_names(new))


def words(old: Any, new: Any) -> frozenset[Relation]:
    """`enum`: the values that are allowed; all without it."""
    if old is ABSENT or new is ABSENT:
        return opaque(old, new)
    return _sets(frozenset(map(canonical, old)), frozenset(map(canonical, new)))


def lower(old: Any, new: Any) -> frozenset[Relation]:
    """A lower bound: the higher, the narrower."""
    if old is ABSENT or new is ABSENT:
        return opaque(old, new)
    return NARROWED if new > old else WIDENED if new < old else NEITHER


def upper(old: Any, new: Any) -> frozenset[Relation]:
    """An upper bound: the lower, the narrower."""
    return lower(_negated(old), _negated(new))


def length(old: Any, new: Any) -> frozenset[Relation]:
    """A lower bound of a count, where none is the same as 0."""
    return lower(0 if old is ABSENT else old, 0 if new is ABSENT else new)


def switch(old: Any, new: Any) -> frozenset[Relation]:
    """A keyword that narrows when it is true, such as `uniqueItems`."""
    return lower(old is True, new is True)


def formats(old: Any, new: Any) -> frozenset[Relation]:
    """`format`: another one is both, but that 32 bits fit into 64."""
    sizes = {"int32": 64, "int64": 32}
    if old in sizes and new in sizes:
        return lower(sizes[old], sizes[new])
    return opaque(old, new)


def multiples(old: Any, new: Any) -> frozenset[Relation]:
    """`multipleOf`: a multiple of what was allowed is narrower."""
    if old is ABSENT or new is ABSENT or old == new:
        return NEITHER if old == new else opaque(old, new)
    return NARROWED if new % old == 0 else WIDENED if old % new == 0 else BOTH


def dependents(old: Any, new: Any) -> frozenset[Relation]:
    """`dependentRequired`: what must be there beside each member."""
    before, after = (
        frozenset((name, each) for name, names in value.items() for each in names)
        for value in ({} if old is ABSENT else old, {} if new is ABSENT else new)
    )
    return _sets(after, before)  # the more is demanded, the less is allowed


KEYWORDS: Mapping[str, Compare] = MappingProxyType(
    {
        "type": types,
        "enum": words,
        "format": formats,
        "minimum": lower,
        "exclusiveMinimum": lower,
        "maximum": upper,
        "exclusiveMaximum": upper,
        "minLength": length,
        "minItems": length,
        "minProperties": length,
        "maxLength": upper,
        "maxItems": upper,
        "maxProperties": upper,
        "multipleOf": multiples,
        "uniqueItems": switch,
        "dependentRequired": dependents,
    }
)
"""How to compare the two values of a keyword; all others are `opaque`."""

UNCHECKED = frozenset(
    "enum pattern minimum exclusiveMinimum maximum exclusiveMaximum minLength maxLength minItems "
    "maxItems minProperties maxProperties multipleOf uniqueItems dependentRequired propertyNames "
    "not if then else".split()
)
"""What the generated client does not check when it reads: new words of an enum are kept, too."""

DECODED_FORMATS = frozenset({"date", "date-time", "uuid"})
"""Formats that the generated client turns into values of their own."""


def coped_with(keyword: str, old: Any) -> bool:
    """Whether the generated client reads what a wider `keyword` now lets come; `old` is before."""
    return keyword in UNCHECKED or (keyword == "format" and old not in DECODED_FORMATS)


def type_names(value: Any) -> frozenset[str]:
    """The names in `type`; whole numbers are numbers, too."""
    if value is ABSENT:
        return TYPES
    names = frozenset([value] if isinstance(value, str) else value)
    return names | {"integer"} if "number" in names else names


def canonical(value: Any) -> str:
    """Text that is the same for equal JSON values: 1 is 1.0, and no `true`."""
    return json.dumps(_normal(value), sort_keys=True)


def same(old: Any, new: Any) -> bool:
    """Whether two places hold equal JSON values, or both nothing; Python takes `true` for 1."""
    if old is ABSENT or new is ABSENT:
        return old is new
    return canonical(old) == canonical(new)


def shown(value: Any) -> str:
    """A value in a sentence."""
    if value is ABSENT:
        return "absent"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def told(word: str, relation: Relation, old: Any, new: Any) -> str:
    """What became of a keyword; of two lists, what came or went."""
    if isinstance(old, list) and isinstance(new, list):
        more, less = (new, old) if relation is Relation.WIDENED else (old, new)
        verb = "gained" if relation is Relation.WIDENED else "lost"
        known = set(map(canonical, less))
        told_of = ", ".join(shown(each) for each in more if canonical(each) not in known)
        return f"{word} {verb} {told_of}"
    return f"{word} was {shown(old)} and is {shown(new)}"


def _sets(old: frozenset[Any], new: frozenset[Any]) -> frozenset[Relation]:
    narrowed = NARROWED if old - new else NEITHER
    return narrowed | (WIDENED if new - old else NEITHER)


def _normal(value: Any) -> Any:
    """The value with whole numbers written as such."""
    if isinstance(value, dict):
        return {key: _normal(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_normal(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _negated(value: Any) -> Any:
    return ABSENT if value is ABSENT else -value
