"""Coverage: what of the contracts a world has seen, and what it has not."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_server.tests.agents_v2.client import BASE, RUNNING, Tasks, ok
from mock_server.tests.wire import WorldClient, frames
from taskpact_mock.contract.load import APIS, load

BORN = {"by": "operation", "name": "run_research", "from": None, "to": "pending"}
STARTED = {"by": "time", "name": "start", "from": "pending", "to": "running"}
COMPLETED = {"by": "time", "name": "complete", "from": "running", "to": "completed"}
PROGRESS = {"by": "time", "name": "progress", "from": "running", "to": "running"}
CANCELLED = {"by": "operation", "name": "cancel_task", "from": "running", "to": "cancelled"}


@pytest.fixture
def tasks(world: WorldClient) -> Tasks:
    return Tasks(world)


def coverage(world: WorldClient, worlds: str = "this") -> dict[str, Any]:
    """What the world has seen, or all have."""
    found: dict[str, Any] = ok(world.get("/_mock/coverage", params={"worlds": worlds}))
    return found


def steps(world: WorldClient, api: str = "agents_v2", resource: str = "Task") -> list[Any]:
    """The life-cycle steps that the world has seen."""
    found: list[Any] = coverage(world)[api]["transitions"][resource]["seen"]
    return found


def test_a_new_world_has_seen_nothing_and_misses_everything(world: WorldClient) -> None:
    found = coverage(world)
    assert list(found) == list(APIS)
    for name, each in found.items():
        contract = load(name)
        assert list(each["operations"]) == list(contract.operations)
        for operation, answers in each["operations"].items():
            documented = sorted(contract.operations[operation].responses)
            assert answers == {"seen": {}, "missing": documented}
        assert list(each["transitions"]) == list(contract.lifecycles)
        for taken in each["transitions"].values():
            assert taken["seen"] == []
            assert taken["missing"]


def test_answers_are_counted_by_operation_and_status(tasks: Tasks) -> None:
    for path in (f"{BASE}/tasks/{RUNNING}", f"{BASE}/tasks/{RUNNING}", f"{BASE}/tasks/nope"):
        tasks.world.get(path)
    found = coverage(tasks.world)["agents_v2"]["operations"]["get_task"]
    assert found == {"seen": {"200": 2, "404": 1}, "missing": [401, 422, 500]}


def test_an_answer_that_was_lost_was_not_seen(tasks: Tasks) -> None:
    body = {"api": "agents_v2", "fault": {"reset": {"phase": "after"}}}
    tasks.world.post("/_mock/faults", json=body).raise_for_status()
    with pytest.raises(httpx.ReadError):
        tasks.world.get(f"{BASE}/tasks/{RUNNING}")
    assert coverage(tasks.world)["agents_v2"]["operations"]["get_task"]["seen"] == {}


def test_steps_of_requests_and_of_time_are_seen(tasks: Tasks) -> None:
    tasks.submit()
    assert steps(tasks.world) == [BORN]
    tasks.world.advance(60)
    assert [each for each in (BORN, STARTED, COMPLETED) if each not in steps(tasks.world)] == []
    assert CANCELLED not in steps(tasks.world)
    ok(tasks.cancel(RUNNING))
    assert CANCELLED in steps(tasks.world)
    missing = coverage(tasks.world)["agents_v2"]["transitions"]["Task"]["missing"]
    assert CANCELLED not in missing


def read_events(tasks: Tasks, task_id: str) -> None:
    tasks.events(task_id)


def read_task(tasks: Tasks, task_id: str) -> None:
    tasks.get(task_id)


def read_page(tasks: Tasks, _task_id: str) -> None:
    tasks.page(status="running")


def read_frame(tasks: Tasks, task_id: str) -> None:
    with tasks.world.stream("GET", f"{BASE}/tasks/{task_id}/stream") as response:
        next(frames(response))


@pytest.mark.parametrize("read", [read_events, read_task, read_page, read_frame])
def test_progress_is_seen_when_somebody_is_told_of_it(
    tasks: Tasks, read: Callable[[Tasks, str], None]
) -> None:
    tasks.script({"take": 100})
    task_id = tasks.submit()
    for seconds, expected in ((1, False), (50, True)):
        tasks.world.advance(seconds)
        assert PROGRESS not in steps(tasks.world)
        read(tasks, task_id)
        assert (PROGRESS in steps(tasks.world)) is expected


def test_progress_of_a_task_that_has_ended_is_seen_in_its_events(tasks: Tasks) -> None:
    task_id = tasks.submit()
    tasks.world.advance(1)
    tasks.get(task_id)
    assert PROGRESS not in steps(tasks.world)
    tasks.events(task_id)
    assert PROGRESS in steps(tasks.world)


def test_what_one_world_has_seen_no_other_has(make_world: Callable[..., WorldClient]) -> None:
    one, other = Tasks(make_world()), Tasks(make_world())
    one.submit()
    other.world.advance(1)
    assert steps(one.world)
    assert steps(other.world) == []


def test_a_look_at_all_worlds_remembers_those_that_are_gone(
    make_world: Callable[..., WorldClient], world: WorldClient
) -> None:
    def seen() -> int:
        found = coverage(world, "all")["agent_runs"]["operations"]["get_agent_run"]["seen"]
        return int(found.get("401", 0))

    before = seen()
    short = make_world()
    short.get("/v1/organizations/1/agent/run/1")
    assert seen() == before + 1
    short.delete(f"/_mock/worlds/{short.name}")
    assert seen() == before + 1


def test_another_range_of_worlds_is_refused(world: WorldClient) -> None:
    response = world.get("/_mock/coverage?worlds=some")
    assert (response.status_code, "query.worlds" in response.text) == (422, True)
