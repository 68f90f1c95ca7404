"""One change of a small contract at a time: what it is called, where it is, whom it breaks.

The contract is test_diff_small.yaml, and the table of changes test_diff_cases.txt.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from taskpact_contract.diff import Change, DocumentError, compare
from taskpact_contract.diff.changes import Relation
from taskpact_contract.diff.keywords import KEYWORDS
from taskpact_contract.diff.sources import read
from taskpact_contract.nodes import ABSENT

Document = dict[str, Any]
Row = tuple[str, str, str, str, str]
"""Rule, side, severity, version and place."""

HERE = Path(__file__).parent
SMALL = read(str(HERE / "test_diff_small.yaml"))
SHORT = {
    "CREATE": "paths/~1jobs/post",
    "GET": "paths/~1jobs~1{id}/get",
    "S": "components/schemas",
    "SECURITY": "components/securitySchemes",
    "CYCLE": "x-lifecycle/0",
}


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


def edit(document: Document, verb: str, place: str, value: Any = None) -> None:
    """Set or drop what is at a place, or add to the list there."""
    *parts, last = _long(place).split("/")
    holder: Any = document
    for part in parts:
        holder = holder[_key(holder, part)]
    key = _key(holder, last)
    if verb == "set":
        holder[key] = value
    elif verb == "add":
        holder[key].append(value)
    else:
        del holder[key]


def _key(holder: Any, part: str) -> str | int:
    return int(part) if isinstance(holder, list) else part.replace("~1", "/")


def _long(place: str) -> str:
    first, slash, rest = place.partition("/")
    return SHORT.get(first, first) + slash + rest


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
        yield rule, side, severity, version, f"#/{_long(place[0] if place else changed)}"


def _rows(changes: tuple[Change, ...]) -> set[Row]:
    return {(each.rule, each.side, each.severity, each.document, each.where) for each in changes}


CASES = [pytest.param(case, id=case.edit) for case in _cases()]


@pytest.mark.parametrize("case", CASES)
def test_a_change_is_told_by_rule_side_severity_and_place(case: Case) -> None:
    assert _rows(compare(*case.changed())) == case.expected


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
    assert _rows(compare(SMALL, new)) == {
        ("operation_moved", side, "breaking", "new", "#/paths/~1work~1{id}/get")
        for side in ("client", "server")
    }


def test_a_renamed_path_parameter_is_the_same_on_the_wire() -> None:
    new = deepcopy(SMALL)
    item = new["paths"]["/jobs/{job}"] = new["paths"].pop("/jobs/{id}")
    item["get"]["parameters"][0]["name"] = "job"
    place = "#/paths/~1jobs~1{job}"
    assert _rows(compare(SMALL, new)) == {
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
    assert _rows(compare(SMALL, new)) == {
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
        (
            "S/Job/properties/note",
            {"$ref": "#/components/schemas/Job", "minProperties": 1},
            "minProperties beside a reference",
        ),
        ("CREATE/security", [{"none": []}], "no security scheme none"),
    ],
)
def test_what_cannot_be_compared_is_refused(place: str, value: Any, message: str) -> None:
    new = deepcopy(SMALL)
    edit(new, "set", place, value)
    with pytest.raises(DocumentError, match=message):
        compare(SMALL, new)
