"""The timer by which a real clock lets things happen that no request asks about."""

import asyncio

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
