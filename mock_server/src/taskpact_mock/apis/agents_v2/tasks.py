"""What happens to tasks: creation, attempts, progress, ends. Every state comes from the life cycle.

A task's attempt is planned when it begins: its steps, the time between them, and how it ends. Each
step is an event of the world, so cancelling, failing and waiting need no thread.
"""

from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from taskpact_mock.apis.agents_v2.agents import AGENTS, Step
from taskpact_mock.apis.agents_v2.records import (
    MAX_ATTEMPTS,
    Failure,
    Task,
    TaskEvent,
    facets,
    webhook,
)
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.load import load
from taskpact_mock.world.clock import SECOND, iso
from taskpact_mock.world.lifecycle import Machine, Refused
from taskpact_mock.world.scripts import Outcome
from taskpact_mock.world.table import Table
from taskpact_mock.world.world import World

API = "agents_v2"
MACHINE = Machine(load(API).lifecycles["Task"])
RUN = 1.0
"""Seconds from submission to the end of a task that nobody waits for."""
PICKUP = 0.1
"""Seconds of them before the first attempt begins."""
KEY_WINDOW = 24 * 3600 * SECOND
"""How long an idempotency key answers with its task."""

Key = tuple[str, int, int]
"""Of a progress event: the task, its attempt, and the number of the step."""


@frozen
class Attempt:
    """How an attempt goes: its steps, the microseconds between them, and the failure at its end."""

    number: int
    steps: tuple[Step, ...]
    interval: int
    failure: Failure | None


class Tasks:
    """All that agents_v2 keeps in a world."""

    def __init__(self) -> None:
        self.table: Table[Task] = Table(facets)
        self.events: dict[str, tuple[TaskEvent, ...]] = {}
        self.keys: dict[tuple[str, str], tuple[str, int]] = {}
        self.attempts: dict[str, Attempt] = {}
        self.next_event = 1

    def copy(self) -> "Tasks":
        """Tasks of its own, in the same states."""
        twin = Tasks()
        twin.table = self.table.copy()
        twin.events = dict(self.events)
        twin.keys = dict(self.keys)
        twin.attempts = dict(self.attempts)
        twin.next_event = self.next_event
        return twin


def tasks_of(world: World) -> Tasks:
    """The tasks of a world."""
    found: Tasks = world.state(API)
    return found


def find(world: World, tenant: str, task_id: str) -> Task | None:
    """The tenant's task of that id."""
    task = tasks_of(world).table.get(task_id)
    return task if task is not None and task.tenant == tenant else None


def replayed(world: World, tenant: str, key: str | None) -> Task | None:
    """The task that an idempotency key already made."""
    found = tasks_of(world).keys.get((tenant, key)) if key else None
    if found is None or found[1] + KEY_WINDOW <= world.now:
        return None
    return tasks_of(world).table.get(found[0])


def create(
    world: World,
    *,
    tenant: str,
    user: str,
    agent_type: str,
    body: Mapping[str, Any],
    task_id: str | None = None,
    hold: str | None = None,
) -> Task:
    """A new task, pending; its first attempt is planned, at once for one that is waited for.

    `hold` names a state, pending or running, in which it stands still.
    """
    tasks = tasks_of(world)
    sync = body.get("sync", True)
    task = Task(
        id=task_id or f"{world.now // 1000 & 0xFFFFFFFF:08x}{world.ids.hex(8)}",
        seq=tasks.table.next_seq(),
        tenant=tenant,
        user=user,
        agent_type=agent_type,
        body=body,
        status=MACHINE.advance("operation", f"run_{agent_type}", None),
        created=world.now,
    )
    tasks.table.put(task)
    if key := body.get("idempotency_key"):
        tasks.keys[tenant, key] = task.id, world.now
    _log(world, task, "created", None, task.status, None)
    if hold != "pending":
        at = world.now + (0 if sync else int(PICKUP * SECOND))
        world.plan(at, API, "start", (task.id, hold))
    return task


def start(world: World, key: tuple[str, str | None]) -> None:
    """A due event: the first attempt begins, unless the task is gone from pending."""
    task_id, hold = key
    task = tasks_of(world).table.get(task_id)
    if task is not None and task.status == "pending":
        outcome = {"hold": hold} if hold else None
        begin(world, task, MACHINE.advance("time", "start", task.status), "started", outcome)


def retry_due(world: World, task_id: str) -> None:
    """A due event: the next automatic attempt begins."""
    task = tasks_of(world).table.get(task_id)
    if task is not None and task.status == "retrying":
        begin(world, task, MACHINE.advance("time", "retry_due", task.status), "retry_started")


def begin(world: World, task: Task, state: str, event: str, outcome: Outcome | None = None) -> None:
    """An attempt begins: plan its steps and its end, as a script or the agent wants it."""
    if outcome is None:
        operation = f"run_{task.agent_type}"
        outcome = world.scripts.take(API, operation, task.body, of_request=False) or {}
    if outcome.get("hold") == task.status:
        return
    number = task.attempts + 1
    attempt = _plan(task, number, outcome)
    tasks_of(world).attempts[task.id] = attempt
    before = task.status
    task = _store(
        world,
        task,
        status=state,
        attempts=number,
        started=world.now,
        completed=None,
        failure=None,
    )
    _log(world, task, event, before, task.status, {"attempt": number})
    if outcome.get("hold") != "running":
        world.plan(world.now + attempt.interval, API, "progress", (task.id, number, 0))


def progress(world: World, key: Key) -> None:
    """A due event: the agent reports its next step, or is done."""
    task_id, number, index = key
    task = tasks_of(world).table.get(task_id)
    attempt = tasks_of(world).attempts.get(task_id)
    if task is None or attempt is None or task.status != "running" or number != attempt.number:
        return  # it was cancelled meanwhile, and what the agent still does is dropped
    if index == len(attempt.steps):
        _finish(world, task, attempt)
        return
    step = attempt.steps[index]
    task = _store(
        world,
        task,
        status=MACHINE.advance("time", "progress", task.status),
        percent=max(task.percent, step.percent),
        message=step.message,
        step=step,
    )
    data: JSON = {"percent": task.percent, "message": step.message, "step": step.step}
    _log(world, task, "progress", None, None, data)
    world.plan(world.now + attempt.interval, API, "progress", (task_id, number, index + 1))


def cancel(world: World, task: Task, reason: str | None) -> Task | Refused:
    """Stop the task, or say why that is refused."""
    outcome = MACHINE.step("operation", "cancel_task", task.status)
    if isinstance(outcome, Refused):
        return outcome
    before = task.status
    task = _store(
        world,
        task,
        status=outcome.state,
        completed=world.now,
        failure=Failure(None, reason or "Cancelled by user", retryable=True),
    )
    _log(world, task, "cancelled", before, task.status, {"reason": reason})
    return task


def retry(world: World, task: Task) -> Refused | None:
    """Begin another attempt of a failed task, or say why that is refused."""
    outcome = MACHINE.step("operation", "retry_task", task.status, lambda name: _holds(task, name))
    if isinstance(outcome, Refused):
        return outcome
    begin(world, evolve(task, body={**task.body, "sync": True}), outcome.state, "retry_started")
    return None


def _plan(task: Task, number: int, outcome: Mapping[str, Any]) -> Attempt:
    agent = AGENTS[task.agent_type]
    if (refusal := agent.refuse(task.body)) is not None:
        failure: Failure | None = Failure("VALIDATION_ERROR", refusal.message, retryable=False)
        steps: tuple[Step, ...] = ()
    else:
        steps = agent.steps(agent.normalise(task.body))
        failure = _scripted_failure(outcome.get("fail"))
        if failure is not None:
            steps = steps[: outcome["fail"].get("after", len(steps) // 2)]
    seconds = outcome.get("take", 0.0 if task.body.get("sync", True) else RUN - PICKUP)
    return Attempt(number, steps, int(seconds * SECOND) // (len(steps) + 1), failure)


def _scripted_failure(fail: Mapping[str, Any] | None) -> Failure | None:
    if fail is None:
        return None
    code = fail["code"]
    return Failure(
        code,
        fail.get("message", f"{code} by a script"),
        retryable=fail.get("retryable", code not in ("VALIDATION_ERROR", "LLM_CONTENT_FILTERED")),
    )


def _finish(world: World, task: Task, attempt: Attempt) -> None:
    del tasks_of(world).attempts[task.id]
    if attempt.failure is None:
        _complete(world, task)
    else:
        _fail(world, task, attempt.failure)


def _complete(world: World, task: Task) -> None:
    agent = AGENTS[task.agent_type]
    made = agent.run(agent.normalise(task.body), world.ids.stream(task.id), iso(world.now))
    task = _store(
        world,
        task,
        status=MACHINE.advance("time", "complete", task.status),
        percent=100,
        message="Completed",
        result=made.result,
        completed=world.now,
        tokens_input=made.tokens_input,
        tokens_output=made.tokens_output,
    )
    data: JSON = {"tokens_input": made.tokens_input, "tokens_output": made.tokens_output}
    _log(world, task, "completed", "running", task.status, data)
    _notify(world, task)


def _fail(world: World, task: Task, failure: Failure) -> None:
    state = MACHINE.advance(
        "time", "fail", task.status, lambda name: _holds(evolve(task, failure=failure), name)
    )
    if state == "retrying":
        _schedule(world, task, state, failure)
        return
    task = _store(world, task, status=state, failure=failure, completed=world.now)
    data: JSON = {"error": failure.message[:500], "error_code": failure.code, "final": True}
    _log(world, task, "failed", "running", task.status, data)
    _notify(world, task)


def _schedule(world: World, task: Task, state: str, failure: Failure) -> None:
    """Another attempt later: 5 s, doubled each time, a quarter more or less, 300 s at most."""
    delay = 5 * 2 ** (task.attempts - 1) * world.ids.between(0.75, 1.25)
    seconds = min(int(delay), 300)
    due = world.now + seconds * SECOND
    task = _store(world, task, status=state, message=f"Retry scheduled in {seconds}s")
    data: JSON = {
        "error": failure.message[:500],
        "error_code": failure.code,
        "attempt": task.attempts,
        "next_retry_at": iso(due),
    }
    _log(world, task, "retry_scheduled", "running", task.status, data)
    world.plan(due, API, "retry_due", task.id)


def _holds(task: Task, guard: str) -> bool:
    """Whether a guard of the life cycle holds for the task."""
    retryable = task.failure is not None and task.failure.retryable
    return {
        "retryable": retryable,
        "attempts_left": retryable and task.attempts < MAX_ATTEMPTS,
    }[guard]


def _store(world: World, task: Task, **changes: Any) -> Task:
    changed = evolve(task, version=task.version + 1, **changes)
    tasks_of(world).table.put(changed)
    world.touch(task.id)
    return changed


def _log(
    world: World, task: Task, kind: str, before: str | None, after: str | None, data: JSON
) -> None:
    tasks = tasks_of(world)
    event = TaskEvent(tasks.next_event, kind, before, after, data, world.now)
    tasks.next_event += 1
    tasks.events[task.id] = (*tasks.events.get(task.id, ()), event)


def _notify(world: World, task: Task) -> None:
    if url := task.body.get("webhook_url"):
        world.send(world.webhooks.new(API, url, webhook(task)))
