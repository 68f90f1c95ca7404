"""The history of a task: what happened to it and to its runs, by whom. Source: facts 3.10."""

import hashlib
from collections.abc import Sequence

from taskpact_mock.apis.agent_runtime.records import Reference
from taskpact_mock.apis.agent_runtime.state import Runtime, runtime_of
from taskpact_mock.apis.agent_runtime.work_records import Event, Run, Task
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.world import World

EVENTS = 50
"""How many events of a task are kept: as many as a context shows."""

DAEMON: Reference = ("daemon", "scheduler")
OPERATOR: Reference = ("human", "operator")


def log(
    world: World, run: Run, what: str, actor: Reference, origin: Reference, payload: JSON = None
) -> None:
    """Note what happened to a run in the events of its task."""
    _note(world, run.task_id, run.id, what, actor, origin, payload)


def log_task(world: World, task_id: str, what: str, payload: JSON = None) -> None:
    """Note what an operator did to a task."""
    _note(world, task_id, None, what, OPERATOR, ("cli", f"task.{what}"), payload)


def history(state: Runtime, task: Task) -> Sequence[Event]:
    """What happened to the task, the oldest first, as much of it as is kept.

    Its creation is not among the events that are stored, since every task has one and few are ever
    looked at.
    """
    found = state.events.get(task.id, ())
    if len(found) == EVENTS:
        return found
    return (_creation(task), *found)


def _creation(task: Task) -> Event:
    return Event(
        id=f"evt-{hashlib.sha256(task.id.encode()).hexdigest()[:16]}",
        number=1,
        type="task.created",
        actor=OPERATOR,
        origin=("cli", "task.create"),
        payload=None,
        run_id=None,
        at=task.created,
    )


def _note(
    world: World,
    task_id: str,
    run_id: str | None,
    what: str,
    actor: Reference,
    origin: Reference,
    payload: JSON,
) -> None:
    events = runtime_of(world).events
    before = events.get(task_id, ())
    event = Event(
        id=f"evt-{world.ids.hex(16)}",
        number=before[-1].number + 1 if before else 2,  # the first is that it was created
        type=f"task.{what}",
        actor=actor,
        origin=origin,
        payload=payload,
        run_id=run_id,
        at=world.now,
    )
    events[task_id] = (*before[1 - EVENTS :], event)
