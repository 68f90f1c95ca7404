"""The table of records against a list that is searched from end to end."""

from typing import Any
from unittest.mock import patch

from attrs import evolve, field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from taskpact_mock.world.table import UNINDEXED, Table, Versioned

OWNERS, KINDS, STATES = ("ann", "bob"), ("x", "y"), ("new", "old")


@frozen
class Note:
    id: int
    seq: int = field(eq=False)
    owner: str
    kind: str
    state: str


STEPS = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.none()
        | st.tuples(st.sampled_from(OWNERS), st.sampled_from(KINDS), st.sampled_from(STATES)),
    ),
    max_size=40,
)
WANTED = st.tuples(
    st.sampled_from(OWNERS), st.sampled_from((*KINDS, None)), st.sampled_from((*STATES, None))
)


def facets(note: Note) -> tuple[str, str, str]:
    return note.owner, note.kind, note.state


def fits(note: Note, wanted: tuple[str | None, ...]) -> bool:
    return all(want in (None, has) for want, has in zip(wanted, facets(note), strict=True))


def play(table: Table[Note], model: dict[int, Note], steps: list[Any]) -> None:
    """Do the same to a table and to a dictionary: put, update, or remove where facets are None."""
    for id, values in steps:
        if values is None:
            assert table.remove(id) == model.pop(id, None)
            continue
        old = model.get(id)
        owner, kind, state = values
        seq = table.next_seq() if old is None else old.seq
        model[id] = table.put(Note(id, seq, owner, kind, state))


def agree(
    table: Table[Note], model: dict[int, Note], wanted: Any, limit: int | None, offset: int
) -> None:
    assert len(table) == len(model)
    assert {note.id: note for note in table} == model
    assert all(table.get(id) == model.get(id) for id in range(10))
    found = sorted((note for note in model.values() if fits(note, wanted)), key=lambda n: n.seq)
    newest = found[::-1][offset : None if limit is None else offset + limit]
    assert table.newest(*wanted, limit=limit, offset=offset) == newest
    assert list(table.oldest(*wanted)) == found
    assert table.count(*wanted) == len(found)


@given(
    st.lists(STEPS, min_size=1, max_size=3),
    WANTED,
    st.none() | st.integers(0, 5),
    st.integers(0, 12),
    st.sampled_from((0, 3, UNINDEXED)),
)
def test_queries_find_what_a_search_through_all_finds(
    rounds: list[Any], wanted: Any, limit: int | None, offset: int, unindexed: int
) -> None:
    table, model = Table(facets), dict[int, Note]()
    with patch("taskpact_mock.world.table.UNINDEXED", unindexed):
        for steps in rounds:
            play(table, model, steps)
            agree(table, model, wanted, limit, offset)


@given(STEPS, STEPS, STEPS, WANTED)
@settings(max_examples=50)
def test_a_copy_and_its_original_go_their_own_ways(
    before: list[Any], here: list[Any], there: list[Any], wanted: Any
) -> None:
    table, model = Table(facets), dict[int, Note]()
    play(table, model, before)
    twin, twin_model = table.copy(), dict(model)
    play(table, model, here)
    play(twin, twin_model, there)
    agree(table, model, wanted, None, 0)
    agree(twin, twin_model, wanted, None, 0)


def test_an_owner_without_records_has_none() -> None:
    table = Table(facets)
    assert table.newest("nobody", None, None) == []
    assert list(table.oldest("nobody", None, None)) == []
    assert table.count("nobody", None, None) == 0


def test_a_changed_record_forgets_how_it_was_rendered() -> None:
    @frozen(eq=False)
    class Page(Versioned):
        title: str

    page = Page("a")
    page.remember("", b"a")
    assert evolve(page, title="b").rendered == ()
