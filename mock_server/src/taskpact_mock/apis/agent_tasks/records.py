"""Tasks as frozen values, and how they are written on the wire. Source: facts 3 and 4.5."""

from collections.abc import Mapping
from typing import Any

import orjson
from attrs import frozen

from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND, iso_z
from taskpact_mock.world.table import Versioned

STEPS = (
    "Reading the task",
    "Planning the work",
    "Doing the work",
    "Checking the result",
    "Writing the result",
)
"""What an agent does, one after the other."""

EVENTS = {
    "completed": "task_complete",
    "failed": "task_failed",
    "awaiting_input": "task_awaiting_input",
}
"""What webhooks call the states that they tell of."""


@frozen
class Failure:
    """Why the work fails, and after how many steps."""

    message: str
    after: int


@frozen
class Plan:
    """How the work on a task goes. `interval` is the microseconds that each step takes.

    `hold` names the state in which the task stands still. `ask` and `partial` are the numbers of
    steps after which the agent asks, and after which it does no more; `result` None lets it make
    one.
    """

    interval: int
    hold: str | None = None
    ask: int | None = None
    partial: int | None = None
    failure: Failure | None = None
    result: JSON = None


@frozen(eq=False, kw_only=True)
class Task(Versioned):
    """A task. Moments are microseconds since 1970; `messages` came while it was under way."""

    id: str
    seq: int
    tenant: str
    agent_id: str
    body: Mapping[str, Any]
    plan: Plan
    status: str
    created: int
    estimated_start: int
    started: int | None = None
    completed: int | None = None
    cancelled: int | None = None
    steps_done: int = 0
    asked: bool = False
    messages: tuple[str, ...] = ()
    result: JSON = None
    error: str | None = None

    @property
    def place(self) -> tuple[float, int, str]:
        """Where it stands in its agent's queue: by priority, then by arrival."""
        return -self.body.get("priority", 5), self.seq, self.id

    @property
    def agent(self) -> tuple[str, str]:
        """Whose agent does it, and which."""
        return self.tenant, self.agent_id


def render(task: Task) -> JSON:
    """The task as the contract's Task: what does not apply to its state is left out."""
    value: dict[str, JSON] = {
        "task_id": task.id,
        "status": task.status,
        "created_at": moment(task.created),
    }
    ended = task.completed or task.cancelled
    if task.started is not None:
        value["started_at"] = moment(task.started)
        if ended is None:
            value["progress"] = _progress(task)
    elif ended is None:
        value["estimated_start"] = moment(task.estimated_start)
    if task.completed is not None:
        value["completed_at"] = moment(task.completed)
    if task.cancelled is not None:
        value["cancelled_at"] = moment(task.cancelled)
    if task.result is not None:
        value["result"] = task.result
    if task.error is not None:
        value["error"] = task.error
    return value


def webhook(task: Task) -> bytes:
    """What the caller's webhook is told."""
    value = {"event": EVENTS[task.status], "agent_id": task.agent_id, "task": render(task)}
    if "metadata" in task.body:
        value["metadata"] = task.body["metadata"]
    return orjson.dumps(value)


def moment(moment: int) -> str:
    """A moment as this service writes it: in whole seconds, with Z."""
    return iso_z(moment - moment % SECOND)


def _progress(task: Task) -> JSON:
    return {
        "current_step": STEPS[task.steps_done],
        "steps_completed": task.steps_done,
        "total_steps": len(STEPS),
    }
