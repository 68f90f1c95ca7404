"""What is to be done and what came of it, as frozen values. Moments are microseconds since 1970.

A change is a new value in the place of the old one; what is shared by many runs is one object.
"""

from collections.abc import Mapping
from typing import Any

from attrs import Factory, frozen

from taskpact_mock.apis.agent_runtime.records import Reference, Session
from taskpact_mock.contract.decode import JSON

PRIORITIES: Mapping[str, int] = {"low": 10, "medium": 20, "high": 30, "urgent": 40}
"""How urgent each word is, by number. Source: facts 3.2."""


@frozen
class Task:
    """Something to be done, once or in several attempts. Without a workspace it is global.

    An `eager` task is given a run as soon as all that it depends on is completed.
    """

    id: str
    title: str
    workspace_id: str | None
    status: str
    created: int
    updated: int
    priority: str = "medium"
    identifier: str | None = None
    owner: Reference | None = None
    parent_id: str | None = None
    paused: bool = False
    approved: bool = True
    eager: bool = False
    depends_on: tuple[str, ...] = ()
    max_attempts: int = 3
    channel: str | None = None
    profile: Mapping[str, Any] = Factory(dict)
    runs: tuple[str, ...] = ()


@frozen
class Hold:
    """Who claimed a run. `until` and `heartbeat` are None once the lease has ended."""

    session: Session
    token_hash: str
    claimed: int
    until: int | None
    heartbeat: int | None


@frozen
class Arrival:
    """How a run came to be queued: by which way, under which key, in place of which run, and after
    which review."""

    origin: Reference
    key: str | None = None
    previous: str | None = None
    review_id: str | None = None


ENQUEUED = Arrival(("cli", "task.run.enqueue"))
"""How an operator queues a run."""


@frozen
class Run:
    """One attempt at a task. `channel` is None for the one that is derived from its id."""

    id: str
    task_id: str
    attempt: int
    status: str
    queued: int
    arrival: Arrival = ENQUEUED
    channel: str | None = None
    required: frozenset[str] = frozenset()
    preferred: frozenset[str] = frozenset()
    metadata: JSON = None
    wakes: int = 0
    hold: Hold | None = None
    started: int | None = None
    ended: int | None = None
    error: str | None = None
    result: JSON = None


@frozen
class Event:
    """One thing that happened to a task, maybe with a run; `number` counts the task's from 1."""

    id: str
    number: int
    type: str
    actor: Reference
    origin: Reference
    payload: JSON
    run_id: str | None
    at: int


@frozen
class Verdict:
    """What a reviewer says of a run."""

    outcome: str
    reason: str | None = None
    missing_work: tuple[str, ...] = ()
    guidance: str | None = None


@frozen
class Review:
    """A look at a run that has ended. `round` counts how often its work was reviewed, `attempt` how
    often the run was; `channel` is the one that the reviewer was asked on."""

    id: str
    task_id: str
    run_id: str
    round: int
    attempt: int
    status: str
    updated: int
    reviewer: Session | None = None
    channel: str | None = None
    verdict: Verdict | None = None


def coordination_channel(run: Run, task: Task) -> str | None:
    """The channel to coordinate a run on; a global task has none. Source: facts 3.1."""
    if task.workspace_id is None:
        return None
    return run.channel or task.channel or f"coord-{run.id}"
