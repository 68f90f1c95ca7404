"""Whoever waits in a world, and the clock that jumps for them."""

import asyncio

import pytest

from mock_server.tests.notes import lines, make, plan, request, run, until_waiting
from taskpact_mock.world.clock import SECOND, START
from taskpact_mock.world.world import WorldClosedError


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


def test_who_advances_while_another_does_goes_on_from_there() -> None:
    async def work() -> None:
        world = make()
        world.enter()
        both = asyncio.gather(world.advance(10), world.advance(20))
        await asyncio.sleep(0)
        world.leave()
        await both
        assert world.clock.now() == START + 30 * SECOND

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
