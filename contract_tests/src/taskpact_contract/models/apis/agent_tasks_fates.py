"""What comes of tasks of agent_tasks: what control decides, and what they show of it."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import define

from taskpact_contract.models import oracles

LIVE = ("queued", "running", "awaiting_input")
KEPT = ("task_id", "created_at")
SHOWN: Mapping[str, Sequence[str]] = {
    "queued": ("estimated_start",),
    "running": ("started_at", "progress"),
    "awaiting_input": ("started_at", "progress"),
    "completed": ("started_at", "completed_at", "result"),
    "failed": ("started_at", "completed_at", "error"),
    "cancelled": ("cancelled_at",),
}
"""What a task shows in each state beside what it always does."""
MOMENTS = ("created_at", "started_at", "completed_at", "cancelled_at")
STEPS = 5
LONG, LIMIT = 60.0, 10.0
APART = 15.0
"""Seconds that the world's clock, which may go by itself, and the model's may be apart."""
OUTCOMES: tuple[Mapping[str, Any], ...] = (
    {"take": LONG},
    {"take": 1},
    {"result": {"count": 13}},
    {"fail": {"after": 2, "message": "There is no such repository"}},
    {"ask": {"after": 1}},
    {"ask": {"after": 0}, "take": LONG},
    *({"hold": state} for state in LIVE),
)


@define
class Task:
    """A task as the model knows it.

    Attributes:
        body: what was submitted.
        outcome: what comes of it; None where nobody can know.
        queues: whether it waits for its agent and then has it for itself.
        asks: whether it will ask before it completes, or asks now; None if it may have been told.
        born, waited: the numbers of the calls that made it, and that last saw it queued.
        submitted, since: by the model's clock; since when its state is known to be the present one.
    """

    agent: str
    seen: Mapping[str, Any]
    body: Mapping[str, Any]
    outcome: Mapping[str, Any] | None = None
    queues: bool = False
    asks: bool | None = False
    cancelled: bool = False
    born: int = 0
    waited: int = 0
    submitted: float = 0.0
    since: float = 0.0

    @property
    def status(self) -> str:
        """Its state when it was last seen."""
        return str(self.seen["status"])

    @property
    def place(self) -> tuple[float, int]:
        """Where it stands in the queue of its agent: by priority, then by arrival."""
        return -self.body.get("priority", 5), self.born

    def told(self, now: float) -> None:
        """It took a message, and works on; one that was held until then goes its usual way."""
        self.asks = None if self.status == "running" and self.asks else False
        self.since = now
        if self.outcome is not None and self.outcome.get("hold") == "awaiting_input":
            self.outcome = {"take": 1}

    @property
    def started(self) -> datetime | None:
        """When its agent began, if it did."""
        found = self.seen.get("started_at")
        return None if found is None else datetime.fromisoformat(found)

    def passed(self, other: "Task") -> bool:
        """Whether it began before one that stood before it in the queue of their agent."""
        if self.started is None or self.place < other.place or self.waited < other.born:
            return False
        if other.started is None:
            return other.status == "queued"
        return other.started > self.started


def progress_fault(before: Any, after: Any) -> str | None:
    """How the progress of a task is none. There is nothing to compare at its ends."""
    if after is not None and not 0 <= after["steps_completed"] <= after["total_steps"]:
        return f"{after['steps_completed']} of {after['total_steps']} steps are done"
    if before is None or after is None:
        return None
    problem = oracles.unchanged(before, after, ["total_steps"])
    return problem or oracles.grows(before["steps_completed"], after["steps_completed"], "progress")


def shape_fault(shown: Mapping[str, Any], *, whole: bool) -> str | None:
    """What a task shows and should not in its state; if it is `whole`, also what it does not."""
    state = shown["status"]
    foreign = {name for names in SHOWN.values() for name in names} - {*SHOWN[state]}
    if state == "cancelled":
        foreign.discard("started_at")
    if surplus := sorted(foreign & shown.keys()):
        return f"it is {state}, and shows {surplus[0]}"
    needed = SHOWN[state] if whole else {"result"} & {*SHOWN[state]}
    if missing := sorted({*needed} - shown.keys()):
        return f"it is {state}, and does not show {missing[0]}"
    moments = [datetime.fromisoformat(shown[name]) for name in MOMENTS if name in shown]
    return oracles.ordered(moments)


def outcome_fault(task: Task, outcome: Mapping[str, Any], now: float) -> str | None:
    """How a task is not what comes of it. Those that are held never end, nor run out of time."""
    held, age = outcome.get("hold"), now - task.since
    take = math.inf if held else outcome.get("take", 1)
    limit = math.inf if held else task.body.get("timeout_override", math.inf)
    fail = outcome.get("fail")
    created, *later = (datetime.fromisoformat(task.seen[n]) for n in MOMENTS if n in task.seen)
    if any((each - created).total_seconds() > now - task.submitted + APART for each in later):
        return f"it is {task.status}, and tells of a moment that is to come"
    match task.status:
        case "running":
            may = held in (None, "running") and age <= min(take, limit) + APART
            steps = math.floor(max(age - 1, 0) * STEPS / take)
            may = may and task.seen["progress"]["steps_completed"] >= min(steps, STEPS - 1)
        case "awaiting_input":
            may = task.asks is not False and age <= limit + APART
        case "completed":
            early = now - task.submitted < take - APART
            may = not (held or fail or early) and task.asks is not True
            may = may and outcome.get("result", task.seen["result"]) == task.seen["result"]
        case "failed":
            late = limit < take or "ask" in outcome
            may = late if fail is None else task.seen["error"] == fail["message"]
            may = may and not held
        case "cancelled":
            may = task.cancelled
        case _:
            may = held in (None, "queued") or age < 1
    return None if may else f"it is {task.status} after {age} s; what should come is {outcome}"
