# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .execution_profile import ExecutionProfile
from .review_continuation import ReviewContinuation
from .run_review_summary import RunReviewSummary
from .task_reference import TaskReference
from .task_run_summary import TaskRunSummary
from .task_runtime_limits import TaskRuntimeLimits
from .timeline_item import TimelineItem


@_define
class TaskContextBundle(Model):
    """What is known about a piece of work; 8192 bytes at most, the oldest cut first.

    Attributes:
        latest_event_seq: The number of the task's latest event.
        limits: How much there may be of it.
        prior_attempts: Earlier runs, the newest first, 5 at most.
        recent_events: What happened, the oldest first, 50 at most, secrets left out.
        review_history: Reviews so far, 5 at most.
        task: The task.
        current_run: The run.
        execution_profile: How the task is to be run.
        handoff_summary: What to know from before; the reviewer's guidance, else the last
            error.
        review_continuation: What a reviewer asked for; only of a run that follows a
            rejected one.
    """

    latest_event_seq: int
    limits: TaskRuntimeLimits
    prior_attempts: list[TaskRunSummary]
    recent_events: list[TimelineItem]
    review_history: list[RunReviewSummary]
    task: TaskReference
    current_run: TaskRunSummary | None | Unset = UNSET
    execution_profile: ExecutionProfile | None | Unset = UNSET
    handoff_summary: str | Unset = UNSET
    review_continuation: ReviewContinuation | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "latest_event_seq": "latest_event_seq",
            "limits": "limits",
            "prior_attempts": "prior_attempts",
            "recent_events": "recent_events",
            "review_history": "review_history",
            "task": "task",
            "current_run": "current_run",
            "execution_profile": "execution_profile",
            "handoff_summary": "handoff_summary",
            "review_continuation": "review_continuation",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                latest_event_seq,
                limits,
                prior_attempts,
                recent_events,
                review_history,
                task,
                current_run,
                execution_profile,
                handoff_summary,
                review_continuation,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "latest_event_seq"
            if type(latest_event_seq) is not int:
                latest_event_seq = _read.integer(latest_event_seq)
            _at = "limits"
            limits = TaskRuntimeLimits.from_dict(limits)
            _at = "prior_attempts"
            prior_attempts = _read.array(TaskRunSummary.from_dict, prior_attempts)
            _at = "recent_events"
            recent_events = _read.array(TimelineItem.from_dict, recent_events)
            _at = "review_history"
            review_history = _read.array(RunReviewSummary.from_dict, review_history)
            _at = "task"
            task = TaskReference.from_dict(task)
            _at = "current_run"
            if current_run is not None and current_run is not UNSET:
                current_run = TaskRunSummary.from_dict(current_run)
            _at = "execution_profile"
            if execution_profile is not None and execution_profile is not UNSET:
                execution_profile = ExecutionProfile.from_dict(execution_profile)
            _at = "handoff_summary"
            if type(handoff_summary) is not str and handoff_summary is not UNSET:
                handoff_summary = _read.string(handoff_summary)
            _at = "review_continuation"
            if review_continuation is not None and review_continuation is not UNSET:
                review_continuation = ReviewContinuation.from_dict(review_continuation)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.latest_event_seq = latest_event_seq
        _self.limits = limits
        _self.prior_attempts = prior_attempts
        _self.recent_events = recent_events
        _self.review_history = review_history
        _self.task = task
        _self.current_run = current_run
        _self.execution_profile = execution_profile
        _self.handoff_summary = handoff_summary
        _self.review_continuation = review_continuation
        _self.additional_properties = _rest
        return _self
