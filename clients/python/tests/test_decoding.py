"""Decoders: one JSON value each."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskpact import UNSET
from taskpact._runtime import decoding as read
from taskpact.errors import DecodeError

Decoder = Callable[[Any], Any]

NUMBER_OR_TEXTS = partial(
    read.by_kind, {"number": read.integer, "array": partial(read.array, read.string)}
)
SHAPES = partial(read.tagged, "kind", {"a": partial(read.mapping, read.string)})
PARTS = partial(
    read.by_members,
    (({"a"}, lambda value: ("a", value)), ({"b"}, lambda value: ("b", value))),
)


@pytest.mark.parametrize(
    ("decode", "value", "typed"),
    [
        (read.string, "", ""),
        (read.integer, 3, 3),
        (read.integer, 3.0, 3),
        (read.number, 3, 3),
        (read.number, 0.5, 0.5),
        (read.boolean, False, False),
        (read.nothing, None, None),
        (read.anything, [None], [None]),
        (read.instant, "2026-01-01T00:00:00Z", datetime(2026, 1, 1, tzinfo=UTC)),
        (read.day, "2026-01-02", date(2026, 1, 2)),
        (read.uuid, "0" * 32, UUID(int=0)),
        (partial(read.constant, "a"), "a", "a"),
        (read.json_object, {"x": 1}, {"x": 1}),
        (partial(read.array, read.day), ["2026-01-02"], [date(2026, 1, 2)]),
        (partial(read.plain_array, float, read.number), [1, 0.5], [1, 0.5]),
        (partial(read.mapping, read.integer), {"x": 1.0}, {"x": 1}),
        (partial(read.nullable, read.day), None, None),
        (NUMBER_OR_TEXTS, 7, 7),
        (NUMBER_OR_TEXTS, ["x"], ["x"]),
        (SHAPES, {"kind": "a"}, {"kind": "a"}),
        (SHAPES, {"kind": "new", "x": 1}, {"kind": "new", "x": 1}),
        (SHAPES, {"kind": ["a"]}, {"kind": ["a"]}),
        (PARTS, {"a": 1, "c": 2}, ("a", {"a": 1, "c": 2})),
        (PARTS, {"b": 1}, ("b", {"b": 1})),
        (PARTS, {"a": 1, "b": 1}, {"a": 1, "b": 1}),
        (PARTS, {}, {}),
    ],
)
def test_value_that_fits_is_typed(decode: Decoder, value: Any, typed: Any) -> None:
    found = decode(value)
    assert found == typed
    assert type(found) is type(typed)


@pytest.mark.parametrize(
    ("decode", "value", "message"),
    [
        (read.string, 1, "expected a string, found number 1"),
        (read.integer, "1", "expected an integer, found string '1'"),
        (read.integer, 1.5, "expected an integer, found number 1.5"),
        (read.integer, True, "expected an integer, found boolean True"),
        (read.number, False, "expected a number, found boolean False"),
        (read.boolean, 0, "expected a boolean, found number 0"),
        (read.nothing, 0, "expected null, found number 0"),
        (partial(read.constant, "a"), "b", "expected 'a', found string 'b'"),
        (partial(read.constant, 1), True, "expected 1, found boolean True"),
        (read.json_object, [], r"expected an object, found array \[\]"),
        (partial(read.array, read.string), {}, r"expected an array, found object \{\}"),
        (partial(read.array, read.string), ["x", 1], r"at \[1\]: expected a string"),
        (partial(read.plain_array, str, read.string), ["x", None], r"at \[1\]: expected a string"),
        (partial(read.mapping, read.day), {"x": "soon"}, "at x: Invalid isoformat string: 'soon'"),
        (partial(read.mapping, partial(read.array, read.uuid)), {"x": ["?"]}, r"at x\[0\]: badly"),
        (NUMBER_OR_TEXTS, "x", "expected one of number, array, found string 'x'"),
        (SHAPES, "a", "expected an object"),
        (PARTS, None, "expected an object, found null None"),
        (read.string, ["x" * 99], r"found array \['x{54,57}\.\.\.$"),
    ],
)
def test_value_that_does_not_fit_is_an_error(decode: Decoder, value: Any, message: str) -> None:
    with pytest.raises(DecodeError, match=message):
        decode(value)


@pytest.mark.parametrize(
    "decode",
    [
        read.string,
        read.integer,
        read.number,
        read.boolean,
        read.nothing,
        read.anything,
        read.instant,
        read.json_object,
        partial(read.array, read.string),
        partial(read.constant, "a"),
        NUMBER_OR_TEXTS,
        SHAPES,
        PARTS,
    ],
)
def test_value_that_is_absent_is_said_to_be(decode: Decoder) -> None:
    with pytest.raises(DecodeError, match=r"^required, but not there$"):
        decode(UNSET)


@given(
    names=st.lists(st.text(), min_size=1, max_size=5, unique=True),
    source=st.dictionaries(st.text(), st.integers(), max_size=8),
    share=st.integers(min_value=0, max_value=5),
)
def test_members_and_others_make_up_the_object(
    names: list[str], source: dict[str, int], share: int
) -> None:
    source |= dict.fromkeys(names[:share], 0)
    values, others = read.Members({name: name for name in names}).take(source)
    members = dict(zip(names, values, strict=True))
    assert all(value is UNSET for name, value in members.items() if name not in source)
    assert {n: v for n, v in members.items() if v is not UNSET} | others == source
    assert others.keys().isdisjoint(names)
