"""Tasks and their events as frozen values, and how they are written on the wire."""

from collections.abc import Mapping
from typing import Any

import orjson
from attrs import frozen

from taskpact_mock.apis.agents_v2.agents import AGENTS, Step, estimated_cost_cents
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import iso
from taskpact_mock.world.table import Versioned

BASE = "/api/v1/agents/v2"
MAX_ATTEMPTS = 3
"""Attempts that are made without being asked."""

CANCELLABLE = ("pending", "running")
ENDED = ("completed", "failed", "cancelled")


@frozen
class Failure:
    """Why a task has no result."""

    code: str | None
    message: str
    retryable: bool


@frozen(eq=False, kw_only=True)
class Task(Versioned):
    """A task. Moments are microseconds since 1970."""

    id: str
    seq: int
    tenant: str
    user: str
    agent_type: str
    body: Mapping[str, Any]
    status: str
    created: int
    version: int = 1
    percent: int = 0
    message: str | None = None
    step: Step | None = None
    result: JSON = None
    failure: Failure | None = None
    started: int | None = None
    completed: int | None = None
    tokens_input: int = 0
    tokens_output: int = 0
    attempts: int = 0


@frozen
class TaskEvent:
    """One thing that happened to a task. Data None of a `created` event is the task's input."""

    id: int
    type: str
    before: str | None
    after: str | None
    data: JSON
    at: int


def facets(task: Task) -> tuple[str, str, str, str]:
    """What lists filter by: tenant, agent, state, user."""
    return task.tenant, task.agent_type, task.status, task.user


def render(task: Task, prefix: str) -> JSON:
    """The task as the contract's TaskResponse."""
    return {
        "task_id": task.id,
        "agent_type": task.agent_type,
        "status": task.status,
        "progress": progress(task),
        "result": task.result,
        "error": _error(task.failure),
        "timestamps": {
            "created_at": iso(task.created),
            "started_at": _moment(task.started),
            "completed_at": _moment(task.completed),
        },
        "cost": {
            "tokens_input": task.tokens_input,
            "tokens_output": task.tokens_output,
            "estimated_cost_cents": estimated_cost_cents(task.tokens_input, task.tokens_output),
        },
        "attempts": {"count": task.attempts, "max": MAX_ATTEMPTS},
        "links": _links(task, prefix),
    }


def progress(task: Task) -> JSON:
    """The task as the contract's ProgressResponse."""
    step = task.step
    return {
        "percent": task.percent,
        "message": task.message,
        "current_step": step and step.step,
        "total_steps": step and step.total,
        "current_step_num": step and step.number,
    }


def render_event(event: TaskEvent, task: Task) -> JSON:
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
        "created_at": iso(event.at),
    }


def webhook(task: Task) -> bytes:
    """What the caller's webhook is told; compact JSON."""
    return orjson.dumps(
        {
            "event": f"task_{task.status}",
            "task_id": task.id,
            "status": task.status,
            "result": task.result,
            "error": failure(task),
        }
    )


def failure(task: Task) -> JSON:
    """Why the task has no result, in the short form of streams and webhooks."""
    if task.failure is None:
        return None
    return {"code": task.failure.code, "message": task.failure.message}


def _error(found: Failure | None) -> JSON:
    if found is None:
        return None
    return {"code": found.code, "message": found.message, "retryable": found.retryable}


def _links(task: Task, prefix: str) -> JSON:
    itself = f"{prefix}{BASE}/tasks/{task.id}"
    status, failure = task.status, task.failure
    retryable = status == "failed" and failure is not None and failure.retryable
    return {
        "self": itself,
        "cancel": f"{itself}/cancel" if status in CANCELLABLE else None,
        "retry": f"{itself}/retry" if retryable else None,
        "events": f"{itself}/events",
        "stream": None if status in ENDED else f"{itself}/stream",
    }


def _moment(moment: int | None) -> str | None:
    return None if moment is None else iso(moment)
