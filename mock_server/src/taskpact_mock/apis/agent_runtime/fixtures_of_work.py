"""Put tasks, runs and reviews into a world, and take the steps that are left to control."""

from functools import partial

from taskpact_mock.api import FixtureError
from taskpact_mock.apis.agent_runtime import leases, reviews, sessions, tasks
from taskpact_mock.apis.agent_runtime.fixture_lookup import (
    Fixture,
    each,
    known,
    new,
    workspace_of,
)
from taskpact_mock.apis.agent_runtime.state import RUNS, runtime_of
from taskpact_mock.apis.agent_runtime.work_records import ENQUEUED, Arrival, Task, Verdict
from taskpact_mock.world.lifecycle import IllegalStepError
from taskpact_mock.world.world import World

_NO_PROFILE: Fixture = {}


def add(world: World, records: Fixture, made: dict[str, list[str]]) -> None:
    """Take tasks with their runs, further runs, and reviews in; note what was `made` of them.

    Raises FixtureError when one of them contradicts what is there.
    """
    made |= {"tasks": [], "runs": []}
    each(records, "tasks", lambda record: _add_tasks(world, record, made))
    made["runs"] += each(records, "runs", partial(_add_further_run, world))
    made["reviews"] = each(records, "reviews", lambda record: _review(world, record, made))


def control(world: World, record: Fixture) -> None:
    """Let control take a step with a run, a session or a task.

    Raises FixtureError when it is in no state for it.
    """
    id = record["id"]
    try:
        _step(world, id, record["control"])
    except IllegalStepError as error:
        raise FixtureError(f"{id}: {error}") from None


def _step(world: World, id: str, step: str) -> None:
    state = runtime_of(world)
    if step in ("activate", "stop"):
        session = known(state.sessions, id)
        (sessions.activate if step == "activate" else sessions.stop)(world, session)
    elif step in ("publish", "approve"):
        task = known(state.tasks, id)
        (tasks.publish if step == "publish" else tasks.approve)(world, task)
    elif step == "cancel" and id in state.tasks:
        run = tasks.open_run(world, state.tasks[id])
        tasks.cancel(world, state.tasks[id])
        if run is not None and run.status in RUNS.leaves("control", "cancel"):
            leases.control(world, run, "cancel")
    else:
        leases.control(world, known(state.runs, id), step)


def _add_tasks(world: World, record: Fixture, made: dict[str, list[str]]) -> None:
    """Take in as many tasks as the record asks for, or pause the one that it names."""
    state = runtime_of(world)
    there = state.tasks.get(record.get("id", ""))
    if there is not None:
        tasks.pause(world, there, paused=record.get("paused", False))
        return
    count = record.get("count", 1)
    runs = record.get("runs", ({},))
    if count > 1 and ("id" in record or any("id" in run for run in runs)):
        raise FixtureError("a record with an id makes one task; take the id or the count away")
    for needed in (*record.get("depends_on", ()), *_given(record, "parent_task_id")):
        known(state.tasks, needed)
    for _ in range(count):
        task = _task(world, record, record.get("id") or f"task-{world.ids.hex(16)}")
        tasks.add_task(world, task)
        made["tasks"].append(task.id)
        made["runs"] += [_add_run(world, task.id, run) for run in runs]
        if not runs:
            tasks.refresh(world, task.id)


def _task(world: World, record: Fixture, task_id: str) -> Task:
    owner = record.get("owner")
    return Task(
        id=task_id,
        title=record.get("title", "A task"),
        workspace_id=workspace_of(runtime_of(world), record),
        status="draft" if record.get("draft") else "pending",
        created=world.now,
        updated=world.now,
        priority=record.get("priority", "medium"),
        identifier=record.get("identifier"),
        owner=(owner["kind"], owner["ref"]) if owner else None,
        parent_id=record.get("parent_task_id"),
        paused=record.get("paused", False),
        approved=record.get("approved", True),
        eager=record.get("enqueue_when_ready", False),
        depends_on=tuple(record.get("depends_on", ())),
        max_attempts=record.get("max_attempts", 3),
        channel=record.get("network_channel"),
        profile=record.get("execution_profile", _NO_PROFILE),
    )


def _add_further_run(world: World, record: Fixture) -> str:
    if "task_id" not in record:
        raise FixtureError("a run of its own needs the task_id of a task that is there")
    return _add_run(world, known(runtime_of(world).tasks, record["task_id"]).id, record)


def _add_run(world: World, task_id: str, record: Fixture) -> str:
    state = runtime_of(world)
    if not tasks.attempts_left(world, state.tasks[task_id]):
        raise FixtureError(f"{task_id} has an open run or no attempt left")
    run_id = record.get("id")
    run = tasks.enqueue(
        world,
        task_id,
        None if run_id is None else new(state.runs, run_id),
        arrival=_arrival(record),
        channel=record.get("network_channel"),
        required=frozenset(record.get("required_capabilities", ())),
        preferred=frozenset(record.get("preferred_capabilities", ())),
        metadata=record.get("metadata"),
        wakes=record.get("wakes", 0),
    )
    if "held_by" in record:
        holder = known(state.sessions, record["held_by"])
        leases.lease(world, holder, run, record.get("lease_seconds"))
    return run.id


def _arrival(record: Fixture) -> Arrival:
    """How the run came to be queued; one value for all that say nothing of it."""
    if not record.keys() & {"idempotency_key", "previous_run_id"}:
        return ENQUEUED
    return Arrival(
        ENQUEUED.origin, key=record.get("idempotency_key"), previous=record.get("previous_run_id")
    )


def _review(world: World, record: Fixture, made: dict[str, list[str]]) -> str:
    """Ask for a review, or take the one that the record names, and let it go as far as it says."""
    state = runtime_of(world)
    if "status" in record and "verdict" in record:
        raise FixtureError("a review ends with a verdict or a status; take one of them away")
    review_id = record.get("id")
    try:
        if review_id in state.reviews:
            review = state.reviews[review_id]
        else:
            review = reviews.request(world, known(state.runs, record.get("run_id")), review_id)
        if "reviewer" in record:
            reviewer = known(state.sessions, record["reviewer"])
            review = reviews.bind(world, review, reviewer, record.get("channel"))
        if "status" in record:
            reviews.settle(world, review, record["status"])
        elif "verdict" in record:
            again = reviews.record(world, review, _verdict(record["verdict"]))
            made["runs"] += [] if again is None else [again.id]
    except IllegalStepError as error:
        raise FixtureError(str(error)) from None
    return review.id


def _verdict(record: Fixture) -> Verdict:
    return Verdict(
        outcome=record["outcome"],
        reason=record.get("reason"),
        missing_work=tuple(record.get("missing_work", ())),
        guidance=record.get("next_round_guidance"),
    )


def _given(record: Fixture, name: str) -> tuple[str, ...]:
    return (record[name],) if name in record else ()
