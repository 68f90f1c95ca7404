"""Faults in the words of a FastAPI service: `{"detail": [{type, loc, msg, input, ctx}]}`.

Source: facts agents_v2 1.4, agent_runs 4.
"""

from collections.abc import Callable, Sequence
from typing import Any

from taskpact_mock.contract.decode import JSON, MalformedError
from taskpact_mock.contract.validators import Fault

_NOUNS = {
    "object": ("dict_type", "dictionary"),
    "array": ("list_type", "list"),
    "string": ("string_type", "string"),
    "integer": ("int_type", "integer"),
    "number": ("float_type", "number"),
    "boolean": ("bool_type", "boolean"),
}
_PARSED = {
    "integer": ("int_parsing", "integer", "an integer"),
    "number": ("float_parsing", "number", "a number"),
    "boolean": ("bool_parsing", "boolean", "a boolean"),
}


def detail(faults: Sequence[Fault]) -> dict[str, JSON]:
    """The body of a 422 for `faults`."""
    return {"detail": [_entry(fault) for fault in faults]}


def malformed(fault: MalformedError) -> dict[str, JSON]:
    """The body of a 422 for a body that is not JSON."""
    return {
        "detail": [
            {
                "type": "json_invalid",
                "loc": ["body", fault.place],
                "msg": "JSON decode error",
                "input": {},
                "ctx": {"error": fault.message},
            }
        ]
    }


def body_absent() -> dict[str, JSON]:
    """The body of a 422 for a required body that was not sent."""
    return {
        "detail": [{"type": "missing", "loc": ["body"], "msg": "Field required", "input": None}]
    }


def no_object(value: JSON) -> dict[str, JSON]:
    """The body of a 422 for a body that is no object, or of another media type than JSON."""
    return {
        "detail": [
            {
                "type": "model_attributes_type",
                "loc": ["body"],
                "msg": "Input should be a valid dictionary or object to extract fields from",
                "input": value,
            }
        ]
    }


def _entry(fault: Fault) -> dict[str, JSON]:
    kind, message, context = _RULES.get(fault.rule, _other)(fault)
    entry: dict[str, JSON] = {
        "type": kind,
        "loc": list(fault.place),
        "msg": message,
        "input": fault.value,
    }
    return entry if context is None else {**entry, "ctx": context}


_Words = tuple[str, str, dict[str, Any] | None]


def _missing(_fault: Fault) -> _Words:
    return "missing", "Field required", None


def _type(fault: Fault) -> _Words:
    kind = next(each for each in fault.limit if each != "null")
    if len(fault.place) == 1 and kind == "object":
        body = no_object(None)["detail"][0]
        return body["type"], body["msg"], None
    if fault.place[0] != "body" and kind in _PARSED:
        word, noun, unit = _PARSED[kind]
        return word, f"Input should be a valid {noun}, unable to parse string as {unit}", None
    if kind == "integer" and isinstance(fault.value, float):
        return (
            "int_from_float",
            "Input should be a valid integer, got a number with a fractional part",
            None,
        )
    word, noun = _NOUNS[kind]
    return word, f"Input should be a valid {noun}", None


def _enum(fault: Fault) -> _Words:
    words = [repr(each) for each in fault.limit]
    expected = f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
    return "literal_error", f"Input should be {expected}", {"expected": expected}


def _pattern(fault: Fault) -> _Words:
    return (
        "string_pattern_mismatch",
        f"String should match pattern '{fault.limit}'",
        {"pattern": fault.limit},
    )


def _length(kind: str, bound: str, name: str) -> Callable[[Fault], _Words]:
    def words(fault: Fault) -> _Words:
        unit = "character" if fault.limit == 1 else "characters"
        return kind, f"String should have at {bound} {fault.limit} {unit}", {name: fault.limit}

    return words


def _size(kind: str, bound: str, name: str) -> Callable[[Fault], _Words]:
    def words(fault: Fault) -> _Words:
        unit = "item" if fault.limit == 1 else "items"
        context = {"field_type": "List", name: fault.limit, "actual_length": len(fault.value)}
        tail = f"{unit} after validation, not {len(fault.value)}"
        return kind, f"List should have at {bound} {fault.limit} {tail}", context

    return words


def _bound(kind: str, comparison: str, name: str) -> Callable[[Fault], _Words]:
    def words(fault: Fault) -> _Words:
        return kind, f"Input should be {comparison} {fault.limit}", {name: fault.limit}

    return words


def _other(fault: Fault) -> _Words:
    return "value_error", f"Value error, {fault.message}", {"error": {}}


_RULES: dict[str, Callable[[Fault], _Words]] = {
    "required": _missing,
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "minLength": _length("string_too_short", "least", "min_length"),
    "maxLength": _length("string_too_long", "most", "max_length"),
    "minItems": _size("too_short", "least", "min_length"),
    "maxItems": _size("too_long", "most", "max_length"),
    "minimum": _bound("greater_than_equal", "greater than or equal to", "ge"),
    "maximum": _bound("less_than_equal", "less than or equal to", "le"),
}
