"""Which requests a fault strikes, and how often."""

from collections.abc import Callable

import pytest

from mock_server.tests.agents_v2.client import Tasks
from mock_server.tests.faults.calls import RESEARCH, TASK, add, left
from mock_server.tests.wire import WorldClient


@pytest.mark.parametrize("times", [1, 3])
def test_a_fault_ends_after_its_times(tasks: Tasks, times: int) -> None:
    add(tasks.world, {"status": {"status": 502}}, times=times)
    found = [tasks.world.get(TASK).status_code for _ in range(times + 1)]
    assert found == [502] * times + [200]
    assert left(tasks.world) == []


def test_a_fault_without_an_end_stays(tasks: Tasks) -> None:
    add(tasks.world, {"status": {"status": 502}}, times=None)
    assert {tasks.world.get(TASK).status_code for _ in range(5)} == {502}
    assert left(tasks.world)[0]["times"] is None


def test_a_fault_strikes_only_its_operation_and_its_bodies(tasks: Tasks) -> None:
    rule = {"operation": "run_research", "match": {"topic": "Wind power"}}
    add(tasks.world, {"status": {"status": 502}}, **rule)
    assert tasks.world.get(TASK).status_code == 200
    assert tasks.run().status_code == 202
    assert tasks.world.post(RESEARCH, content=b"{").status_code == 422
    assert tasks.run(topic="Wind power").status_code == 502


def test_a_fault_asks_for_no_credentials(world: WorldClient) -> None:
    add(world, {"status": {"status": 502}})
    assert [world.get(TASK).status_code for _ in range(2)] == [502, 401]


def test_a_fault_of_one_world_strikes_in_no_other(make_world: Callable[..., WorldClient]) -> None:
    one, other = Tasks(make_world()), Tasks(make_world())
    add(one.world, {"status": {"status": 502}})
    assert other.world.get(TASK).status_code == 200
    assert one.world.get(TASK).status_code == 502


def test_a_fork_has_the_faults_of_its_source_and_its_luck(
    make_world: Callable[..., WorldClient],
) -> None:
    def struck(world: WorldClient) -> list[int]:
        world.log_in("agents_v2")
        return [world.get(TASK).status_code for _ in range(20)]

    source = make_world(seed=3)
    add(source, {"status": {"status": 502}}, times=None, probability=0.5)
    first = struck(source)
    fork = make_world(**{"from": source.name})
    assert struck(fork) == (later := struck(source))
    assert later != first


def test_probability_is_repeatable_by_seed_and_shifts_no_id(
    make_world: Callable[..., WorldClient],
) -> None:
    def play(seed: int, probability: float | None) -> tuple[list[int], str]:
        tasks = Tasks(make_world(seed=seed))
        if probability is not None:
            fault = {"status": {"status": 502}}
            add(tasks.world, fault, operation="get_task", times=None, probability=probability)
        return [tasks.world.get(TASK).status_code for _ in range(40)], tasks.submit()

    statuses, task_id = play(1, 0.5)
    assert play(1, 0.5) == (statuses, task_id)
    assert 8 < statuses.count(502) < 32
    assert play(2, 0.5)[0] != statuses
    assert play(1, None) == ([200] * 40, task_id)
