"""Workers against the mock server, in both styles."""

import asyncio
import random
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from clients.python.tests.crews import CREWS, Crew, Sleeps
from clients.python.tests.worlds import Lossy, World, new_world
from taskpact import AgentRuntime, AsyncAgentRuntime
from taskpact.errors import Unauthorized
from taskpact.worker import AsyncJob, AsyncWorker, Fail, Job, LeaseLost, Release, Worker
from taskpact_mock.apis.agent_runtime.records import Run
from taskpact_mock.apis.agent_runtime.state import runtime_of
from taskpact_mock.serving import MockServer

FIRST = "run-00000000000000a1"
"""The run that the default session claims first."""

Stop = Callable[[], None]


@pytest.fixture(scope="module")
def mock() -> Iterator[MockServer]:
    with MockServer() as running:
        yield running


@pytest.fixture
def world(mock: MockServer, request: pytest.FixtureRequest) -> World:
    """A world of the test's own, whose clock stands still."""
    return new_world(mock, request.node.name, clock="manual", max_wait=0)


@pytest.fixture
def run_of(mock: MockServer, world: World) -> Callable[[str], Run]:
    """What the mock keeps of a run."""
    name = world.url.rpartition("/")[2]
    return lambda run_id: runtime_of(mock.app.worlds.get(name)).runs[run_id]


@pytest.fixture(params=CREWS.values(), ids=list(CREWS))
def work(request: pytest.FixtureRequest) -> Crew:
    crew: Crew = request.param
    return crew


RunOf = Callable[[str], Run]


def me(world: World) -> list[dict[str, str]]:
    return [world.credentials("agent_runtime")]


def returning(value: object) -> Callable[[Any, Stop], Sleeps]:
    """A handler that stops the worker and returns a value."""

    def handler(job: Any, stop: Stop) -> Sleeps:
        stop()
        yield 0
        return value

    return handler


def test_result_completes_the_run(world: World, run_of: RunOf, work: Crew) -> None:
    work(world.url, me(world), returning({"rows": 3}))
    assert (run_of(FIRST).status, run_of(FIRST).result) == ("completed", {"rows": 3})


def test_handler_without_a_result_completes_the_run(
    world: World, run_of: RunOf, work: Crew
) -> None:
    work(world.url, me(world), returning(None))
    assert (run_of(FIRST).status, run_of(FIRST).result) == ("completed", None)


def test_exception_fails_the_run_and_the_worker_goes_on(
    world: World, run_of: RunOf, work: Crew, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []

    def handler(job: Any, stop: Stop) -> Sleeps:
        seen.append(job.run_id)
        if len(seen) == 1:
            raise ValueError("row 3 is broken")
        stop()
        yield 0

    work(world.url, me(world), handler)
    first, second = (run_of(run_id) for run_id in seen)
    assert (first.status, first.error) == ("failed", "ValueError: row 3 is broken")
    assert second.status == "completed"
    assert [each.exc_info[0] for each in caplog.records if each.exc_info] == [ValueError]


def test_fail_says_what_is_told(world: World, run_of: RunOf, work: Crew) -> None:
    work(world.url, me(world), returning(Fail("no such file", {"file": "orders.csv"})))
    assert (run_of(FIRST).status, run_of(FIRST).error) == ("failed", "no such file")


def test_release_gives_the_run_back(world: World, run_of: RunOf, work: Crew) -> None:
    work(world.url, me(world), returning(Release("not for me")))
    assert (run_of(FIRST).status, run_of(FIRST).attempt) == ("queued", 1)


@pytest.mark.parametrize(
    ("result", "problem"),
    [
        pytest.param({"claim_token": "x"}, "the result was not taken", id="refused"),
        pytest.param("x" * 70_000, "the result was not taken", id="too large"),
        pytest.param(object(), "no JSON form", id="no JSON"),
        pytest.param(float("nan"), "the result was not taken", id="not a number"),
    ],
)
def test_result_that_is_not_taken_fails_the_run(
    world: World, run_of: RunOf, work: Crew, result: object, problem: str
) -> None:
    work(world.url, me(world), returning(result))
    assert run_of(FIRST).status == "failed"
    assert problem in (run_of(FIRST).error or "")


def test_job_knows_its_task_channel_and_claimed_run(world: World, work: Crew) -> None:
    seen: list[Any] = []

    def handler(job: Any, stop: Stop) -> Sleeps:
        job.check()
        seen.append(job)
        stop()
        yield 0

    work(world.url, me(world), handler)
    (job,) = seen
    assert (job.run_id, job.task.identifier, job.channel) == (FIRST, "DEMO-1", "coord-demo")
    assert job.run.metadata["file"] == "orders.csv"
    assert repr(job).endswith(f"Job {FIRST} 'Import the orders of January'>")


def test_worker_waits_until_there_is_a_run(world: World, run_of: RunOf, work: Crew) -> None:
    def pause(*, paused: bool) -> None:
        world.control("POST", "fixtures", {"agent_runtime": {"scheduler_paused": paused}})

    pause(paused=True)
    network = Lossy(after={"/claim-next": lambda: pause(paused=False)})
    work(world.url, me(world), returning(1), transport=network)
    assert run_of(FIRST).status == "completed"


def test_lost_answer_to_a_claim_loses_no_run(world: World, run_of: RunOf, work: Crew) -> None:
    seen: list[Any] = []

    def handler(job: Any, stop: Stop) -> Sleeps:
        seen.append(job)
        stop()
        yield 0

    work(world.url, me(world), handler, transport=Lossy({"/claim-next": 1}))
    assert [job.run_id for job in seen] == [FIRST]
    assert (seen[0].run, seen[0].task.identifier) == (None, "DEMO-1")
    assert run_of(FIRST).status == "completed"
    assert world.calls("claim_next_task") == 1


@pytest.mark.parametrize("moment", ["/me", "/context"], ids=["me", "context"])
def test_run_that_is_found_again_too_late_is_claimed_again(
    world: World, run_of: RunOf, work: Crew, moment: str
) -> None:
    network = Lossy({"/claim-next": 1}, after={moment: lambda: world.advance(90)})
    work(world.url, me(world), returning(1), transport=network)
    assert (run_of(FIRST).status, run_of(FIRST).result) == ("completed", 1)
    assert world.calls("claim_next_task") == 2


def test_run_of_a_worker_that_died_is_taken_up_again(
    world: World, run_of: RunOf, work: Crew
) -> None:
    with AgentRuntime(base_url=world.url, credentials=me(world)[0]) as session:
        session.claim_next_task()
    work(world.url, me(world), returning(1))
    assert (run_of(FIRST).status, run_of(FIRST).result) == ("completed", 1)


@pytest.mark.parametrize(
    ("value", "call", "status"),
    [
        pytest.param(1, "complete", "completed", id="complete"),
        pytest.param(Fail("no"), "fail", "failed", id="fail"),
        pytest.param(Release("no"), "release", "queued", id="release"),
    ],
)
def test_lost_answer_to_a_report_reports_once(
    world: World, run_of: RunOf, work: Crew, value: object, call: str, status: str
) -> None:
    work(world.url, me(world), returning(value), transport=Lossy({f"/{call}": 1}))
    assert run_of(FIRST).status == status
    assert world.calls(f"{call}_run") == 2


@pytest.mark.parametrize("seed", [2, 3])
def test_each_run_is_done_once_however_many_answers_are_lost(
    world: World, run_of: RunOf, work: Crew, seed: int
) -> None:
    tasks = {"count": 8, "network_channel": "coord-demo", "priority": "urgent"}
    made = world.control("POST", "fixtures", {"agent_runtime": {"tasks": [tasks]}})
    wanted = made["agent_runtime"]["runs"]
    done: list[str] = []

    def handler(job: Any, stop: Stop) -> Sleeps:
        done.append(job.run_id)
        if len(done) == len(wanted):
            stop()
        yield 0

    network = Lossy(loses=partial(_chance, random.Random(seed)))
    work(world.url, me(world), handler, transport=network)
    assert sorted(done) == sorted(wanted)
    assert {run_of(run_id).status for run_id in wanted} == {"completed"}


def _chance(source: random.Random) -> bool:
    return source.random() < 0.25


def test_service_that_is_down_for_a_moment_ends_nothing(
    world: World, run_of: RunOf, work: Crew
) -> None:
    for operation in ("claim_next_task", "complete_run"):
        script = {"api": "agent_runtime", "operation": operation, "outcome": {"status": 503}}
        world.control("POST", "scripts", script)
    work(world.url, me(world), returning(1))
    assert run_of(FIRST).status == "completed"


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
