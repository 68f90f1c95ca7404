"""What happens to tasks: creation, attempts and ends. Every state comes from the life cycle.

Only an attempt's end, and another attempt, are events of the world. That the first attempt begins,
and what an attempt reports, follows from its plan (see records) and is noted when somebody looks.
"""

from collections import deque
from collections.abc import Mapping
from typing import Any

from attrs import evolve

from taskpact_mock.apis.agents_v2.agents import AGENTS
from taskpact_mock.apis.agents_v2.lifecycle import API, MACHINE
from taskpact_mock.apis.agents_v2.log import EventLog
from taskpact_mock.apis.agents_v2.pending import Forms
from taskpact_mock.apis.agents_v2.records import (
    MAX_ATTEMPTS,
    Attempt,
    Failure,
    Phase,
    Task,
    facets,
    progress,
    webhook,
)
from taskpact_mock.apis.agents_v2.replies import Replies
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND, iso
from taskpact_mock.world.lifecycle import Refused
from taskpact_mock.world.scripts import Outcome
from taskpact_mock.world.table import Table
from taskpact_mock.world.world import World

RUN = 1.0
"""Seconds from submission to the end of a task that nobody waits for."""
PICKUP = 0.1
"""Seconds of them before the first attempt begins."""
KEY_WINDOW = 24 * 3600 * SECOND
"""How long an idempotency key answers with its task."""


class Tasks:
    """All that agents_v2 keeps in a world."""

    def __init__(self) -> None:
        self.table: Table[Task] = Table(facets)
        self.log = EventLog()
        self.keys: dict[tuple[str, str], tuple[str, int]] = {}
        self.replies = Replies()
        self.starting: deque[tuple[int, str]] = deque()
        """When pending tasks begin, in that order; see `settle`."""
        self.forms = Forms()
        self.page: tuple[object, int, bytes] | None = None
        """The last page that was listed: what was asked, the table's version, and the answer."""

    def will_start(self, began: int, task_id: str) -> None:
        """A pending task begins then; nearly always that is later than all others."""
        if self.starting and self.starting[-1][0] > began:
            self.starting = deque(sorted([*self.starting, (began, task_id)]))
        else:
            self.starting.append((began, task_id))

    def copy(self) -> "Tasks":
        """Tasks of its own, in the same states."""
        twin = Tasks()
        twin.table = self.table.copy()
        twin.log = self.log.copy()
        twin.keys = dict(self.keys)
        twin.replies = self.replies.copy()
        twin.starting = deque(self.starting)
        return twin


def tasks_of(world: World) -> Tasks:
    """The tasks of a world."""
    found: Tasks = world.state(API)
    return found


def settle(world: World) -> Tasks:
    """The tasks of a world, each in the state that it has now.

    Pending tasks begin when their time has come, but that is noted only when somebody looks: at a
    task (see `find`), or, as here, at states across tasks.
    """
    tasks = tasks_of(world)
    while tasks.starting and tasks.starting[0][0] <= world.now:
        task = tasks.table.get(tasks.starting.popleft()[1])
        if task is not None:
            started(world, task)
    return tasks


def started(world: World, task: Task) -> Task:
    """The task, running if its first attempt has begun by now."""
    begun = _begun(task, world.now)
    return task if begun is None else _store(world, task, begun)


def told(world: World, task: Task) -> int:
    """The version of a task that somebody is told of.

    Its progress is no event of the world, so telling it takes that step of the life cycle.
    """
    version = task.version(world.now)
    if version > task.phase.version and task.phase.status == "running":
        MACHINE.advance("time", "progress", task.phase.status)
    return version


def find(world: World, tenant: str, task_id: str) -> Task | None:
    """The tenant's task of that id."""
    task = tasks_of(world).table.get(task_id)
    return started(world, task) if task is not None and task.tenant == tenant else None


def replayed(world: World, tenant: str, key: str | None) -> Task | None:
    """The task that an idempotency key already made."""
    found = tasks_of(world).keys.get((tenant, key)) if key else None
    if found is None or spent(world, tenant, key):
        return None
    return find(world, tenant, found[0])


def spent(world: World, tenant: str, key: str | None) -> bool:
    """Whether an idempotency key made a task once and answers with it no more."""
    found = tasks_of(world).keys.get((tenant, key)) if key else None
    return found is not None and found[1] + KEY_WINDOW <= world.now


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

    A script decides now how that attempt goes. `hold` names a state, pending or running, in which
    the task stands still.
    """
    tasks, now = tasks_of(world), world.now
    operation = f"run_{agent_type}"
    outcome = {"hold": hold} if hold else _scripted(world, operation, body)
    attempt = None
    if outcome.get("hold") != "pending":
        sync = body.get("sync", True)
        began = now if sync else now + int(PICKUP * SECOND)
        attempt = _plan(agent_type, body, 1, began, outcome, sync)
    task = Task(
        task_id or f"{now // 1000 & 0xFFFFFFFF:08x}{world.ids.hex(8)}",
        tasks.table.next_seq(),
        tenant,
        user,
        agent_type,
        body,
        now,
        Phase(MACHINE.advance("operation", operation, None), 1, attempt),
    )
    tasks.table.put(task)
    tasks.log.create(task)
    if key := body.get("idempotency_key"):
        tasks.keys[tenant, key] = task.id, now
    if attempt is not None:
        _plan_end(world, task.id, attempt)
        if attempt.began > now:
            tasks.will_start(attempt.began, task.id)
        else:
            started(world, task)
    return task


def retry_due(world: World, task_id: str) -> None:
    """A due event: the next automatic attempt begins."""
    task = tasks_of(world).table.get(task_id)
    if task is not None and task.status == "retrying":
        state = MACHINE.advance("time", "retry_due", task.status)
        if world.has_quirk("agents_v2.idle_retries"):
            begin(world, task, state, _idle(world, task))
        else:
            waited_for = task.body.get("sync", True)
            begin(world, task, state, _next(world, task, waited_for=waited_for))


def begin(world: World, task: Task, state: str, attempt: Attempt) -> None:
    """Another attempt begins, and its end is planned."""
    now = world.now
    percent: int = progress(task, now)["percent"]
    tasks_of(world).log.begin(task, state, attempt, percent)
    _store(world, task, Phase(state, task.version(now) + 1, attempt, percent=percent))
    _plan_end(world, task.id, attempt)


def finish(world: World, key: tuple[str, int]) -> None:
    """A due event: an attempt ends, unless the task was cancelled meanwhile."""
    task_id, number = key
    tasks = tasks_of(world)
    if tasks.starting and tasks.starting[0][1] == task_id:
        tasks.starting.popleft()
    task = tasks.table.get(task_id)
    if task is None:
        return
    # If nobody looked since it began, its end is all that has to be noted.
    phase = _begun(task, world.now) or task.phase
    attempt = phase.attempt
    if phase.status != "running" or attempt is None or attempt.number != number:
        return
    if attempt.failure is None:
        _complete(world, task, phase)
    else:
        _fail(world, task, phase, attempt.failure)


def cancel(world: World, task: Task, reason: str | None) -> Task | Refused:
    """Stop the task, or say why that is refused. What the agent still does is dropped."""
    outcome = MACHINE.step("operation", "cancel_task", task.status)
    if isinstance(outcome, Refused):
        return outcome
    phase = task.phase
    if phase.status == "pending":
        phase = Phase(phase.status)  # its attempt will never begin
    failure = Failure(None, reason or "Cancelled by user", retryable=True)
    task = _stop(world, task, phase, outcome.state, failure)
    tasks_of(world).log.add(task, "cancelled", phase.status, {"reason": reason}, world.now)
    return task


def retry(world: World, task: Task) -> Refused | None:
    """Begin another attempt of a failed task, or say why that is refused."""
    never = world.has_quirk("agents_v2.refused_retries")
    outcome = MACHINE.step(
        "operation", "retry_task", task.status, lambda name: not never and _holds(task, name)
    )
    if isinstance(outcome, Refused):
        return outcome
    begin(world, task, outcome.state, _next(world, task, waited_for=True))
    return None


def _begun(task: Task, now: int) -> Phase | None:
    """The phase that a pending task is in if its first attempt has begun by now."""
    phase = task.phase
    if phase.status != "pending" or phase.attempt is None or phase.attempt.began > now:
        return None
    state = MACHINE.advance("time", "start", phase.status)
    return Phase(state, phase.version + 1, phase.attempt)


def _scripted(world: World, operation: str, body: Mapping[str, Any]) -> Outcome:
    return world.scripts.take(API, operation, body, of_request=False) or {}


def _plan(
    agent_type: str,
    body: Mapping[str, Any],
    number: int,
    began: int,
    outcome: Outcome,
    waited_for: bool,
) -> Attempt:
    if outcome.get("hold") == "running":
        return Attempt(number, began, None)
    seconds = outcome.get("take", 0.0 if waited_for else RUN - PICKUP)
    length = int(seconds * SECOND)
    if (refusal := AGENTS[agent_type].refuse(body)) is not None:
        failure = Failure("VALIDATION_ERROR", refusal.message, retryable=False)
        return Attempt(number, began, length, failure)
    if "partial" in outcome:
        lost = tuple(outcome["partial"]["formats"])
        return Attempt(number, began, length, _all_lost(body, lost), lost=lost)
    fail = outcome.get("fail")
    if fail is None:
        return Attempt(number, began, length)
    code = fail["code"]
    failure = Failure(
        code,
        fail.get("message", f"{code} by a script"),
        retryable=fail.get("retryable", code not in ("VALIDATION_ERROR", "LLM_CONTENT_FILTERED")),
    )
    return Attempt(number, began, length, failure, fail.get("after"))


def _all_lost(body: Mapping[str, Any], lost: tuple[str, ...]) -> Failure | None:
    """Why rewriting fails when no format is left that can be made. Source: facts 4.13."""
    formats = AGENTS["content_repurpose"].normalise(body)["target_formats"]
    assert isinstance(formats, list)
    if not set(formats) <= set(lost):
        return None
    message = f"All {len(formats)} format conversions failed"
    return Failure("ALL_FORMATS_FAILED", message, retryable=True)


def _next(world: World, task: Task, *, waited_for: bool) -> Attempt:
    """Another attempt from now on, planned as a script or the agent wants it."""
    outcome = _scripted(world, f"run_{task.agent_type}", task.body)
    return _plan(task.agent_type, task.body, _attempts(task) + 1, world.now, outcome, waited_for)


def _idle(world: World, task: Task) -> Attempt:
    """An attempt that stops before the agent begins. Source: facts 4.5."""
    message = f"Cannot claim task {task.id}: status is AgentTaskStatus.RUNNING, expected PENDING"
    failure = Failure("UNEXPECTED_ERROR", message, retryable=True)
    return Attempt(_attempts(task) + 1, world.now, 0, failure, after=0)


def _attempts(task: Task) -> int:
    return 0 if task.phase.attempt is None else task.phase.attempt.number


def _plan_end(world: World, task_id: str, attempt: Attempt) -> None:
    if attempt.length is not None:
        world.plan(attempt.began + attempt.length, API, "finish", (task_id, attempt.number))


def _complete(world: World, task: Task, phase: Phase) -> None:
    state = MACHINE.advance("time", "complete", phase.status)
    _notify(world, _stop(world, task, phase, state, None))


def _fail(world: World, task: Task, phase: Phase, failure: Failure) -> None:
    failed = task.moved(evolve(phase, failure=failure))
    state = MACHINE.advance("time", "fail", phase.status, lambda name: _holds(failed, name))
    if state == "retrying":
        _schedule(world, task, phase, state, failure)
        return
    task = _stop(world, task, phase, state, failure)
    data: JSON = {"error": failure.message[:500], "error_code": failure.code, "final": True}
    tasks_of(world).log.add(task, "failed", "running", data, world.now)
    _notify(world, task)


def _schedule(world: World, task: Task, phase: Phase, state: str, failure: Failure) -> None:
    """Another attempt later: 5 s, doubled each time, a quarter more or less, 300 s at most."""
    number = _attempts(task)
    delay = 5 * 2 ** (number - 1) * world.ids.between(0.75, 1.25)
    seconds = min(int(delay), 300)
    due = world.now + seconds * SECOND
    task = _stop(world, task, phase, state, None, retry_seconds=seconds)
    data: JSON = {
        "error": failure.message[:500],
        "error_code": failure.code,
        "attempt": number,
        "next_retry_at": iso(due),
    }
    tasks_of(world).log.add(task, "retry_scheduled", "running", data, world.now)
    world.plan(due, API, "retry_due", task.id)


def _holds(task: Task, guard: str) -> bool:
    """Whether a guard of the life cycle holds for the task."""
    failure = task.phase.failure
    retryable = failure is not None and failure.retryable
    return {
        "retryable": retryable,
        "attempts_left": retryable and _attempts(task) < MAX_ATTEMPTS,
    }[guard]


def _stop(
    world: World,
    task: Task,
    phase: Phase,
    state: str,
    failure: Failure | None,
    retry_seconds: int | None = None,
) -> Task:
    """The task, until now in that phase, with its attempt at an end; what it reported stays."""
    return _store(
        world,
        task,
        Phase(
            state,
            phase.version + 1,
            phase.attempt,
            world.now,
            failure,
            phase.percent,
            retry_seconds,
        ),
    )


def _store(world: World, task: Task, phase: Phase) -> Task:
    changed = task.moved(phase)
    tasks_of(world).table.put(changed)
    world.touch(task.id)
    return changed


def _notify(world: World, task: Task) -> None:
    if url := task.body.get("webhook_url"):
        world.send(world.webhooks.new(API, url, webhook(task, world.ids.stream)))
