"""A world's time: due events, and whoever waits for them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from attrs import define, field
from hypothesis import given
from hypothesis import strategies as st

from mock_server.tests.wire import Receiver
from taskpact_mock.world.clock import SECOND, START, Clock, Kind
from taskpact_mock.world.world import Setting, World, WorldClosedError


@define
class Notes:
    """The state of an API that writes down what happened when, in seconds from the start."""

    lines: list[tuple[float, Any]] = field(factory=list)

    def copy(self) -> "Notes":
        return Notes(list(self.lines))


def note(world: World, what: Any) -> None:
    lines: list[tuple[float, Any]] = world.state("notes").lines
    lines.append(((world.now - START) / SECOND, what))


def again(world: World, times: int) -> None:
    """A due event that plans the next one in a second, and wakes who waits for it."""
    note(world, times)
    if times > 1:
        world.plan(world.now + SECOND, "notes", "again", times - 1)
    else:
        world.touch("done")


def name_it(world: World, _key: None) -> None:
    note(world, world.ids.hex(8))


SETTING = Setting(
    states={"notes": lambda _world: Notes()},
    due={("notes", "note"): note, ("notes", "again"): again, ("notes", "name"): name_it},
)


def make(kind: Kind = "manual", speed: float = 1.0) -> World:
    return World(SETTING, clock=Clock(kind, speed))


def plan(world: World, seconds: float, key: Any = None, name: str = "note") -> None:
    world.plan(START + round(seconds * SECOND), "notes", name, key)


def lines(world: World) -> list[tuple[float, Any]]:
    found: list[tuple[float, Any]] = world.state("notes").lines
    return found


async def request(world: World, *steps: float | str) -> None:
    """A request that waits for seconds or topics, one after the other."""
    world.enter()
    try:
        for step in steps:
            if isinstance(step, str):
                await world.wait(step, until=None)
            else:
                await world.wait(None, until=world.now + round(step * SECOND))
            note(world, step)
    finally:
        world.leave()


async def until_waiting(world: World, count: int = 1) -> None:
    """Let other tasks go on until so many requests wait."""
    for _ in range(100):
        if len(world.waiting()) == count:
            return
        await asyncio.sleep(0)
    pytest.fail(f"{world.waiting()} wait")


def run(work: Callable[[], Awaitable[None]]) -> None:
    """Do `work` in a loop of its own, within ten seconds."""

    async def bounded() -> None:
        async with asyncio.timeout(10):
            await work()

    asyncio.run(bounded())


# Due events


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


# Waiting


def test_who_waits_is_woken_by_a_touch_of_its_topic_only() -> None:
    async def work() -> None:
        world = make()
        waiting = asyncio.ensure_future(request(world, "tea", "milk"))
        await until_waiting(world)
        assert [each["topic"] for each in world.waiting()] == ["tea"]
        world.touch("milk")
        world.touch("tea")
        await world.settle()
        assert [each["topic"] for each in world.waiting()] == ["milk"]
        world.touch("milk")
        await waiting
        assert lines(world) == [(0, "tea"), (0, "milk")]
        assert world.waiting() == []

    run(work)


def test_advancing_stops_at_every_moment_that_somebody_waits_for() -> None:
    async def work() -> None:
        world = make()
        both = asyncio.gather(request(world, 2, 2, 2), request(world, 3, 3))
        await until_waiting(world, 2)
        await world.advance(5)
        assert lines(world) == [(2, 2), (3, 3), (4, 2)]
        assert world.clock.now() == START + 5 * SECOND
        await world.advance(1)
        assert lines(world)[3:] == [(6, 3), (6, 2)]
        await both

    run(work)


def test_events_wake_requests_at_the_moment_at_which_they_happen() -> None:
    async def work() -> None:
        world = make()
        waiting = asyncio.ensure_future(request(world, "done"))
        await until_waiting(world)
        plan(world, 1, 2, "again")
        await world.advance(10)
        await waiting
        assert lines(world) == [(1, 2), (2, 1), (2, "done")]

    run(work)


def test_a_world_settles_only_when_every_request_waits_or_has_left() -> None:
    async def work() -> None:
        world = make()
        world.enter()
        settling = asyncio.ensure_future(world.settle())
        waiting = asyncio.ensure_future(request(world, "never"))
        await until_waiting(world)
        assert not settling.done()
        world.leave()
        await settling
        world.close()
        with pytest.raises(WorldClosedError):
            await waiting

    run(work)


def test_a_lingering_request_does_not_keep_a_world_from_settling_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("taskpact_mock.world.world.SETTLE_TIMEOUT", 0.01)
    world = make()
    world.enter()
    run(world.settle)


def test_closing_sends_home_whoever_waits() -> None:
    async def work() -> None:
        world = make()
        all_of_them = [asyncio.ensure_future(request(world, step)) for step in ("tea", 5.0, "tea")]
        await until_waiting(world, 3)
        world.close()
        found = await asyncio.gather(*all_of_them, return_exceptions=True)
        assert [type(each) for each in found] == [WorldClosedError] * 3
        with pytest.raises(WorldClosedError):
            await world.wait("tea", until=None)

    run(work)


def test_a_request_whose_client_leaves_waits_no_longer() -> None:
    async def work() -> None:
        world = make()
        waiting = asyncio.ensure_future(request(world, 7))
        await until_waiting(world)
        waiting.cancel()
        await asyncio.wait({waiting})
        assert world.waiting() == []
        await world.advance(10)
        assert lines(world) == []

    run(work)


def test_waiters_tell_what_they_wait_for() -> None:
    async def work() -> None:
        world = make()
        waiting = asyncio.ensure_future(world.wait("tea", until=START + 5, what="the kettle"))
        await until_waiting(world)
        assert world.waiting() == [{"topic": "tea", "until": START + 5, "what": "the kettle"}]
        world.touch("tea")
        await waiting

    run(work)


# Webhooks


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


# The auto clock


def test_an_auto_clock_jumps_from_moment_to_moment_while_all_wait() -> None:
    async def work() -> None:
        world = make("auto")
        plan(world, 1, 3, "again")
        await asyncio.gather(request(world, 3600, 1), request(world, "done"))
        assert lines(world) == [(1, 3), (2, 2), (3, 1), (3, "done"), (3600, 3600), (3601, 1)]
        assert world.clock.now() == START + 3601 * SECOND

    run(work)


def test_an_auto_clock_stands_while_one_request_does_not_wait() -> None:
    async def work() -> None:
        world = make("auto")
        world.enter()
        waiting = asyncio.ensure_future(request(world, 10))
        await until_waiting(world)
        await asyncio.get_running_loop().run_in_executor(None, lambda: None)
        assert (world.clock.now(), waiting.done()) == (START, False)
        world.leave()
        await waiting
        assert world.clock.now() == START + 10 * SECOND

    run(work)


def test_an_auto_clock_does_not_run_for_events_alone() -> None:
    async def work() -> None:
        world = make("auto")
        plan(world, 1, "due")
        await request(world)
        assert (lines(world), world.clock.now()) == ([], START)
        await world.advance(1)
        assert lines(world) == [(1, "due")]

    run(work)


# Copies


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
    world.journal.add(0, "GET", "/", None, None, 200, None)
    world.webhooks.new("notes", "http://127.0.0.1/", b"{}")
    twin = world.copy("twin")
    assert (twin.journal.count, list(twin.webhooks), twin.name) == (0, [], "twin")


def test_its_repr_shows_the_whole_condition() -> None:
    world = make()
    plan(world, 1)
    world.enter()
    clock = "<Clock manual 2026-01-01T01:00:00+00:00>"
    assert repr(world) == f"<World default {clock} due=1 active=1>"
