"""What the compiled validators accept, and how they name what they do not."""

from typing import Any

import pytest

from taskpact_mock.contract import load
from taskpact_mock.contract.validators import Refusal, Validators

REFUSAL = {"status": 400, "code": "SHAPE", "message": "Choose another shape"}


def validators(body: dict[str, Any], **operation: Any) -> Validators:
    """The validators of a contract with one operation, whose body has this schema."""
    content = {"application/json": {"schema": body}}
    node = {
        "operationId": "do_it",
        "security": [],
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"content": content}, "204": {}},
        **operation,
    }
    thing = {
        "type": "object",
        "required": ["shape"],
        "properties": {
            "shape": {"type": "string", "allOf": [{"pattern": "^[a-z]+$", "x-refusal": REFUSAL}]},
            "inner": {"$ref": "#/components/schemas/Thing"},
        },
    }
    document = {
        "paths": {"/things/{id}": {"post": node}},
        "components": {"schemas": {"Thing": thing}},
    }
    return Validators(load.read("test", document))


@pytest.mark.parametrize(
    ("schema", "accepted", "refused"),
    [
        ({"type": "integer", "format": "int32"}, [2**31 - 1, -(2**31), 1.0], [2**31, -(2**31) - 1]),
        ({"type": "integer", "format": "int64"}, [2**63 - 1, -(2**63)], [2**63, -(2**63) - 1]),
        ({"type": "integer"}, [0, 1.0, 10**30], [1.5, "1", True, None]),
        ({"type": "number"}, [0, 1.5], ["1", False, float("nan"), float("inf")]),
        ({"type": "boolean"}, [True], [1, "true"]),
        ({"type": ["string", "null"]}, ["", None, "\0"], [0]),
        ({"format": "uuid"}, ["0f0e0d0c-0b0a-4908-8706-050403020100"], ["0f0e", "x" * 36]),
        ({"format": "email"}, ["ana@example.com"], ["ana", "@", "ana@"]),
        ({"format": "uri"}, ["http://a.example/b?c#d"], ["/b", "a b", "no"]),
        (
            {"format": "date-time"},
            ["2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5+02:00"],
            ["2026-01-01T00:00:00", "2026-01-01", "2026-02-30T00:00:00Z", "now"],
        ),
        ({"type": "string", "maxLength": 2}, ["😀😀"], ["abc"]),
        ({"pattern": "^[a-z]$"}, ["a"], ["a\n", "A"]),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_types_formats_and_bounds_are_checked(
    schema: dict[str, Any], accepted: list[Any], refused: list[Any]
) -> None:
    check = validators(schema).operations["do_it"].body
    assert check is not None
    assert [value for value in accepted if not check.accepts(value)] == []
    assert [value for value in refused if check.accepts(value)] == []


def test_a_fault_names_place_rule_value_and_limit() -> None:
    body = {"properties": {"rows": {"items": {"properties": {"n": {"maximum": 3}}}}}}
    check = validators(body).operations["do_it"].body
    assert check is not None
    (fault,) = check.faults({"rows": [{"n": 1}, {"n": 4}]}, "body")
    assert fault.place == ("body", "rows", 1, "n")
    assert (fault.rule, fault.value, fault.limit) == ("maximum", 4, 3)
    assert (fault.missing, fault.refusal) == (None, None)


def test_every_missing_member_is_a_fault_of_its_own() -> None:
    check = validators({"required": ["a", "b"]}).operations["do_it"].body
    assert check is not None
    found = check.faults({"c": 1}, "body")
    assert [(each.place, each.rule, each.missing) for each in found] == [
        (("body", "a"), "required", "a"),
        (("body", "b"), "required", "b"),
    ]
    assert [each.value for each in found] == [{"c": 1}, {"c": 1}]


@pytest.mark.parametrize("deep", [0, 1, 3])
def test_a_refusal_is_found_behind_references(deep: int) -> None:
    check = validators({"$ref": "#/components/schemas/Thing"}).operations["do_it"].body
    assert check is not None
    value: dict[str, Any] = {"shape": "NO"}
    for _ in range(deep):
        value = {"shape": "yes", "inner": value}
    (fault,) = check.faults(value, "body")
    assert fault.place == ("body", *["inner"] * deep, "shape")
    assert fault.refusal == Refusal(**REFUSAL)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "place", "rule"),
    [
        ({"n": 4}, ("body", "n"), "maximum"),
        ({}, ("body", "n"), "required"),
        ("text", ("body",), "type"),
    ],
)
def test_where_something_or_null_is_wanted_the_faults_of_the_something_are_told(
    value: Any, place: tuple[str, ...], rule: str
) -> None:
    something = {"type": "object", "required": ["n"], "properties": {"n": {"maximum": 3}}}
    check = validators({"anyOf": [something, {"type": "null"}]}).operations["do_it"].body
    assert check is not None
    assert check.accepts(None)
    assert [(each.place, each.rule) for each in check.faults(value, "body")] == [(place, rule)]


def test_where_one_of_two_things_is_wanted_the_choice_is_the_fault() -> None:
    check = validators({"anyOf": [{"type": "object"}, {"type": "array"}]}).operations["do_it"].body
    assert check is not None
    assert [(each.place, each.rule) for each in check.faults(5, "body")] == [(("body",), "anyOf")]


def test_a_rule_beside_a_refusal_has_none() -> None:
    check = validators({"$ref": "#/components/schemas/Thing"}).operations["do_it"].body
    assert check is not None
    assert [fault.refusal for fault in check.faults({}, "body")] == [None]
    assert [fault.refusal for fault in check.faults({"shape": 1}, "body")] == [None]


def test_parameters_are_checked_by_location() -> None:
    made = validators(
        {},
        parameters=[
            {"name": "id", "in": "path", "required": True, "schema": {"minLength": 2}},
            {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 9}},
        ],
    )
    (path, _, path_check), (query, _, query_check) = made.operations["do_it"].locations
    assert (path, query) == ("path", "query")
    assert [fault.missing for fault in path_check.faults({}, "path")] == ["id"]
    assert query_check.accepts({})
    assert query_check.faults({"limit": 10}, "query")[0].place == ("query", "limit")


def test_answers_have_a_checker_by_status_and_media_type() -> None:
    found = validators({"type": "object"}, **{"x-quirk": {"odd": {"418": {}}}}).operations["do_it"]
    check = found.answer(200, "application/json")
    assert check is not None
    assert check.accepts({})
    assert not check.accepts([])
    assert found.answer(204, "application/json") is None
    assert found.answer(200, "text/event-stream") is None
    assert found.answer(200, "application/json", "odd") is None


def test_equal_schemas_are_compiled_once() -> None:
    made = validators({"type": "object"})
    assert made.compile({"minimum": 1}) is made.compile({"minimum": 1})
    assert made.component("Thing") is made.component("Thing")
