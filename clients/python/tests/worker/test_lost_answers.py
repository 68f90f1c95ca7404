"""Workers whose answers are lost, and services that are down for a moment."""

import random
from functools import partial
from typing import Any

import pytest

from clients.python.tests.crews import Crew, Sleeps
from clients.python.tests.worker.handlers import FIRST, RunOf, Stop, me, returning
from clients.python.tests.worlds import Lossy, World
from taskpact import AgentRuntime
from taskpact.worker import Fail, Release


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
