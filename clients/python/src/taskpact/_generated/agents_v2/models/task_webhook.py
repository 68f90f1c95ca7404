# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import Model

from .content_repurpose_result import ContentRepurposeResult
from .data_analyst_result import DataAnalystResult
from .email_draft_result import EmailDraftResult
from .proofreading_result import ProofreadingResult
from .research_result import ResearchResult
from .task_failure import TaskFailure
from .task_status import TaskStatus
from .task_webhook_event import TaskWebhookEvent


@_define
class TaskWebhook(Model):
    """The end of a task, as a webhook tells it.

    Attributes:
        event: How it ended.
        task_id: The task.
        status: Its last state.
        result: What the agent made; null of a failed task.
        error: Why there is no result; null of a completed task.
    """

    event: TaskWebhookEvent
    task_id: str
    status: TaskStatus
    result: (
        ResearchResult
        | DataAnalystResult
        | EmailDraftResult
        | ContentRepurposeResult
        | ProofreadingResult
        | dict[str, Any]
        | None
    )
    error: TaskFailure | None
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "event": "event",
            "task_id": "task_id",
            "status": "status",
            "result": "result",
            "error": "error",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                event,
                task_id,
                status,
                result,
                error,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "event"
            event = _read.word(TaskWebhookEvent, event)
            _at = "task_id"
            if type(task_id) is not str:
                task_id = _read.string(task_id)
            _at = "status"
            status = _read.word(TaskStatus, status)
            _at = "result"
            if result is not None:
                result = _READ_RESULT(result)
            _at = "error"
            if error is not None:
                error = TaskFailure.from_dict(error)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.event = event
        _self.task_id = task_id
        _self.status = status
        _self.result = result
        _self.error = error
        _self.additional_properties = _rest
        return _self


_READ_RESULT = partial(
    _read.by_members,
    (
        (
            {
                "depth",
                "generated_at",
                "key_findings",
                "recommendations",
                "sections",
                "sources",
                "summary",
                "topic",
                "word_count",
            },
            ResearchResult.from_dict,
        ),
        (
            {
                "answer",
                "charts",
                "column_count",
                "confidence",
                "data_summary",
                "generated_at",
                "insights",
                "question",
                "row_count",
                "sql_queries",
            },
            DataAnalystResult.from_dict,
        ),
        (
            {
                "attachments_suggested",
                "body",
                "follow_up_actions",
                "generated_at",
                "subject",
                "suggested_recipients",
                "tone",
                "word_count",
            },
            EmailDraftResult.from_dict,
        ),
        (
            {
                "adaptations_made",
                "formats_failed",
                "formats_requested",
                "formats_succeeded",
                "generated_at",
                "original_format",
                "outputs",
            },
            ContentRepurposeResult.from_dict,
        ),
        (
            {
                "corrected_text",
                "generated_at",
                "issue_count",
                "issues_found",
                "original_text",
                "readability_score",
                "reading_level",
                "style_suggestions",
                "word_count",
            },
            ProofreadingResult.from_dict,
        ),
    ),
)
