"""The order in which an agent takes its tasks, for all priorities and arrivals."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from taskpact_mock.apis import agent_tasks
from taskpact_mock.apis.agent_tasks import tasks
from taskpact_mock.apis.agent_tasks.fixtures import AGENT, TENANT
from taskpact_mock.apis.agent_tasks.records import Task
from taskpact_mock.world.clock import SECOND, Clock
from taskpact_mock.world.world import Setting, World

PRIORITIES = st.lists(st.none() | st.floats(1, 10) | st.integers(1, 10), min_size=1, max_size=8)


def _world() -> World:
    api = agent_tasks.API
    due = {(api.name, name): event for name, event in api.due.items()}
    return World(Setting({api.name: api.new_state}, due), clock=Clock("manual"))


def _submit(world: World, priority: float | None) -> str:
    body: dict[str, Any] = {"message": "x"}
    if priority is not None:
        body["priority"] = priority
    task = tasks.submit(world, tenant=TENANT, agent_id=AGENT, body=body)
    assert isinstance(task, Task)
    return task.id


@given(PRIORITIES)
def test_the_most_urgent_is_taken_first_and_of_equals_the_first_that_came(
    priorities: list[float | None],
) -> None:
    world = _world()
    ids = [_submit(world, priority) for priority in priorities]
    world.play(world.now + 60 * SECOND)
    found = [tasks.state_of(world).tasks[each] for each in ids]
    by_start = sorted(range(len(ids)), key=lambda each: found[each].started or 0)
    by_rule = sorted(range(len(ids)), key=lambda each: -(priorities[each] or 5))
    assert by_start == by_rule


@given(PRIORITIES, st.sets(st.integers(0, 7)), st.integers(0, 5_000_000))
def test_an_agent_never_works_on_two_tasks_and_never_forgets_one(
    priorities: list[float | None], cancelled: set[int], when: int
) -> None:
    world = _world()
    ids = [_submit(world, priority) for priority in priorities]
    world.play(world.now + when)
    held = {"tsk_running00001"}
    for number in cancelled & set(range(len(ids))):
        tasks.cancel(world, tasks.state_of(world).tasks[ids[number]])
    for _ in range(20):
        running = {
            task.id for task in tasks.state_of(world).tasks.values() if task.status == "running"
        }
        assert len(running - held) <= 1
        world.play(world.now + SECOND // 2)
    states = {tasks.state_of(world).tasks[each].status for each in ids}
    assert states <= {"completed", "cancelled"}
