"""Comparing JSON values, and the small rules that the bridge stands on."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskpact_contract.bridge.calls import python_name
from taskpact_contract.bridge.compare import difference

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(JSON)
def test_a_value_does_not_differ_from_itself(value: Any) -> None:
    assert difference(value, value) is None


@given(JSON, JSON)
def test_a_difference_is_seen_from_both_sides(one: Any, other: Any) -> None:
    assert (difference(one, other) is None) == (difference(other, one) is None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05+00:00"),
        ("2026-01-02T03:04:05.100Z", "2026-01-02T03:04:05.1Z"),
        ("2026-01-02T03:04:05+01:00", "2026-01-02T02:04:05Z"),
    ],
)
def test_two_ways_to_write_one_value_are_the_same(one: Any, other: Any) -> None:
    assert difference(one, other) is None


@pytest.mark.parametrize(
    ("expected", "found", "told"),
    [
        (1, True, "at the top: expected 1, found True"),
        (0, "0", "at the top: expected 0, found '0'"),
        (None, {}, "at the top: expected None, found {}"),
        ({"a": 1}, {}, "at a: expected 1, found nothing"),
        ({}, {"a": None}, "at a: expected nothing, found None"),
        ({"a": [{"b": 1}]}, {"a": [{"b": 2}]}, "at a[0].b: expected 1, found 2"),
        ([1, 2], [1], "at the top: expected 2 items, found 1"),
        ("2026-01-02", "2026-01-03", "at the top: expected '2026-01-02', found '2026-01-03'"),
    ],
)
def test_a_difference_says_where_it_is(expected: Any, found: Any, told: str) -> None:
    assert difference(expected, found) == told


@pytest.mark.parametrize(
    ("wire", "argument"),
    [
        ("topic", "topic"),
        ("taskId", "task_id"),
        ("Last-Event-ID", "last_event_id"),
        ("timeoutOverride", "timeout_override"),
        ("reply_to_message_id", "reply_to_message_id"),
    ],
)
def test_wire_names_become_arguments(wire: str, argument: str) -> None:
    assert python_name(wire) == argument
