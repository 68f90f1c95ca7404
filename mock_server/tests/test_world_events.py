"""Due events: what happens in a world at which moment."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from mock_server.tests.notes import lines, make, plan, run
from taskpact_mock.world.clock import SECOND, START, Clock
from taskpact_mock.world.world import Setting, World


def test_what_is_due_happens_in_order_at_its_own_moment() -> None:
    world = make()
    for seconds in (3, 1, 2):
        plan(world, seconds, f"at {seconds}")
    world.play(START + 2 * SECOND)
    assert lines(world) == [(1, "at 1"), (2, "at 2")]
    world.play(START + 9 * SECOND)
    assert lines(world)[2:] == [(3, "at 3")]
    assert world.now == world.clock.now() == START + 9 * SECOND


def test_events_of_the_same_moment_happen_in_the_order_of_planning() -> None:
    world = make()
    for key in "cab":
        plan(world, 1, key)
    world.play(START + SECOND)
    assert lines(world) == [(1, "c"), (1, "a"), (1, "b")]


def test_an_event_in_the_past_happens_now() -> None:
    world = make()
    world.play(START + 5 * SECOND)
    plan(world, 1, "late")
    world.tick()
    assert lines(world) == [(5, "late")]


def test_nothing_happens_before_its_moment() -> None:
    world = make()
    plan(world, 1)
    world.play(START + SECOND - 1)
    assert lines(world) == []


def test_an_event_may_plan_the_next_one() -> None:
    world = make()
    plan(world, 1, 3, "again")
    world.play(START + 10 * SECOND)
    assert lines(world) == [(1, 3), (2, 2), (3, 1)]


@given(st.lists(st.integers(0, 20)), st.lists(st.integers(0, 10)))
def test_in_whatever_steps_time_goes_the_same_happens(due: list[int], steps: list[int]) -> None:
    whole, parts = make(), make()
    for number, seconds in enumerate(due):
        plan(whole, seconds, number)
        plan(parts, seconds, number)
    whole.play(START + sum(steps) * SECOND)
    parts.play(parts.now)
    for step in steps:
        parts.play(parts.now + step * SECOND)
    assert lines(whole) == lines(parts)
    assert lines(whole) == sorted(lines(whole))


def test_a_real_clock_lets_events_happen_without_any_request() -> None:
    async def work() -> None:
        happened = asyncio.Event()
        setting = Setting(states={}, due={("notes", "note"): lambda _w, _k: happened.set()})
        world = World(setting, clock=Clock("real", 1000))
        world.plan(world.now + SECOND, "notes", "note")
        await happened.wait()
        happened.clear()
        world.plan(world.now + 3600 * SECOND, "notes", "note")
        world.plan(world.now + SECOND, "notes", "note")
        await happened.wait()
        world.close()

    run(work)


def test_a_real_clock_stops_when_its_world_is_dropped() -> None:
    async def work() -> None:
        world = make("real", speed=1e6)
        world.plan(world.now + SECOND, "notes", "note")
        world.close()
        await asyncio.get_running_loop().run_in_executor(None, lambda: None)
        assert lines(world) == []

    run(work)
