"""Copies of a world, what they share and what they send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.tests.journals import call
from mock_server.tests.notes import lines, make, plan, run
from mock_server.tests.wire import Receiver
from taskpact_mock.world.clock import SECOND, START, Clock
from taskpact_mock.world.world import Setting, World


@pytest.mark.parametrize(("status", "tries"), [(200, [0]), (500, [0, 10, 30])])
def test_a_webhook_is_repeated_after_its_pauses_until_it_is_taken(
    status: int, tries: list[int]
) -> None:
    async def work() -> None:
        due = {("notes", "redeliver"): lambda world, id: world.redeliver(id)}
        world = World(Setting({}, due), clock=Clock("manual"))
        with Receiver(status) as receiver:
            delivery = world.webhooks.new("notes", receiver.url, b"{}", pauses=(10, 20))
            world.send(delivery)
            twin = world.copy("twin")
            await world.advance(100)
            await twin.advance(100)
        assert [(each.at - START) // SECOND for each in delivery.attempts] == tries
        assert {each.status for each in delivery.attempts} == {status}
        assert list(twin.webhooks) == []

    run(work)


@given(st.lists(st.integers(0, 9), max_size=6), st.integers(0, 9), st.integers(0, 9))
def test_a_copy_goes_on_as_its_original_does(due: list[int], before: int, after: int) -> None:
    world = make()
    for seconds in due:
        plan(world, seconds, name="name")
    world.play(START + before * SECOND)
    twin = world.copy("twin")
    for each in (world, twin):
        plan(each, before + 1, name="name")
        each.play(each.now + after * SECOND)
    assert lines(twin) == lines(world)
    assert twin.ids.hex(8) == world.ids.hex(8)


def test_a_copy_shares_nothing_with_its_original() -> None:
    world = make()
    world.scripts.add("notes", None, {"take": 1})
    plan(world, 1, "common")
    twin = world.copy("twin")
    plan(twin, 2, "only in the twin")
    twin.scripts.take("notes", "any", None, of_request=False)
    twin.limits.count(("k",), 1, 60, twin.now)
    twin.play(START + 5 * SECOND)
    assert (lines(world), world.now, len(list(world.scripts))) == ([], START, 1)
    assert world.limits.count(("k",), 1, 60, world.now).allowed
    world.play(START + 5 * SECOND)
    assert lines(world) == [(1, "common")]
    assert lines(twin) == [(1, "common"), (2, "only in the twin")]


def test_a_copy_begins_without_a_history_of_requests() -> None:
    world = make()
    call(world.journal)
    world.webhooks.new("notes", "http://127.0.0.1/", b"{}")
    twin = world.copy("twin")
    assert (twin.journal.count, list(twin.webhooks), twin.name) == (0, [], "twin")


def test_its_repr_shows_the_whole_condition() -> None:
    world = make()
    plan(world, 1)
    world.enter()
    clock = "<Clock manual 2026-01-01T01:00:00+00:00>"
    assert repr(world) == f"<World default {clock} due=1 active=1>"
