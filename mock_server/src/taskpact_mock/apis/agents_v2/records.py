"""Tasks and their events as frozen values, and how they are written on the wire.

A task holds its plan, not its progress: how far an attempt is follows from when it began and what
the time is. So a task under way costs nothing until somebody looks, and looking changes nothing.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from attrs import field, frozen

from taskpact_mock.apis.agents_v2.agents import AGENTS, Outcome, Step, estimated_cost_cents
from taskpact_mock.apis.agents_v2.lifecycle import CANCELLABLE, ENDED
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import iso
from taskpact_mock.world.table import Versioned
from taskpact_mock.world.value import value
from taskpact_mock.world.world import World

BASE = "/api/v1/agents/v2"
_SHORT_BASE = "/agents/v2"
MAX_ATTEMPTS = 3
"""Attempts that are made without being asked."""

_READ_BACK = ("created_at", "completed_at")
"""The times that lack an offset in whatever the deployed service reads back."""


@frozen
class Failure:
    """Why a task has no result."""

    code: str | None
    message: str
    retryable: bool


@value
class Attempt:
    """How an attempt goes: when it began, how long it takes, and how it ends.

    Its reports come evenly spread over `length` microseconds (None: it stands still before the
    first). One that ends with a `failure` reports `after` steps, by default half of them. One that
    makes only a part of its result has `lost` the rest, by the names that the agent gives them.
    """

    number: int
    began: int
    length: int | None
    failure: Failure | None = None
    after: int | None = None
    lost: tuple[str, ...] = ()

    def reported(self, count: int, moment: int) -> int:
        """How many of its `count` steps it has reported by `moment`."""
        if self.length is None or moment < self.began:
            return 0
        if self.length == 0:
            return count
        return min(count, (moment - self.began) * (count + 1) // self.length)

    def moment_of(self, index: int, count: int) -> int:
        """When it reports the step of that index, the first being 0."""
        return self.began - (-(index + 1) * (self.length or 0) // (count + 1))


def steps_of(task: "Task", attempt: Attempt) -> tuple[Step, ...]:
    """What the agent reports in an attempt of the task, in order."""
    agent = AGENTS[task.agent_type]
    if agent.refuse(task.body) is not None:
        return ()
    steps = agent.steps(agent.normalise(task.body))
    if attempt.failure is None:
        return steps
    return steps[: len(steps) // 2 if attempt.after is None else attempt.after]


@value
class Phase:
    """Where a task stands. `attempt` is the latest one, `ended` when that stopped."""

    status: str
    version: int = 1
    attempt: Attempt | None = None
    ended: int | None = None
    failure: Failure | None = None
    percent: int = 0
    """What earlier attempts had reached; progress never falls."""
    retry_seconds: int | None = None


@value(eq=False)
class Task(Versioned):
    """A task: what never changes, and its phase. Moments are microseconds since 1970."""

    id: str
    seq: int
    tenant: str
    user: str
    agent_type: str
    body: Mapping[str, Any]
    created: int
    phase: Phase
    _steps: tuple[Step, ...] | None = field(init=False, default=None, repr=False)
    _made: Outcome | None = field(init=False, default=None, repr=False)

    @property
    def status(self) -> str:
        """The word for its state."""
        return self.phase.status

    def moved(self, phase: Phase) -> "Task":
        """The same task in another phase."""
        return Task(
            self.id,
            self.seq,
            self.tenant,
            self.user,
            self.agent_type,
            self.body,
            self.created,
            phase,
        )

    def steps(self) -> tuple[Step, ...]:
        """What the agent reports in the latest attempt, in order."""
        steps = self._steps
        if steps is None:
            attempt = self.phase.attempt
            steps = () if attempt is None else steps_of(self, attempt)
            object.__setattr__(self, "_steps", steps)
        return steps

    def reported(self, now: int) -> int:
        """How many of its steps the latest attempt has reported by `now`."""
        attempt, ended = self.phase.attempt, self.phase.ended
        if attempt is None or attempt.began > now:
            return 0  # without asking the agent what its steps will be
        return attempt.reported(len(self.steps()), now if ended is None else ended)

    def version(self, now: int) -> int:
        """A number that grows whenever something about the task changes."""
        return self.phase.version + self.reported(now)

    def outcome(self, seed: Any) -> Outcome:
        """What the agent made of a completed task; `seed` gives the chance for its wording."""
        made = self._made
        if made is None:
            agent = AGENTS[self.agent_type]
            inputs, ended = agent.normalise(self.body), iso(self.phase.ended or 0)
            if self.phase.attempt is not None and self.phase.attempt.lost:
                inputs["lost"] = [*self.phase.attempt.lost]
            made = agent.run(inputs, seed(self.id), ended)
            object.__setattr__(self, "_made", made)
        return made


@value
class TaskEvent:
    """One thing that happened to a task."""

    id: int
    type: str
    before: str | None
    after: str | None
    data: JSON
    at: int


@frozen
class Form:
    """How tasks are written: which times lack an offset, and which links are short or absent."""

    naive: tuple[str, ...] = ()
    short: bool = False
    retries: bool = True

    def base(self, prefix: str) -> str:
        """Where the paths of the service begin."""
        return _SHORT_BASE if self.short else f"{prefix}{BASE}"

    def moment(self, name: str, moment: int) -> str:
        """A moment as the time of that name."""
        text = iso(moment)
        return text.removesuffix("+00:00") if name in self.naive else text


USUAL = Form()


def form_of(world: World, fresh: str = "") -> Form:
    """How this world writes a task; `fresh` names the time that the call at hand has set."""
    if not world.options.quirks:
        return USUAL
    naive = _READ_BACK if world.has_quirk("agents_v2.naive_times") else ()
    return Form(
        naive=tuple(name for name in naive if name != fresh),
        short=world.has_quirk("agents_v2.short_links"),
        retries=not world.has_quirk("agents_v2.refused_retries"),
    )


def facets(task: Task) -> tuple[str, str, str, str]:
    """What lists filter by: tenant, agent, state, user."""
    return task.tenant, task.agent_type, task.phase.status, task.user


def render(task: Task, now: int, seed: Any, prefix: str, form: Form) -> JSON:
    """The task as the contract's TaskResponse."""
    phase = task.phase
    made = task.outcome(seed) if phase.status == "completed" else None
    begun = phase.attempt if phase.status != "pending" else None
    tokens = (made.tokens_input, made.tokens_output) if made else (0, 0)
    return {
        "task_id": task.id,
        "agent_type": task.agent_type,
        "status": phase.status,
        "progress": progress(task, now),
        "result": made and made.result,
        "error": _error(phase.failure),
        "timestamps": {
            "created_at": form.moment("created_at", task.created),
            "started_at": iso(begun.began) if begun else None,
            "completed_at": form.moment("completed_at", phase.ended or 0)
            if phase.status in ENDED
            else None,
        },
        "cost": {
            "tokens_input": tokens[0],
            "tokens_output": tokens[1],
            "estimated_cost_cents": estimated_cost_cents(*tokens),
        },
        "attempts": {
            "count": begun.number if begun else 0,
            "max": MAX_ATTEMPTS,
        },
        "links": _links(task, prefix, form),
    }


def progress(task: Task, now: int) -> JSON:
    """The task as the contract's ProgressResponse."""
    phase, count = task.phase, task.reported(now)
    step = task.steps()[count - 1] if count else None
    message = step and step.message
    if phase.status == "completed":
        message = "Completed"
    elif phase.retry_seconds is not None:
        message = f"Retry scheduled in {phase.retry_seconds}s"
    return {
        "percent": max(phase.percent, step.percent if step else 0),
        "message": message,
        "current_step": step and step.step,
        "total_steps": step and step.total,
        "current_step_num": step and step.number,
    }


def render_event(event: TaskEvent, task: Task, form: Form) -> JSON:
    """The event as the contract's TaskEventResponse."""
    data = event.data
    if event.type == "created":
        data = {"input_params": AGENTS[task.agent_type].normalise(task.body)}
    return {
        "id": event.id,
        "event_type": event.type,
        "previous_status": event.before,
        "new_status": event.after,
        "event_data": data,
        "created_at": form.moment("created_at", event.at),
    }


def webhook(task: Task, seed: Any) -> bytes:
    """What the caller's webhook is told; compact JSON."""
    return orjson.dumps(
        {
            "event": f"task_{task.status}",
            "task_id": task.id,
            "status": task.status,
            "result": task.outcome(seed).result if task.status == "completed" else None,
            "error": failure(task),
        }
    )


def failure(task: Task) -> JSON:
    """Why the task has no result, in the short form of streams and webhooks."""
    found = task.phase.failure
    return None if found is None else {"code": found.code, "message": found.message}


def _error(found: Failure | None) -> JSON:
    if found is None:
        return None
    return {"code": found.code, "message": found.message, "retryable": found.retryable}


def _links(task: Task, prefix: str, form: Form) -> JSON:
    itself = f"{form.base(prefix)}/tasks/{task.id}"
    status, failure = task.phase.status, task.phase.failure
    retryable = status == "failed" and failure is not None and failure.retryable
    return {
        "self": itself,
        "cancel": f"{itself}/cancel" if status in CANCELLABLE else None,
        "retry": f"{itself}/retry" if retryable and form.retries else None,
        "events": f"{itself}/events",
        "stream": None if status in ENDED else f"{itself}/stream",
    }
