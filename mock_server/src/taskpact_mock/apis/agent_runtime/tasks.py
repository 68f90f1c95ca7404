"""What happens to tasks and their runs outside the hands of those who work on them.

A task's status follows from its runs and from what it depends on; whether its queued run can be
claimed follows from that. Source: facts 3.2 and 3.4.
"""

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from taskpact_mock.apis.agent_runtime.events import DAEMON, OPERATOR, log, log_task
from taskpact_mock.apis.agent_runtime.records import Reference
from taskpact_mock.apis.agent_runtime.state import API, RUNS, runtime_of
from taskpact_mock.apis.agent_runtime.work_records import ENQUEUED, Arrival, Run, Task
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import IllegalStepError
from taskpact_mock.world.world import World

STARVING = 120 * SECOND
"""How long a run must have been queued before an operator is asked to look at it."""
WAKES = 10
"""How many attempts to wake a session for it must have led to nothing."""


def topic(workspace_id: str | None) -> str:
    """What those who wait for a run of the workspace wait for."""
    return f"agent_runtime runs {workspace_id or ''}"


def add_task(world: World, task: Task) -> None:
    """Take a new task in; its parent and what it depends on are there already.

    Its status is right once it has been refreshed, or its first run been enqueued.
    """
    state = runtime_of(world)
    state.tasks[task.id] = task
    if task.parent_id is not None:
        state.subtasks[task.parent_id] = (*state.subtasks.get(task.parent_id, ()), task.id)
        log_task(world, task.parent_id, "child_created", {"task_id": task.id})
    for needed in task.depends_on:
        state.dependants[needed] = (*state.dependants.get(needed, ()), task.id)
        log_task(world, task.id, "dependency_added", {"depends_on": needed})


def pause(world: World, task: Task, *, paused: bool) -> None:
    """Pause a task, or let it go on; what stands below it is concerned, too."""
    if paused != task.paused:
        log_task(world, task.id, "paused" if paused else "resumed")
    runtime_of(world).tasks[task.id] = evolve(task, paused=paused)
    for each in _family(world, task.id):
        refresh(world, each)


def approve(world: World, task: Task) -> None:
    """Let a task be worked on that needs somebody's approval.

    Raises IllegalStepError when it has been approved, or never needed it.
    """
    if task.approved:
        raise IllegalStepError("Task: it waits for no approval")
    runtime_of(world).tasks[task.id] = evolve(task, approved=True)
    log_task(world, task.id, "approved")
    refresh(world, task.id)


def publish(world: World, task: Task) -> None:
    """Let a draft be worked on.

    Raises IllegalStepError when it is none.
    """
    if task.status != "draft":
        raise IllegalStepError(f"Task: no control publish from {task.status}")
    runtime_of(world).tasks[task.id] = evolve(task, status="pending")
    log_task(world, task.id, "published")
    refresh(world, task.id)


def cancel(world: World, task: Task) -> None:
    """Let a task be worked on no more; an open run of it is still there.

    Raises IllegalStepError when it has been cancelled already.
    """
    if task.status == "canceled":
        raise IllegalStepError("Task: no control cancel from canceled")
    runtime_of(world).tasks[task.id] = evolve(task, status="canceled", updated=world.now)
    log_task(world, task.id, "canceled")
    refresh(world, task.id)


def open_run(world: World, task: Task) -> Run | None:
    """The run of the task that has not ended; there is one at most."""
    runs = runtime_of(world).runs
    return next(
        (runs[each] for each in reversed(task.runs) if not RUNS.is_terminal(runs[each].status)),
        None,
    )


def attempts_left(world: World, task: Task) -> bool:
    """Whether the task may have another run now."""
    return len(task.runs) < task.max_attempts and open_run(world, task) is None


def enqueue(
    world: World,
    task_id: str,
    run_id: str | None = None,
    *,
    arrival: Arrival = ENQUEUED,
    actor: Reference = OPERATOR,
    event: str = "run_enqueued",
    **more: Any,
) -> Run:
    """Queue the next run of a task, with whatever `more` a run has.

    Raises IllegalStepError when the task has an open run or no attempt left.
    """
    state = runtime_of(world)
    task = state.tasks[task_id]
    status = RUNS.advance("control", "enqueue", None, lambda _name: attempts_left(world, task))
    run = Run(
        id=run_id or f"run-{world.ids.hex(16)}",
        task_id=task_id,
        attempt=len(task.runs) + 1,
        status=status,
        queued=world.now,
        arrival=arrival,
        **more,
    )
    state.tasks[task_id] = evolve(task, runs=(*task.runs, run.id), updated=world.now)
    log(world, run, event, actor, arrival.origin)
    put(world, run)
    if run.wakes >= WAKES:
        world.plan(run.queued + STARVING, API, "starve", run.id)
    return run


def enqueue_dependants(world: World, task_id: str, actor: Reference, origin: Reference) -> None:
    """Queue a run of each eager task that has waited for this one, which was completed.

    One that is still blocked or paused, has an open run or no attempt left gets none.
    """
    state = runtime_of(world)
    for each in state.dependants.get(task_id, ()):
        task = state.tasks[each]
        if (
            task.eager
            and task.status == "ready"
            and not _held_back(world, task)
            and attempts_left(world, task)
        ):
            enqueue(world, each, arrival=Arrival(origin), actor=actor)


def starve(world: World, run_id: str) -> None:
    """A due event: a run that nobody could be woken for waits for an operator."""
    run = runtime_of(world).runs[run_id]
    if run.status == "queued" and run.queued + STARVING <= world.now:
        log(world, run, "run_needs_attention", DAEMON, ("daemon", "task.run.starve"))
        put(world, evolve(run, status=RUNS.advance("time", "starved", run.status)))


def put(world: World, run: Run) -> None:
    """Let `run` take the place of the one with its id, with all that follows for its task."""
    runtime_of(world).runs[run.id] = run
    refresh(world, run.task_id)


def refresh(world: World, task_id: str) -> None:
    """Bring a task's status and its place in the queue into line with its runs."""
    state = runtime_of(world)
    task = state.tasks[task_id]
    status = _status(world, task)
    if status != task.status:
        task = state.tasks[task_id] = evolve(task, status=status, updated=world.now)
        for dependant in state.dependants.get(task_id, ()):
            refresh(world, dependant)
    if not task.runs:
        return
    run = state.runs[task.runs[-1]]  # no other run of it can be open
    if _claimable(world, task, run):
        state.queue.add(run, task)
        world.touch(topic(task.workspace_id))
    else:
        state.queue.discard(run, task)


def _claimable(world: World, task: Task, run: Run) -> bool:
    return (
        run.status == "queued"
        and task.status not in ("draft", "blocked", "canceled")
        and not _held_back(world, task)
    )


def _held_back(world: World, task: Task) -> bool:
    """Whether the task or one above it is paused."""
    while not task.paused:
        if task.parent_id is None:
            return False
        task = runtime_of(world).tasks[task.parent_id]
    return True


def _status(world: World, task: Task) -> str:
    """The task's status. Source: facts 3.4, the first that fits."""
    if task.status in ("draft", "canceled"):
        return task.status
    state = runtime_of(world)
    statuses = [state.runs[each].status for each in task.runs]
    waits = not task.approved or any(
        state.tasks[each].status != "completed" for each in task.depends_on
    )
    if "starting" in statuses or "running" in statuses:
        return "in_progress"
    latest = next((each for each in reversed(statuses) if RUNS.is_terminal(each)), None)
    if "queued" in statuses or "claimed" in statuses or latest is None:
        return "blocked" if waits else "ready"
    if latest != "failed" or len(statuses) >= task.max_attempts:
        return latest
    return "blocked" if waits else "ready"


def _family(world: World, task_id: str) -> Iterator[str]:
    """The task and all below it."""
    yield task_id
    for each in runtime_of(world).subtasks.get(task_id, ()):
        yield from _family(world, each)
