"""Seeded chance."""

import re
import uuid
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskpact_mock.world.ids import Ids

DRAWS: list[Callable[[Ids], object]] = [
    lambda ids: ids.hex(8),
    lambda ids: ids.letters(6),
    lambda ids: ids.uuid4(),
    lambda ids: ids.between(0.75, 1.25),
    lambda ids: ids.chance(0.5),
]
SEEDS = st.integers(-(2**63), 2**63 - 1)


@given(SEEDS, st.lists(st.sampled_from(DRAWS), max_size=10), st.lists(st.sampled_from(DRAWS)))
def test_the_same_seed_and_calls_give_the_same_answers(
    seed: int, before: list[Callable[[Ids], object]], after: list[Callable[[Ids], object]]
) -> None:
    one, other = Ids(seed), Ids(seed)
    assert [draw(one) for draw in before] == [draw(other) for draw in before]
    twin = one.copy()
    assert [draw(one) for draw in after] == [draw(twin) for draw in after]


def test_seeds_differ() -> None:
    assert len({Ids(seed).hex(16) for seed in range(100)}) == 100


@given(SEEDS, st.integers(1, 40))
def test_hex_has_exactly_the_digits(seed: int, digits: int) -> None:
    assert re.fullmatch(f"[0-9a-f]{{{digits}}}", Ids(seed).hex(digits))


@given(SEEDS)
def test_uuids_are_of_version_4(seed: int) -> None:
    found = uuid.UUID(Ids(seed).uuid4())
    assert (found.version, found.variant) == (4, uuid.RFC_4122)


def test_letters_keep_to_their_alphabet() -> None:
    assert re.fullmatch("[a-z0-9]{50}", Ids(1).letters(50))
    assert re.fullmatch("[xy]{50}", Ids(1).letters(50, "xy"))


def test_a_stream_depends_on_seed_and_name_only() -> None:
    ids = Ids(1)
    first = ids.stream("a").random()
    ids.hex(8)
    assert ids.stream("a").random() == first
    assert ids.stream("b").random() != first
    assert Ids(2).stream("a").random() != first


@pytest.mark.parametrize(("probability", "found"), [(0.0, False), (1.0, True)])
def test_chance_is_never_at_0_and_always_at_1(probability: float, found: bool) -> None:
    ids = Ids(1)
    assert {ids.chance(probability) for _ in range(50)} == {found}
