"""The timer by which a real clock lets things happen that no request asks about."""

import asyncio

from mock_server.tests.notes import make
from taskpact_mock.world.clock import SECOND, Clock
from taskpact_mock.world.world import Setting, World


def test_a_real_clock_that_was_moved_wakes_whoever_waits_that_much_sooner() -> None:
    async def work() -> None:
        world = World(Setting(states={}, due={}), clock=Clock("real"))
        world.enter()
        until = world.now + 600 * SECOND
        waiting = asyncio.ensure_future(world.wait(None, until=until))
        await asyncio.sleep(0)
        assert len(world.waiting()) == 1
        await world.advance(599.99)
        async with asyncio.timeout(10):
            await waiting
        assert world.now >= until

    asyncio.run(work())


def test_what_is_due_in_a_copy_happens_though_nobody_calls_it() -> None:
    async def work() -> None:
        world = make("real")
        world.plan(world.now + SECOND // 20, "notes", "again", 1)
        twin = world.copy("twin")
        world.close()
        waiting = asyncio.ensure_future(twin.wait("done", until=None))
        async with asyncio.timeout(10):
            await waiting

    asyncio.run(work())
