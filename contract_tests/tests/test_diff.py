"""One change of a small contract at a time: what it is called, where it is, whom it breaks.

The contract is test_diff_small.yaml, and the table of changes test_diff_cases.txt.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from attrs import frozen

from contract_tests.tests.diffs import HERE, JOB, NOTE, SMALL, Document, Row, edit, long, rows
from taskpact_contract.diff import Change, DocumentError, compare
from taskpact_contract.diff.changes import Relation
from taskpact_contract.diff.keywords import KEYWORDS, canonical, same, told
from taskpact_contract.nodes import ABSENT


@frozen
class Case:
    """An edit, as `set PLACE JSON`, `add PLACE JSON` or `drop PLACE`, and what is said of it."""

    edit: str
    expected: frozenset[Row]

    def changed(self) -> tuple[Document, Document]:
        """The contract before and after."""
        new = deepcopy(SMALL)
        verb, place, *value = self.edit.split(" ", 2)
        edit(new, verb, place, json.loads(value[0]) if value else None)
        return deepcopy(SMALL), new


def _cases() -> Iterator[Case]:
    text = (HERE / "test_diff_cases.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    heads = [number for number, line in enumerate(lines) if not line.startswith(" ")]
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        changed = lines[start].split(" ", 2)[1]
        rows = [row for line in lines[start + 1 : end] for row in _expected(line, changed)]
        yield Case(lines[start], frozenset(rows))


def _expected(line: str, changed: str) -> Iterator[Row]:
    rule, sides, severity, version, *place = line.split()
    for side in ("client", "server") if sides == "both" else (sides,):
        yield rule, side, severity, version, f"#/{long(place[0] if place else changed)}"


CASES = [pytest.param(case, id=case.edit) for case in _cases()]


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_told_by_rule_side_severity_and_place(case: Case) -> None:
    assert rows(compare(*case.changed())) == case.expected


OPPOSITES = {
    "narrowed": "widened", "widened": "narrowed", "added": "removed", "removed": "added",
    "required": "optional", "optional": "required",
}  # fmt: skip
OTHER = {"client": "server", "server": "client", "old": "new", "new": "old"}
ONE_SIDED = {"unified_changed", "read_changed"}
"""What only clients go by, in both directions."""


def _mirrored(change: Change) -> tuple[str, str, str]:
    """The rule, the side and the version that the same place has on the way back."""
    noun, _, kind = change.rule.rpartition("_")
    return f"{noun}_{OPPOSITES.get(kind, kind)}", OTHER[change.side], change.where


def _told(change: Change) -> tuple[str, str, str]:
    return change.rule, change.side, change.where


def _two_sided(changes: tuple[Change, ...]) -> list[Change]:
    return [each for each in changes if each.side != "nobody" and each.rule not in ONE_SIDED]


@pytest.mark.parametrize("case", CASES)
def test_the_way_back_breaks_the_other_side(case: Case) -> None:
    old, new = case.changed()
    there, back = _two_sided(compare(old, new)), _two_sided(compare(new, old))
    assert {_mirrored(change) for change in there} == {_told(change) for change in back}


def test_a_moved_operation_keeps_its_identity() -> None:
    new = deepcopy(SMALL)
    new["paths"]["/work/{id}"] = new["paths"].pop("/jobs/{id}")
    assert rows(compare(SMALL, new)) == {
        ("operation_moved", side, "breaking", "new", "#/paths/~1work~1{id}/get")
        for side in ("client", "server")
    }


def test_a_renamed_path_parameter_is_the_same_on_the_wire() -> None:
    new = deepcopy(SMALL)
    item = new["paths"]["/jobs/{job}"] = new["paths"].pop("/jobs/{id}")
    item["get"]["parameters"][0]["name"] = "job"
    place = "#/paths/~1jobs~1{job}"
    assert rows(compare(SMALL, new)) == {
        ("parameter_renamed", "nobody", "harmless", "new", place)
    }  # fmt: skip


def test_a_renamed_path_parameter_is_found_by_its_place() -> None:
    new = deepcopy(SMALL)
    item = new["paths"]["/jobs/{job}"] = new["paths"].pop("/jobs/{id}")
    item["get"]["parameters"][0] |= {"name": "job", "schema": {"type": "string", "minLength": 4}}
    assert {(change.rule, change.side) for change in compare(SMALL, new)} == {
        ("parameter_renamed", "nobody"),
        ("minLength_narrowed", "client"),
    }


def test_a_renamed_operation_keeps_its_life_cycle() -> None:
    new = deepcopy(SMALL)
    edit(new, "set", "CREATE/operationId", "submit_job")
    edit(new, "set", "CYCLE/transitions/0/by/operation", ["submit_job"])
    edit(new, "set", "CYCLE/refused/0/by", ["submit_job"])
    assert {change.rule for change in compare(SMALL, new)} == {"operation_renamed"}


def test_a_default_answer_covers_a_status() -> None:
    old, new = deepcopy(SMALL), deepcopy(SMALL)
    edit(old, "set", "CREATE/responses/default", {"content": {}})
    edit(old, "drop", "CREATE/responses/400")
    edit(new, "set", "CREATE/responses/default", {"content": {}})
    assert compare(old, new) == ()


def test_a_union_that_limits_an_object_narrows_it() -> None:
    new = deepcopy(SMALL)
    edit(new, "set", "S/Order/anyOf", [{"required": ["mode"]}, {"required": ["size"]}])
    place = "#/components/schemas/Order/anyOf"
    assert rows(compare(SMALL, new)) == {
        ("anyOf_narrowed", "client", "breaking", "new", place)
    }  # fmt: skip


N, W = Relation.NARROWED, Relation.WIDENED


@pytest.mark.parametrize(
    ("word", "old", "new", "relations"),
    [
        ("type", "integer", "number", {W}),
        ("type", ["string", "null"], "string", {N}),
        ("type", "string", ABSENT, {W}),
        ("enum", ["a"], ABSENT, {W}),
        ("enum", ["a", "b"], ["b", "a"], set()),
        ("enum", ["a"], ["b"], {N, W}),
        ("format", "int32", "int64", {W}),
        ("format", "date", "uuid", {N, W}),
        ("minimum", 1, 1.0, set()),
        ("minimum", ABSENT, 1, {N}),
        ("maximum", 1, 2, {W}),
        ("maximum", 1, ABSENT, {W}),
        ("minLength", 0, ABSENT, set()),
        ("maxLength", 2, 1, {N}),
        ("multipleOf", 2, 4, {N}),
        ("multipleOf", 4, 2, {W}),
        ("multipleOf", 2, 3, {N, W}),
        ("multipleOf", 2, ABSENT, {W}),
        ("multipleOf", 2, 2.0, set()),
        ("uniqueItems", False, ABSENT, set()),
        ("uniqueItems", ABSENT, True, {N}),
        ("dependentRequired", ABSENT, {"a": ["b"]}, {N}),
        ("dependentRequired", {"a": ["b", "c"]}, {"a": ["b"]}, {W}),
    ],
)
def test_a_keyword_narrows_one_way_and_widens_the_other(
    word: str, old: Any, new: Any, relations: set[Relation]
) -> None:
    assert KEYWORDS[word](old, new) == relations
    assert KEYWORDS[word](new, old) == {{N: W, W: N}[each] for each in relations}


def test_a_part_that_must_hold_as_well_narrows() -> None:
    old, new = deepcopy(SMALL), deepcopy(SMALL)
    parts = [{"$ref": "#/components/schemas/Mode"}, {"maxLength": 9}]
    edit(old, "set", "S/Order/properties/mode", {"allOf": parts})
    edit(new, "set", "S/Order/properties/mode", {"allOf": [*parts, {"minLength": 2}]})
    (there,), (back,) = compare(old, new), compare(new, old)
    assert (there.rule, there.side) == ("allOf_narrowed", "client")
    assert (back.rule, back.side) == ("allOf_widened", "server")


NEEDS = {"required": ["note"]}
MORE = {"properties": {"note": {"minLength": 2}}}

SAME = [
    ({**JOB, **NEEDS}, {"allOf": [JOB, NEEDS]}),
    ({**JOB, **NEEDS}, {"allOf": [NEEDS, JOB]}),
    ({**JOB, **NEEDS}, {"allOf": [JOB], **NEEDS}),
    ({**JOB, **NEEDS}, {**JOB, **NEEDS, "description": "Another."}),
    (JOB, {"allOf": [JOB, JOB]}),
    (SMALL["components"]["schemas"]["Good"], {"$ref": "#/components/schemas/Good"}),
    ({"anyOf": [{**JOB, **NEEDS}, JOB]}, {"anyOf": [JOB, {**JOB, **NEEDS}]}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
@pytest.mark.parametrize("place", ["S/Job/properties/note", "S/Order/properties/mode"])
def test_what_holds_together_may_be_written_in_several_ways(
    place: str, one: Any, other: Any
) -> None:
    old, new = deepcopy(SMALL), deepcopy(SMALL)
    edit(old, "set", place, one)
    edit(new, "set", place, other)
    assert compare(old, new) == ()
    assert compare(new, old) == ()


@pytest.mark.parametrize(
    ("one", "other", "rules"),
    [
        ({**JOB, **NEEDS}, JOB, {"member_optional"}),
        ({**JOB, **NEEDS}, {**JOB, **NEEDS, **MORE}, {"member_added"}),
        (
            {"allOf": [JOB, NEEDS]},
            {"allOf": [JOB, NEEDS, {"minProperties": 1}]},
            {"allOf_narrowed"},
        ),
        (
            {"properties": {"id": {}}, "required": ["id"], "type": "object"},
            {"$ref": "#/components/schemas/Good", "maxProperties": 9},
            {"member_removed", "member_added", "member_optional", "member_required"}
            | {"maxProperties_narrowed"},
        ),
        ({**JOB, "maxProperties": 9}, {**JOB, "maxProperties": 8}, {"maxProperties_narrowed"}),
    ],
)
def test_what_stands_beside_a_reference_is_compared(one: Any, other: Any, rules: set[str]) -> None:
    old, new = deepcopy(SMALL), deepcopy(SMALL)
    edit(old, "set", "S/Order/properties/mode", one)
    edit(new, "set", "S/Order/properties/mode", other)
    assert {change.rule for change in compare(old, new)} == rules


def test_a_reference_to_one_with_something_beside_it_leads_through() -> None:
    old = deepcopy(SMALL)
    edit(old, "set", "S/Child", {**JOB, **NEEDS})
    edit(old, "set", "GET/responses/200/content/application~1json/schema", {
        "$ref": "#/components/schemas/Child"
    })  # fmt: skip
    new = deepcopy(old)
    edit(new, "set", "S/Child/required", ["note", "outcome"])
    edit(new, "add", "S/State/enum", "lost")
    assert {(change.rule, change.where) for change in compare(old, new)} == {
        ("member_required", "#/components/schemas/Child/required/1"),
        ("enum_widened", "#/components/schemas/State/enum"),
    }


def test_a_schema_that_leads_back_to_itself_is_compared_with_nothing() -> None:
    new = deepcopy(SMALL)
    tree = {"$ref": "#/components/schemas/Tree"}
    edit(new, "set", "S/Tree", {"items": tree})
    edit(new, "set", "S/Job/properties/note/items", {**tree, "maxItems": 9})
    assert rows(compare(SMALL, new)) == {
        ("allOf_narrowed", "server", "breaking", "new", f"{NOTE}/items"),
        ("maxItems_narrowed", "server", "breaking", "new", f"{NOTE}/items/maxItems"),
    }


def test_a_default_is_that_of_the_reference_beside_which_none_stands() -> None:
    old, new = deepcopy(SMALL), deepcopy(SMALL)
    for document in (old, new):
        edit(document, "set", "S/Mode/default", "fast")
    mode = {"$ref": "#/components/schemas/Mode"}
    edit(new, "set", "S/Order/properties/mode", {"allOf": [mode]})
    assert compare(old, new) == ()
    edit(new, "set", "S/Order/properties/mode", {**mode, "default": "deep"})
    assert {change.rule for change in compare(old, new)} == {"default_changed"}


@pytest.mark.parametrize(
    ("old", "new"),
    [(True, 1), (False, 0), ([1], [True]), ({"a": 0}, {"a": False}), (1, "1"), (None, False)],
)
def test_values_of_other_types_are_others(old: Any, new: Any) -> None:
    one, other = deepcopy(SMALL), deepcopy(SMALL)
    for document, value in ((one, old), (other, new)):
        edit(document, "set", "CREATE/parameters/0/schema/default", value)
        edit(document, "set", "S/Order/properties/prompt/x-refusal", {"with": value})
        edit(document, "set", "S/Good/properties/kind/const", value)
        edit(document, "set", "CYCLE/transitions/1/with", value)
        edit(document, "set", "CYCLE/refused/0/with", value)
        edit(document, "set", "CYCLE/missing", {"with": value})
    assert {change.rule for change in compare(one, other)} == {
        "default_changed", "refusal_changed", "const_narrowed", "const_widened",
        "transition_changed", "missing_changed",
    }  # fmt: skip


def test_what_a_list_gained_is_told_by_its_type() -> None:
    assert told("enum", Relation.WIDENED, [1, 2], [1.0, 2, True]) == "enum gained true"


@pytest.mark.parametrize("value", [1, 0.5, "1", True, None, [1, {"a": 1e3}], {"b": [2**70]}])
def test_equal_values_have_one_text(value: Any) -> None:
    assert canonical(value) == canonical(json.loads(json.dumps(value)))
    assert same(value, value)


def test_a_whole_number_is_equal_however_it_is_written() -> None:
    assert same({"a": [1, 2.0]}, {"a": [1.0, 2]})
    assert not same(1, 1.5)
    assert not same(None, ABSENT)


def test_schemes_of_other_kinds_are_compared_as_they_are_written() -> None:
    old, new = deepcopy(SMALL), deepcopy(SMALL)
    edit(old, "set", "SECURITY/key", {"type": "apiKey", "in": "cookie", "name": "sid"})
    edit(new, "set", "SECURITY/key", {"type": "openIdConnect", "openIdConnectUrl": "x"})
    edit(new, "set", "SECURITY/bearer/description", "Other words.")
    assert {each.message for each in compare(old, new)} == {
        "cookie sid no longer lets a call in: what a client sends may now be refused.",
        '{"openIdConnectUrl": "x", "type": "openIdConnect"} lets a call in:'
        " a server must now take more than it did.",
    }


def test_two_ways_to_write_that_a_value_may_be_null_are_one() -> None:
    old, new = deepcopy(SMALL), deepcopy(SMALL)
    edit(old, "set", "S/Job/properties/note", {"type": ["string", "null"], "maxLength": 9})
    plain = {"type": "string", "maxLength": 9}
    edit(new, "set", "S/Job/properties/note", {"oneOf": [plain, {"type": "null"}]})
    assert compare(old, new) == ()


def test_a_shared_schema_names_every_operation_that_it_touches() -> None:
    new = deepcopy(SMALL)
    edit(new, "add", "S/State/enum", "lost")
    (change,) = compare(SMALL, new)
    assert change.operations == ("create_job", "get_job")
    assert change.message == (
        'enum gained "lost":'
        " a client may get what it does not expect; the generated client copes with it."
    )


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        ("S/Job/properties/note", {"$ref": "other.yaml#/Note"}, "bundle it first"),
        ("S/Job/properties/note", {"$ref": "#/components/schemas/No"}, "leads nowhere"),
        ("S/Job", {"$ref": "#/components/schemas/Job"}, "back to itself"),
        ("S/Job/not", {"$ref": "#/components/schemas/Good"}, "not followed below"),
        ("S/Job", {"$ref": "#/components/schemas/Job", "minProperties": 1}, "back to itself"),
        ("S/Job", {"allOf": [{"$ref": "#/components/schemas/Job"}]}, "a part of itself"),
        ("S/Job/properties/note", {"$ref": "other.yaml#/Note", "minLength": 1}, "bundle it first"),
        ("CREATE/parameters", None, '^#/paths/~1jobs/post/parameters of the new .* "array"'),
        ("S/Order/required", "prompt", "^#/components/schemas/Order/required of the new"),
        ("S/Order/properties/size/multipleOf", 0, "size/multipleOf of the new contract"),
        ("CREATE/security", [{"none": []}], "no security scheme none"),
    ],
)
def test_what_cannot_be_compared_is_refused(place: str, value: Any, message: str) -> None:
    new = deepcopy(SMALL)
    edit(new, "set", place, value)
    with pytest.raises(DocumentError, match=message):
        compare(SMALL, new)
