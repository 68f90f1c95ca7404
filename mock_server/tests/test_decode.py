"""Bodies and parameters: from bytes to values."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskpact_mock.contract.decode import (
    MAX_DEPTH,
    MalformedError,
    decode_json,
    decode_text,
    select,
)
from taskpact_mock.contract.load import textual
from taskpact_mock.contract.model import Parameter

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
MEMBERS = st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4)

MALFORMED = {
    "nothing": b"",
    "blank": b" \n",
    "two values": b"{} {}",
    "trailing comma": b"[1,]",
    "single quotes": b"{'a':1}",
    "comment": b"{} // no",
    "cut": b'{"a":',
    "leading zero": b"01",
    "NaN": b"NaN",
    "Infinity": b"[-Infinity]",
    "beyond a double": b"1e400",
    "below a double": b"-1e400",
    "digits beyond a double": b"1" * 400,
    "byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "Latin-1": '{"a":"ä"}'.encode("latin-1"),
    "cut UTF-8": b'"\xe2\x82"',
    "overlong UTF-8": b'"\xc0\xaf"',
    "surrogate in UTF-8": b'"\xed\xa0\x80"',
    "high surrogate alone": rb'"\ud800"',
    "low surrogate alone": rb'"\udc00"',
    "raw NUL in a string": b'"\x00"',
    "raw line break in a string": b'"a\nb"',
    "depth of 100,000": b"[" * 100_000 + b"]" * 100_000,
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_what_is_not_one_json_text_in_utf8_is_malformed(body: bytes) -> None:
    with pytest.raises(MalformedError):
        decode_json(body)


@given(value=VALUES, ascii=st.booleans(), indent=st.sampled_from([None, 1]))
def test_any_json_value_comes_back_as_it_was_written(
    value: Any, ascii: bool, indent: int | None
) -> None:
    body = json.dumps(value, ensure_ascii=ascii, indent=indent).encode()
    assert decode_json(body) == value


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (rb'"\u0000"', "\0"),
        (rb'"\ud83d\ude00"', "😀"),
        (b"18446744073709551616", 18446744073709551616.0),
        (b"-0", 0),
        (b"1.0", 1.0),
        (b" \t\r\n1 ", 1),
    ],
)
def test_legal_but_unusual_texts_are_understood(body: bytes, value: Any) -> None:
    assert decode_json(body) == value


REPEATED = {
    "at the top": ('{"a":1,"a":2}', "a", 7),
    "the same value": ('{"a":1,"a":1}', "a", 7),
    "not in a row": ('{"a":1,"b":2,"a":3}', "a", 13),
    "after a value like it": ('{"b":"a","a":1,"a":2}', "a", 15),
    "below": ('{"x":{"a":1,"a":2}}', "a", 12),
    "in an array": ('[{"a":1},{"a":1,"a":2}]', "a", 16),
    "an object between": ('{"a":{"b":1},"a":2}', "a", 13),
    "written in another way": (r'{"a":1,"\u0061":2}', "a", 7),
    "not ASCII": ('{"é":1,"é":2}', "é", 7),
    "empty": ('{"":1,"":2}', "", 6),
    "with quotes": (r'{"\"":1,"\"":2}', '"', 8),
    "with colons": ('{"a:b":":","a:b":2}', "a:b", 11),
    "with spaces": ('{"a" :1, "a"\n:2}', "a", 9),
    "beyond 16 KiB": ('{"long":"' + "x" * 20_000 + '","a":1,"a":2}', "a", 20_017),
}


@pytest.mark.parametrize(("body", "name", "place"), REPEATED.values(), ids=REPEATED)
def test_a_repeated_member_name_is_refused_where_it_stands(
    body: str, name: str, place: int
) -> None:
    with pytest.raises(MalformedError) as caught:
        decode_json(body.encode())
    found = caught.value
    assert (found.message, found.place) == (f"duplicate member name {name!r}", place)


@given(members=MEMBERS, data=st.data(), wrapped=st.integers(0, 3))
def test_repeating_any_member_is_refused(
    members: dict[str, Any], data: st.DataObject, wrapped: int
) -> None:
    again = data.draw(st.sampled_from(sorted(members)))
    texts = [f"{json.dumps(name)}:{json.dumps(members[name])}" for name in [*members, again]]
    body = '{"in":' * wrapped + "{" + ",".join(texts) + "}" + "}" * wrapped
    with pytest.raises(MalformedError):
        decode_json(body.encode())


@pytest.mark.parametrize(
    "body",
    [
        '[{"a":1},{"a":2}]',
        '{"a":{"a":{"a":1}}}',
        '{"a":"\\"a\\":1,","b":"{","c":"}"}',
        '{"a":1,"A":2}',
        '{"at":"10:30:00","url":"http://127.0.0.1:1/a"}',
    ],
)
def test_names_that_only_look_repeated_are_not_refused(body: str) -> None:
    assert decode_json(body.encode()) == json.loads(body)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_depth_is_limited(opening: str, closing: str) -> None:
    deepest = opening * (MAX_DEPTH - 1) + "[]" + closing * (MAX_DEPTH - 1)
    decode_json(deepest.encode())
    with pytest.raises(MalformedError, match=f"more than {MAX_DEPTH} levels"):
        decode_json(f"[{deepest}]".encode())


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "12", 12),
        ("integer", "-3", -3),
        ("integer", "+3", 3),
        ("integer", "18446744073709551615", 2**64 - 1),
        ("integer", "18446744073709551616", 2.0**64),
        ("integer", "-9223372036854775809", -(2.0**63)),
        ("integer", "9" * 41, "9" * 41),
        ("integer", "1.0", "1.0"),
        ("integer", "1_000", "1_000"),
        ("integer", "٣", "٣"),
        ("integer", " 1", " 1"),
        ("integer", "", ""),
        ("number", "1", 1.0),
        ("number", ".5", 0.5),
        ("number", "1e3", 1000.0),
        ("number", "nan", "nan"),
        ("number", "inf", "inf"),
        ("boolean", "true", True),
        ("boolean", "False", "False"),
        ("string", "1", "1"),
        (["integer", "null"], "7", 7),
        (["string", "null"], "7", "7"),
        (None, "7", "7"),
    ],
)
def test_text_is_decoded_by_type_or_left_for_the_validator(
    kind: str | list[str] | None, text: str, value: Any
) -> None:
    parameter = Parameter("p", "query", False, {}, "p", textual(kind or ()))
    found = decode_text(text, parameter)
    assert (found, type(found)) == (value, type(value))


def test_only_declared_parameters_are_selected() -> None:
    limit = Parameter("limit", "query", False, {}, "limit", ("integer",))
    last = Parameter("Last-Event-ID", "header", False, {}, "last-event-id", ())
    given = {"limit": "3", "last-event-id": "7", "other": "x"}
    assert select((limit, last), given) == {"limit": 3, "Last-Event-ID": "7"}
