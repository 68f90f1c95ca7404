"""Broken rules of agent_tasks."""

from typing import Any

from attrs import evolve

from contract_tests.mutants.patching import differing
from contract_tests.mutants.rules.registry import Rules, done_twice
from contract_tests.mutants.server import Hits
from taskpact_mock.apis.agent_tasks import agents, records, tasks

RULES = Rules("agent_tasks")


@RULES.broken(tasks, "find")
def tenant_is_not_checked(right: Any, hits: Hits) -> Any:
    """Whoever knows an id has the task."""

    def wrong(world: Any, tenant: str, agent_id: str, task_id: str) -> Any:
        task = tasks.state_of(world).tasks.get(task_id)
        found = task if task is not None and task.agent_id == agent_id else None
        if found is not right(world, tenant, agent_id, task_id):
            hits.count()
        return found

    return wrong


@RULES.broken(tasks, "find")
def agent_of_a_task_is_not_checked(right: Any, hits: Hits) -> Any:
    """A task is found at every agent of its account."""

    def wrong(world: Any, tenant: str, agent_id: str, task_id: str) -> Any:
        task = tasks.state_of(world).tasks.get(task_id)
        found = task if task is not None and task.tenant == tenant else None
        if found is not right(world, tenant, agent_id, task_id):
            hits.count()
        return found

    return wrong


@RULES.broken(agents.Agents, "find")
def every_agent_takes_tasks(right: Any, hits: Hits) -> Any:
    """Agents that are paused or stopped take tasks."""

    def wrong(state: Any, account: str, id: str) -> Any:
        found = right(state, account, id)
        if found is None or found.state == "active":
            return found
        hits.count()
        return evolve(found, state="active")

    return wrong


@RULES.broken(agents.Agents, "find")
def unknown_agents_take_tasks(right: Any, hits: Hits) -> Any:
    """There is an agent of every id."""

    def wrong(state: Any, account: str, id: str) -> Any:
        found = right(state, account, id)
        if found is not None:
            return found
        hits.count()
        return agents.Agent(id, "active")

    return wrong


@RULES.broken(tasks, "cancel")
def cancel_is_not_stored(right: Any, hits: Hits) -> Any:
    """A cancel answers as if it had worked."""

    def wrong(world: Any, task: Any) -> Any:
        found = right(world, task)
        if isinstance(found, records.Task):
            hits.count()
            tasks.state_of(world).tasks[task.id] = task
        return found

    return wrong


@RULES.broken(tasks, "_release")
def cancel_keeps_its_agent(right: Any, hits: Hits) -> Any:
    """An agent never takes another task once one of its own has ended."""

    def wrong(_world: Any, _task: Any) -> None:
        hits.count()

    return wrong


@RULES.broken(tasks, "tell")
def message_is_forgotten(right: Any, hits: Hits) -> Any:
    """A message is taken and dropped."""

    def wrong(world: Any, task: Any, message: str) -> Any:
        found = right(world, task, message)
        if not isinstance(found, records.Task):
            return found
        hits.count()
        return tasks._store(world, found, messages=task.messages)

    return wrong


@RULES.broken(tasks, "tell")
def message_resumes_nothing(right: Any, hits: Hits) -> Any:
    """A task that waited for a message waits on."""

    def wrong(world: Any, task: Any, message: str) -> Any:
        found = right(world, task, message)
        if not isinstance(found, records.Task) or found.status == task.status:
            return found
        hits.count()
        tasks._store(world, found, status=task.status)
        return found

    return wrong


@RULES.broken(records.Task, "place")
def priority_is_ignored(right: Any, hits: Hits) -> Any:
    """The oldest task comes first, however urgent the others are."""
    return _placed(lambda task: (0.0, task.seq, task.id), right, hits)


@RULES.broken(records.Task, "place")
def priority_is_upside_down(right: Any, hits: Hits) -> Any:
    """The least urgent task comes first."""
    return _placed(lambda task: (task.body.get("priority", 5), task.seq, task.id), right, hits)


@RULES.broken(records.Task, "place")
def youngest_come_first(right: Any, hits: Hits) -> Any:
    """The last to come is the first to be served."""
    return _placed(lambda task: (right.fget(task)[0], -task.seq, task.id), right, hits)


def _placed(place: Any, right: Any, hits: Hits) -> Any:
    return property(differing(right.fget, place, hits))


@RULES.broken(tasks, "_limit")
def time_limit_is_ignored(right: Any, hits: Hits) -> Any:
    """No task ever times out."""
    return differing(right, lambda *_args: tasks.LONGEST, hits)


@RULES.broken(records, "_progress")
def progress_goes_backwards(right: Any, hits: Hits) -> Any:
    """The more is done, the less is told."""

    def wrong(task: Any) -> Any:
        hits.count()
        found = right(task)
        return {**found, "steps_completed": len(records.STEPS) - 1 - task.steps_done}

    return wrong


@RULES.broken(records, "_progress")
def progress_stands_still(right: Any, hits: Hits) -> Any:
    """However much is done, nothing is told."""

    def wrong(task: Any) -> Any:
        if task.steps_done:
            hits.count()
        return right(evolve(task, steps_done=0))

    return wrong


@RULES.broken(tasks, "_notify")
def webhook_is_lost(right: Any, hits: Hits) -> Any:
    """Nobody is told of anything."""

    def wrong(_world: Any, task: Any) -> None:
        if task.body.get("callback_mode") == "webhook":
            hits.count()

    return wrong


@RULES.broken(tasks, "_notify")
def webhook_comes_twice(right: Any, hits: Hits) -> Any:
    """Everything is told twice."""

    def wrong(world: Any, task: Any) -> None:
        if task.body.get("callback_mode") == "webhook":
            hits.count()
        right(world, task)
        right(world, task)

    return wrong


@RULES.broken(tasks, "webhook")
def webhook_lacks_its_metadata(right: Any, hits: Hits) -> Any:
    """What the caller sent along does not come back."""

    def wrong(task: Any) -> bytes:
        if "metadata" in task.body:
            hits.count()
        body = {name: value for name, value in task.body.items() if name != "metadata"}
        found: bytes = right(evolve(task, body=body))
        return found

    return wrong


@RULES.broken(tasks, "PAUSES")
def webhook_is_not_repeated(_right: Any, hits: Hits) -> Any:
    """A receiver that was away is not told again."""
    return _Counted(hits)


class _Counted(tuple[float, ...]):
    """No pauses; counts who looks."""

    hits: Hits

    def __new__(cls, hits: Hits) -> "_Counted":
        made = super().__new__(cls)
        made.hits = hits
        return made

    def __len__(self) -> int:
        self.hits.count()
        return 0


@RULES.broken(tasks, "submit")
def task_is_made_twice(right: Any, hits: Hits) -> Any:
    """Each submission makes two tasks."""
    return done_twice(right, hits)


@RULES.broken(tasks, "_queue")
def estimate_ignores_the_queue(right: Any, hits: Hits) -> Any:
    """Every task is said to begin at once."""

    def wrong(state: Any, task: Any) -> int:
        if right(state, task):
            hits.count()
        return 0

    return wrong
