"""What comes of a run is what its handler returns or raises."""

from typing import Any

import pytest

from clients.python.tests.crews import Crew, Sleeps
from clients.python.tests.worker.handlers import FIRST, RunOf, Stop, me, returning
from clients.python.tests.worlds import World
from taskpact.worker import Fail, Release


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
