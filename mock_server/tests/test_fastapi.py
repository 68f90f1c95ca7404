"""Faults in the words of FastAPI, as a service that runs it sends them."""

from typing import Any

import pytest

from taskpact_mock.contract import fastapi, load
from taskpact_mock.contract.decode import MalformedError
from taskpact_mock.contract.validators import Fault, Validators

_LIST = {"field_type": "List", "actual_length": 1}

# schema of member x, its value; type, message and context of the entry
ENTRIES: list[tuple[dict[str, Any], Any, str, str, dict[str, Any] | None]] = [
    ({"type": "object"}, [], "dict_type", "Input should be a valid dictionary", None),
    ({"type": "array"}, {}, "list_type", "Input should be a valid list", None),
    ({"type": "string"}, 5, "string_type", "Input should be a valid string", None),
    ({"type": ["null", "string"]}, 5, "string_type", "Input should be a valid string", None),
    ({"type": "integer"}, "3", "int_type", "Input should be a valid integer", None),
    (
        {"type": "integer"},
        2.5,
        "int_from_float",
        "Input should be a valid integer, got a number with a fractional part",
        None,
    ),
    ({"type": "number"}, "3", "float_type", "Input should be a valid number", None),
    ({"type": "boolean"}, 1, "bool_type", "Input should be a valid boolean", None),
    (
        {"enum": ["quick", "moderate", "deep"]},
        "x",
        "literal_error",
        "Input should be 'quick', 'moderate' or 'deep'",
        {"expected": "'quick', 'moderate' or 'deep'"},
    ),
    ({"enum": ["a"]}, "x", "literal_error", "Input should be 'a'", {"expected": "'a'"}),
    (
        {"pattern": "^a$"},
        "x",
        "string_pattern_mismatch",
        "String should match pattern '^a$'",
        {"pattern": "^a$"},
    ),
    (
        {"minLength": 1},
        "",
        "string_too_short",
        "String should have at least 1 character",
        {"min_length": 1},
    ),
    (
        {"maxLength": 2},
        "abc",
        "string_too_long",
        "String should have at most 2 characters",
        {"max_length": 2},
    ),
    (
        {"minItems": 2},
        [1],
        "too_short",
        "List should have at least 2 items after validation, not 1",
        {**_LIST, "min_length": 2},
    ),
    (
        {"maxItems": 1},
        [1, 2],
        "too_long",
        "List should have at most 1 item after validation, not 2",
        {**_LIST, "max_length": 1, "actual_length": 2},
    ),
    (
        {"minimum": 1},
        0,
        "greater_than_equal",
        "Input should be greater than or equal to 1",
        {"ge": 1},
    ),
    ({"maximum": 9}, 10, "less_than_equal", "Input should be less than or equal to 9", {"le": 9}),
    (
        {"uniqueItems": True},
        [1, 1],
        "value_error",
        "Value error, [1,1] has non-unique elements",
        {"error": {}},
    ),
]


def faults(schema: dict[str, Any], value: Any, location: str = "body") -> list[Fault]:
    document: dict[str, Any] = {"paths": {}, "components": {"schemas": {}}}
    return Validators(load.read("test", document)).compile(schema).faults(value, location)


@pytest.mark.parametrize(
    ("schema", "value", "kind", "message", "context"), ENTRIES, ids=[each[2] for each in ENTRIES]
)
def test_each_rule_has_its_type_message_and_context(
    schema: dict[str, Any], value: Any, kind: str, message: str, context: dict[str, Any] | None
) -> None:
    expected = {"type": kind, "loc": ["body", "x"], "msg": message, "input": value}
    if context is not None:
        expected["ctx"] = context
    found = faults({"properties": {"x": schema}}, {"x": value})
    assert fastapi.detail(found) == {"detail": [expected]}


@pytest.mark.parametrize(
    ("kind", "word", "message"),
    [
        ("integer", "int_parsing", "integer, unable to parse string as an integer"),
        ("number", "float_parsing", "number, unable to parse string as a number"),
        ("boolean", "bool_parsing", "boolean, unable to parse string as a boolean"),
    ],
)
def test_text_of_a_parameter_that_cannot_be_read_is_said_to_be_unparsed(
    kind: str, word: str, message: str
) -> None:
    found = faults({"properties": {"x": {"type": kind}}}, {"x": "no"}, "query")
    assert fastapi.detail(found)["detail"] == [
        {
            "type": word,
            "loc": ["query", "x"],
            "msg": f"Input should be a valid {message}",
            "input": "no",
        }
    ]


def test_a_missing_member_shows_the_whole_body() -> None:
    found = faults({"required": ["a"]}, {"b": 1})
    assert fastapi.detail(found)["detail"] == [
        {"type": "missing", "loc": ["body", "a"], "msg": "Field required", "input": {"b": 1}}
    ]


@pytest.mark.parametrize("value", [[], "text", 5, None, True])
def test_a_body_that_is_no_object_is_said_to_be_none(value: Any) -> None:
    assert fastapi.detail(faults({"type": "object"}, value)) == fastapi.no_object(value)


def test_all_faults_are_told_together() -> None:
    schema = {"required": ["a"], "properties": {"b": {"type": "string"}, "c": {"minimum": 0}}}
    found = fastapi.detail(faults(schema, {"b": 1, "c": -1}))
    assert sorted(each["type"] for each in found["detail"]) == [
        "greater_than_equal",
        "missing",
        "string_type",
    ]


def test_malformed_json_is_told_with_its_offset() -> None:
    assert fastapi.malformed(MalformedError("unexpected end", 7)) == {
        "detail": [
            {
                "type": "json_invalid",
                "loc": ["body", 7],
                "msg": "JSON decode error",
                "input": {},
                "ctx": {"error": "unexpected end"},
            }
        ]
    }


def test_an_absent_body_is_missing_as_a_whole() -> None:
    assert fastapi.body_absent() == {
        "detail": [{"type": "missing", "loc": ["body"], "msg": "Field required", "input": None}]
    }
