"""Workers that stop give back what they hold."""

import asyncio
import threading
from typing import Any

import pytest

from clients.python.tests.crews import Crew, Sleeps
from clients.python.tests.worker.handlers import FIRST, RunOf, Stop, me
from clients.python.tests.worlds import Lossy, World
from taskpact import AgentRuntime, AsyncAgentRuntime
from taskpact.worker import AsyncJob, AsyncWorker, Job, LeaseLost, Worker


def test_worker_that_stops_releases_what_does_not_end_in_its_grace(
    world: World, run_of: RunOf, work: Crew
) -> None:
    def handler(job: Any, stop: Stop) -> Sleeps:
        stop()
        while True:
            yield 60

    work(world.url, me(world), handler, grace=0.01)
    assert run_of(FIRST).status == "queued"
    assert world.calls("release_run") == 1


def test_worker_in_the_background_stops_when_it_is_left(world: World, run_of: RunOf) -> None:
    done = threading.Event()
    with AgentRuntime(base_url=world.url, credentials=me(world)[0]) as session:
        with Worker(lambda job: done.set(), sessions=[session]) as worker:
            assert repr(worker) == "<Worker sessions=1 working=1>"
            assert done.wait(10)
        assert repr(worker) == "<Worker sessions=1 working=0>"
    assert run_of(FIRST).status == "completed"


def test_handler_that_blocks_is_left_behind_when_the_worker_stops(
    world: World, run_of: RunOf
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    ends: list[object] = []

    def handle(job: Job) -> None:
        begun.set()
        go_on.wait(10)
        try:
            job.check()
        except LeaseLost as error:
            ends.append(str(error))

    with AgentRuntime(base_url=world.url, credentials=me(world)[0]) as session:
        with Worker(handle, sessions=[session], grace=0.01):
            assert begun.wait(10)
        assert run_of(FIRST).status == "queued"
        handlers = [each for each in threading.enumerate() if each.name == f"taskpact-{FIRST}"]
        go_on.set()
        for each in handlers:
            each.join()
    assert ends == [f"run {FIRST}: given back, as the worker stops"]


def test_run_that_is_claimed_while_the_worker_stops_is_released(
    world: World, run_of: RunOf
) -> None:
    network = Lossy(after={"/claim-next": lambda: worker.stop()})
    identity = me(world)[0]
    with AgentRuntime(base_url=world.url, credentials=identity, transport=network) as session:
        worker = Worker(lambda job: 1, sessions=[session])
        worker.run()
    assert run_of(FIRST).status == "queued"
    assert world.calls("release_run") == 1


def test_run_that_is_claimed_while_an_asyncio_worker_stops_is_released(
    world: World, run_of: RunOf
) -> None:
    async def handle(job: AsyncJob) -> int:
        return 1

    workers: list[AsyncWorker] = []

    async def main() -> None:
        network = Lossy(after={"/claim-next": lambda: workers[0].stop()})
        identity = me(world)[0]
        async with AsyncAgentRuntime(
            base_url=world.url, credentials=identity, transport=network
        ) as session:
            workers.append(AsyncWorker(handle, sessions=[session]))
            await workers[0].run()

    asyncio.run(main())
    assert run_of(FIRST).status == "queued"
    assert world.calls("release_run") == 1


def test_cancelled_worker_releases_what_is_under_way(world: World, run_of: RunOf) -> None:
    async def main() -> None:
        begun = asyncio.Event()

        async def handle(job: AsyncJob) -> None:
            begun.set()
            await asyncio.Event().wait()

        async with AsyncAgentRuntime(base_url=world.url, credentials=me(world)[0]) as session:
            worker = AsyncWorker(handle, sessions=[session], grace=0.01)
            running = asyncio.create_task(worker.run())
            await begun.wait()
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
            assert repr(worker) == "<AsyncWorker sessions=1 working=0>"

    asyncio.run(main())
    assert run_of(FIRST).status == "queued"
