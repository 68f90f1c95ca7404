"""What a session is told about the work that it holds, within its bound. Source: facts 3.7."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from taskpact_mock.apis.agent_runtime.records import Event, Run, Task
from taskpact_mock.apis.agent_runtime.rendering import (
    NEVER,
    Object,
    cut,
    present,
    reference,
    run_summary,
    stamp,
    task_reference,
)
from taskpact_mock.apis.agent_runtime.safety import masked, without_secrets
from taskpact_mock.apis.agent_runtime.state import Runtime

BUNDLE_BYTES = 8192
"""How many bytes a bundle has at most."""
SUMMARY_BYTES = 4096
"""How many bytes a summary in it has at most."""

_ATTEMPTS = 5
_TITLE_BYTES = 2048


def task_view(state: Runtime, task: Task) -> Object:
    """The task as a context shows it."""
    shown = task_reference(task, _latest(state.events.get(task.id, ())))
    return {**shown, "title": cut(task.title, _TITLE_BYTES)}


def bundle(state: Runtime, run: Run) -> Object | None:
    """The contract's TaskContextBundle of the run; None if it cannot be cut to its bound."""
    task = state.tasks[run.task_id]
    events = state.events.get(task.id, ())
    earlier = [state.runs[each] for each in reversed(task.runs) if each != run.id]
    shown = present(
        current_run=run_summary(run, task),
        execution_profile=profile(task.id, task.profile),
        handoff_summary=_handoff(earlier),
        latest_event_seq=_latest(events),
        limits={
            "context_body_max_bytes": BUNDLE_BYTES,
            "max_runtime_seconds": 0,
            "summary_max_bytes": SUMMARY_BYTES,
        },
        prior_attempts=[run_summary(each, task) for each in earlier[:_ATTEMPTS]],
        recent_events=[_event(state, task, event) for event in events],
        review_history=[],
        task=task_view(state, task),
    )
    while len(orjson.dumps(shown)) > BUNDLE_BYTES:
        if not _shorten(shown):
            return None
    return shown


def profile(task_id: str, given: Mapping[str, Any]) -> Object:
    """The contract's ExecutionProfile of a task: what is `given`, over the defaults."""
    return {
        "coordinator": {"mode": "inherit", **given.get("coordinator", {})},
        "created_at": NEVER,
        "participants": given.get("participants", {}),
        "review": given.get("review", {}),
        "runtime": {"mode": "default", **given.get("runtime", {})},
        "sandbox": {"mode": "inherit", **given.get("sandbox", {})},
        "task_id": task_id,
        "updated_at": NEVER,
        "worker": {"mode": "inherit", **given.get("worker", {})},
    }


def _handoff(earlier: list[Run]) -> str | None:
    """What the last attempt left behind: its error."""
    error = earlier[0].error if earlier else None
    return None if error is None else cut(masked(error), SUMMARY_BYTES)


def _latest(events: Sequence[Event]) -> int:
    """The number of the latest event."""
    return events[-1].number if events else 0


def _event(state: Runtime, task: Task, event: Event) -> Object:
    return present(
        actor=reference(event.actor),
        event_id=event.id,
        event_type=event.type,
        origin=reference(event.origin),
        payload=without_secrets(event.payload),
        run=run_summary(state.runs[event.run_id], task),
        sequence=event.number,
        task=task_view(state, task),
        timestamp=stamp(event.at),
    )


def _shorten(shown: Object) -> bool:
    """Take the next dispensable part out; whether there was one."""
    for name, oldest in (("recent_events", 0), ("prior_attempts", -1)):
        if shown[name]:
            shown[name].pop(oldest)
            return True
    if handoff := shown.pop("handoff_summary", ""):
        if shorter := handoff[: len(handoff) // 2]:
            shown["handoff_summary"] = shorter
        return True
    return False
