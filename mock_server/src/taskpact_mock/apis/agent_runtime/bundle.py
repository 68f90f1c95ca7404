"""What a session is told about the work that it holds, within its bound. Source: facts 3.7."""

from collections.abc import Mapping
from typing import Any

import orjson
from attrs import asdict

from taskpact_mock.apis.agent_runtime import reviews
from taskpact_mock.apis.agent_runtime.events import history
from taskpact_mock.apis.agent_runtime.records import Limits
from taskpact_mock.apis.agent_runtime.rendering import NEVER, Object, present, reference, stamp
from taskpact_mock.apis.agent_runtime.safety import without_secrets
from taskpact_mock.apis.agent_runtime.state import Runtime
from taskpact_mock.apis.agent_runtime.work_records import Event, Review, Run, Task
from taskpact_mock.apis.agent_runtime.work_rendering import run_summary, safe, task_reference

_LISTED = 5
"""How many earlier attempts, and how many reviews, it lists at most."""
_TITLE_BYTES = 2048
_REASON_BYTES = 2048
_GUIDANCE_BYTES = 4096
_MISSING, _MISSING_BYTES = 20, 512


def task_view(state: Runtime, task: Task) -> Object:
    """The task as a context shows it."""
    shown = task_reference(task, history(state, task)[-1].number)
    names = {name: shown[name] for name in ("identifier", "title") if name in shown}
    return {**shown, **{name: safe(text, _TITLE_BYTES) for name, text in names.items()}}


def bundle(state: Runtime, run: Run) -> Object | None:
    """The contract's TaskContextBundle of the run; None if it cannot be cut to its bound."""
    task = state.tasks[run.task_id]
    view, events, limits = task_view(state, task), history(state, task), _limits(state, task)
    earlier = [state.runs[each] for each in reversed(task.runs)]
    earlier = [each for each in earlier if each.attempt < run.attempt]
    rejection = reviews.rejection(state, run)
    shown = present(
        current_run=run_summary(run, task),
        execution_profile=profile(task.id, task.profile, task.created),
        handoff_summary=_handoff(rejection, [run, *earlier], limits),
        latest_event_seq=events[-1].number,
        limits=asdict(limits),
        prior_attempts=[run_summary(each, task) for each in earlier[:_LISTED]],
        recent_events=[_event(state, task, view, event) for event in events],
        review_continuation=None if rejection is None else _continuation(rejection),
        review_history=[_review(each) for each in reviews.history(state, task.id)[:_LISTED]],
        task=view,
    )
    while len(orjson.dumps(shown)) > limits.context_body_max_bytes:
        if not _shorten(shown):
            return None
    return shown


def profile(task_id: str, given: Mapping[str, Any], written: int) -> Object:
    """The contract's ExecutionProfile of a task: what was `given` when it was `written`, over the
    defaults; these were never written."""
    at = stamp(written) if given else NEVER
    return {
        "coordinator": {"mode": "inherit", **given.get("coordinator", {})},
        "created_at": at,
        "participants": given.get("participants", {}),
        "review": given.get("review", {}),
        "runtime": {"mode": "default", **given.get("runtime", {})},
        "sandbox": {"mode": "inherit", **given.get("sandbox", {})},
        "task_id": task_id,
        "updated_at": at,
        "worker": {"mode": "inherit", **given.get("worker", {})},
    }


def _limits(state: Runtime, task: Task) -> Limits:
    workspace = state.workspaces.get(task.workspace_id or "")
    return workspace.limits if workspace else Limits()


def _handoff(rejection: Review | None, runs: list[Run], limits: Limits) -> str | None:
    """What the reviewer asks for; else the error of the first of the `runs`, else of the second."""
    if rejection is not None and rejection.verdict is not None:
        text = rejection.verdict.guidance
    else:
        text = next((each.error for each in runs[:2] if each.error is not None), None)
    return safe(text, limits.summary_max_bytes)


def _continuation(rejection: Review) -> Object:
    """The rejection as the contract's ReviewContinuation."""
    verdict = rejection.verdict
    assert verdict is not None  # a rejection is one
    missing = [safe(each, _MISSING_BYTES) for each in verdict.missing_work[:_MISSING]]
    return {
        "missing_work": missing,
        "next_round_guidance": safe(verdict.guidance, _GUIDANCE_BYTES) or "",
        "outcome": verdict.outcome,
        "reason": safe(verdict.reason, _REASON_BYTES) or "",
        "review_id": rejection.id,
        "review_round": rejection.round + 1,
        "reviewed_run_id": rejection.run_id,
    }


def _review(found: Review) -> Object:
    """The review as the contract's RunReviewSummary."""
    verdict = found.verdict
    return present(
        attempt=found.attempt,
        outcome=verdict and verdict.outcome,
        reason=verdict and safe(verdict.reason, _REASON_BYTES),
        review_id=found.id,
        review_round=found.round,
        reviewed_at=None if verdict is None else stamp(found.updated),
        reviewer_label=found.reviewer and found.reviewer.agent_name,
        run_id=found.run_id,
        status=found.status,
    )


def _event(state: Runtime, task: Task, view: Object, event: Event) -> Object:
    return present(
        actor=reference(event.actor),
        event_id=event.id,
        event_type=event.type,
        origin=reference(event.origin),
        payload=without_secrets(event.payload),
        run=None if event.run_id is None else run_summary(state.runs[event.run_id], task),
        sequence=event.number,
        task=view,
        timestamp=stamp(event.at),
    )


def _shorten(shown: Object) -> bool:
    """Take the next dispensable part out; whether there was one."""
    for name, oldest in (("recent_events", 0), ("prior_attempts", -1), ("review_history", -1)):
        if shown[name]:
            shown[name].pop(oldest)
            return True
    if handoff := shown.pop("handoff_summary", ""):
        if shorter := handoff[: len(handoff) // 2]:
            shown["handoff_summary"] = shorter
        return True
    continuation = shown.get("review_continuation", {})
    if guidance := continuation.get("next_round_guidance"):
        continuation["next_round_guidance"] = guidance[: len(guidance) // 2]
        return True
    return False
