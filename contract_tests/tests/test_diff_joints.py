"""Schemas of parts that hold together: what they may be, however often the parts meet."""

from copy import deepcopy
from typing import Any

import pytest

from contract_tests.tests.diffs import JOB, NOTE, SMALL, Document, edit, rows
from taskpact_contract.diff import compare

STRUCTURED = [
    {"type": "array", "items": {"type": "string"}},
    {"type": ["null", "object"]},
    {},
    {"anyOf": [{"type": "string"}, {"type": "array"}]},
    {"allOf": [{"$ref": "#/components/schemas/Job"}, {"minProperties": 1}]},
    {"enum": [["a"], "b"]},
]
SIMPLE = [
    {"type": "boolean"},
    {"type": ["string", "null"]},
    {"$ref": "#/components/schemas/Mode"},
    {"anyOf": [{"type": "string"}, {"type": "integer"}]},
    {"allOf": [{"$ref": "#/components/schemas/State"}, {"minLength": 1}]},
    {"enum": ["a", "b"]},
    {"const": 1},
    False,
]


@pytest.mark.parametrize(
    ("schema", "rules"),
    [*((each, {"parameter_written"}) for each in STRUCTURED), *((each, set()) for each in SIMPLE)],
)
def test_only_what_has_parts_can_be_taken_apart(schema: Any, rules: set[str]) -> None:
    old = deepcopy(SMALL)
    edit(old, "set", "CREATE/parameters/0/schema", schema)
    new = deepcopy(old)
    edit(new, "set", "CREATE/parameters/0/explode", False)
    assert {change.rule for change in compare(old, new)} == rules
    edit(old, "set", "CREATE/parameters/0/style", "spaceDelimited")
    edit(new, "set", "CREATE/parameters/0/style", "spaceDelimited")
    assert compare(old, new) == ()


def test_what_a_simple_part_rules_out_is_ruled_out_all_round_a_circle() -> None:
    old = deepcopy(SMALL)
    one, other = {"$ref": "#/components/schemas/One"}, {"$ref": "#/components/schemas/Other"}
    edit(old, "set", "S/One", {"allOf": [other, {"type": "string"}]})
    edit(old, "set", "S/Other", {"allOf": [one], "minItems": 1})
    edit(old, "set", "CREATE/parameters/0/schema", {"anyOf": [one, other]})
    new = deepcopy(old)
    edit(new, "set", "CREATE/parameters/0/explode", False)
    assert compare(old, new) == ()


LAST = {"$ref": "#/components/schemas/S40"}


def _doubled(first: Document, word: str = "allOf") -> Document:
    """The contract with S0, and S1 to S40 that are each twice the one before."""
    document = deepcopy(SMALL)
    edit(document, "set", "S/S0", first)
    for number in range(40):
        before = {"$ref": f"#/components/schemas/S{number}"}
        edit(document, "set", f"S/S{number + 1}", {word: [before, before]})
    return document


def test_a_default_is_looked_for_once_where_parts_meet_again() -> None:
    old, new = _doubled({"type": "string"}), _doubled({"type": "integer"})
    for document in (old, new):
        edit(document, "set", "S/Order/properties/mode", LAST)
    place = "#/components/schemas/S0/type"
    assert rows(compare(old, new)) == {
        ("type_narrowed", "client", "breaking", "new", place),
        ("type_widened", "server", "breaking", "new", place),
    }


def test_an_object_is_looked_for_once_where_parts_meet_again() -> None:
    old = _doubled({"type": "string", "default": "found at once"})
    edit(old, "set", "S/Job/properties/note", {"anyOf": [JOB, LAST]})
    new = deepcopy(old)
    edit(new, "add", "S/Job/properties/note/anyOf", {"type": "integer"})
    assert rows(compare(old, new)) == {
        ("union_widened", "client", "breaking", "new", f"{NOTE}/anyOf/2")
    }  # fmt: skip


@pytest.mark.parametrize(
    ("word", "kind", "rules"),
    [
        ("allOf", "array", {"parameter_written"}),
        ("allOf", "string", set()),
        ("anyOf", "array", {"parameter_written"}),
        ("anyOf", "string", set()),
    ],
)
def test_what_can_be_taken_apart_is_looked_at_once_where_schemas_meet_again(
    word: str, kind: str, rules: set[str]
) -> None:
    old = _doubled({"type": kind, "default": "found at once"}, word)
    edit(old, "set", "CREATE/parameters/0/schema", LAST)
    new = deepcopy(old)
    edit(new, "set", "CREATE/parameters/0/explode", False)
    assert {change.rule for change in compare(old, new)} == rules
