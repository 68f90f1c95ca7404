"""What happens to tasks and their runs outside the hands of those who work on them.

A task's status follows from its runs and from what it depends on; whether its queued run can be
claimed follows from that. Source: facts 3.2 and 3.4.
"""

from collections.abc import Iterator

from attrs import evolve

from taskpact_mock.apis.agent_runtime.records import Event, Reference, Run, Task
from taskpact_mock.apis.agent_runtime.state import API, RUNS, runtime_of
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.world import World

STARVING = 120 * SECOND
"""How long a run must have been queued before an operator is asked to look at it."""
WAKES = 10
"""How many attempts to wake a session for it must have led to nothing."""
EVENTS = 50
"""How many events of a task are kept: as many as a context shows."""

DAEMON: Reference = ("daemon", "scheduler")
OPERATOR: Reference = ("human", "operator")
ENQUEUE: Reference = ("cli", "task.run.enqueue")


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
    for needed in task.depends_on:
        state.dependants[needed] = (*state.dependants.get(needed, ()), task.id)


def pause(world: World, task: Task, *, paused: bool) -> None:
    """Pause a task, or let it go on; what stands below it is concerned, too."""
    runtime_of(world).tasks[task.id] = evolve(task, paused=paused)
    for each in _family(world, task.id):
        refresh(world, each)


def next_run(world: World, task: Task) -> str:
    """The status in which the next run of the task begins.

    Raises IllegalStepError when the task has an open run or no attempt left.
    """
    return RUNS.advance("control", "enqueue", None, lambda _name: _attempts_left(world, task))


def enqueue(world: World, run: Run) -> None:
    """Take the next run of a task in."""
    tasks = runtime_of(world).tasks
    task = tasks[run.task_id]
    tasks[task.id] = evolve(task, runs=(*task.runs, run.id), updated=world.now)
    log(world, run, "run_enqueued", OPERATOR, ENQUEUE)
    put(world, run)
    if run.wakes >= WAKES:
        world.plan(run.queued + STARVING, API, "starve", run.id)


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


def log(
    world: World, run: Run, what: str, actor: Reference, origin: Reference, payload: JSON = None
) -> None:
    """Note what happened to a run in the events of its task."""
    events = runtime_of(world).events
    before = events.get(run.task_id, ())
    event = Event(
        id=f"evt-{world.ids.hex(16)}",
        number=before[-1].number + 1 if before else 1,
        type=f"task.{what}",
        actor=actor,
        origin=origin,
        payload=payload,
        run_id=run.id,
        at=world.now,
    )
    events[run.task_id] = (*before[1 - EVENTS :], event)


def _attempts_left(world: World, task: Task) -> bool:
    """Whether the task may have another run."""
    runs = runtime_of(world).runs
    return len(task.runs) < task.max_attempts and all(
        RUNS.is_terminal(runs[each].status) for each in task.runs
    )


def _claimable(world: World, task: Task, run: Run) -> bool:
    return (
        run.status == "queued"
        and task.status not in ("draft", "blocked", "canceled")
        and not any(each.paused for each in _line(world, task))
    )


def _status(world: World, task: Task) -> str:
    """The task's status. Source: facts 3.4, the first that fits."""
    if task.status in ("draft", "canceled"):
        return task.status
    state = runtime_of(world)
    statuses = [state.runs[each].status for each in task.runs]
    waits = any(state.tasks[each].status != "completed" for each in task.depends_on)
    if "starting" in statuses or "running" in statuses:
        return "in_progress"
    latest = next((each for each in reversed(statuses) if RUNS.is_terminal(each)), None)
    if "queued" in statuses or "claimed" in statuses or latest is None:
        return "blocked" if waits else "ready"
    if latest != "failed" or len(statuses) >= task.max_attempts:
        return latest
    return "blocked" if waits else "ready"


def _line(world: World, task: Task) -> Iterator[Task]:
    """The task and all above it."""
    yield task
    while task.parent_id is not None:
        task = runtime_of(world).tasks[task.parent_id]
        yield task


def _family(world: World, task_id: str) -> Iterator[str]:
    """The task and all below it."""
    yield task_id
    for each in runtime_of(world).subtasks.get(task_id, ()):
        yield from _family(world, each)
