"""What is due comes in the order of its moments, however it was planned."""

import heapq

from hypothesis import given
from hypothesis import strategies as st

from taskpact_mock.world.agenda import Agenda

KINDS = st.sampled_from([("a", "end"), ("a", "retry"), ("b", "end")])
STEPS = st.lists(st.one_of(st.none(), st.tuples(st.integers(0, 9), KINDS)), max_size=60)
"""None takes the next event; the others plan one of a kind for a moment."""


@given(STEPS)
def test_events_come_by_moment_and_then_in_the_order_of_their_planning(
    steps: list[tuple[int, tuple[str, str]] | None],
) -> None:
    agenda = Agenda()
    model: list[tuple[int, int]] = []
    for number, step in enumerate(steps):
        if step is not None:
            at, (api, name) = step
            agenda.add(at, api, name, number)
            heapq.heappush(model, (at, number))
        elif model:
            at, _, _, _, key = agenda.take()
            assert (at, key) == heapq.heappop(model)
        assert agenda.next == (model[0][0] if model else None)


@given(STEPS)
def test_a_copy_goes_its_own_way(steps: list[tuple[int, tuple[str, str]] | None]) -> None:
    agenda = Agenda()
    for number, step in enumerate(steps):
        if step is not None:
            agenda.add(step[0], *step[1], number)
    twin, order = agenda.copy(), []
    while agenda.next is not None:
        order.append(agenda.take())
    again = []
    while twin.next is not None:
        again.append(twin.take())
    assert again == order
