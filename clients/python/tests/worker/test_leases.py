"""Leases that are renewed and lost, and several sessions at once."""

import threading
from typing import Any

import pytest

from clients.python.tests.crews import Crew, Sleeps
from clients.python.tests.worker.handlers import FIRST, RunOf, Stop, me
from clients.python.tests.worlds import Lossy, World
from taskpact import AgentRuntime
from taskpact.errors import Unauthorized
from taskpact.worker import Job, Worker


def test_lease_is_renewed_while_the_handler_works(world: World, run_of: RunOf, work: Crew) -> None:
    def handler(job: Any, stop: Stop) -> Sleeps:
        while not world.calls("heartbeat_run"):
            yield 0.05
        stop()
        return "slow"

    work(world.url, me(world), handler, lease_seconds=4)
    assert run_of(FIRST).result == "slow"


def test_lost_lease_stops_the_handler_and_the_run_is_done_once(
    world: World, run_of: RunOf, work: Crew
) -> None:
    ends: list[str] = []

    def handler(job: Any, stop: Stop) -> Sleeps:
        if job.run_id == FIRST and not ends:
            world.advance(60)
            try:
                while True:
                    yield 0.05
            finally:
                ends.append("lost" if job.lost else "held")
        if job.run_id == FIRST:
            stop()
        return "done"

    work(world.url, me(world), handler, lease_seconds=3)
    assert ends == ["lost"]
    assert (run_of(FIRST).status, run_of(FIRST).result) == ("completed", "done")


def test_sessions_work_at_the_same_time(world: World, work: Crew) -> None:
    second = {"agent_name": "demo-agent", "id": "sess-twin", "channel": "coord-demo"}
    world.control("POST", "fixtures", {"agent_runtime": {"sessions": [second]}})
    twin = {"X-AGH-Session-ID": "sess-twin", "X-AGH-Agent": "demo-agent"}
    under_way: list[str] = []

    def handler(job: Any, stop: Stop) -> Sleeps:
        under_way.append(job.run_id)
        while len(under_way) < 2:
            yield 0.01
        stop()

    work(world.url, [*me(world), twin], handler)
    assert len(set(under_way)) == 2


def test_session_that_was_stopped_ends_the_worker(world: World, work: Crew) -> None:
    def handler(job: Any, stop: Stop) -> Sleeps:
        control = {"controls": [{"id": "sess-demo", "control": "stop"}]}
        world.control("POST", "fixtures", {"agent_runtime": control})
        yield 0

    with pytest.raises(Unauthorized):
        work(world.url, me(world), handler)


def test_handler_that_does_not_notice_its_lost_lease_holds_nothing_up(world: World) -> None:
    go_on = threading.Event()

    def handle(job: Job) -> None:
        world.advance(90)
        lost.wait(10)
        worker.stop()
        go_on.wait(10)

    lost = threading.Event()
    network = Lossy(after={"/heartbeat": lost.set})
    identity = me(world)[0]
    with AgentRuntime(base_url=world.url, credentials=identity, transport=network) as session:
        worker = Worker(handle, sessions=[session], lease_seconds=1, grace=0.01)
        worker.run()
        go_on.set()
    assert world.calls("complete_run") == 0
