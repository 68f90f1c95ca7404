# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar, Self

from attrs import define as _define
from attrs import field as _field
from taskpact._runtime import decoding as _read
from taskpact._runtime.types import UNSET, Model, Unset

from .agent_type import AgentType
from .attempts_response import AttemptsResponse
from .content_repurpose_result import ContentRepurposeResult
from .cost_response import CostResponse
from .data_analyst_result import DataAnalystResult
from .email_draft_result import EmailDraftResult
from .error_response import ErrorResponse
from .links_response import LinksResponse
from .progress_response import ProgressResponse
from .proofreading_result import ProofreadingResult
from .research_result import ResearchResult
from .task_status import TaskStatus
from .timestamps_response import TimestampsResponse


@_define
class TaskResponse(Model):
    """A task as it is now. Every member is always there.

    Attributes:
        task_id: 16 hex digits, in the order of creation over some weeks.
        agent_type: The agent that the work went to.
        status: Where the task stands.
        progress: How far the agent got.
        timestamps: When it was created, begun and ended.
        cost: What it used.
        attempts: How often it was tried.
        links: Where to go from here.
        result: What the agent made; only of a completed task.
        error: Why there is no result; only of a failed or cancelled task.
    """

    task_id: str
    agent_type: AgentType
    status: TaskStatus
    progress: ProgressResponse
    timestamps: TimestampsResponse
    cost: CostResponse
    attempts: AttemptsResponse
    links: LinksResponse
    result: (
        ResearchResult
        | DataAnalystResult
        | EmailDraftResult
        | ContentRepurposeResult
        | ProofreadingResult
        | dict[str, Any]
        | None
        | Unset
    ) = UNSET
    error: ErrorResponse | None | Unset = UNSET
    additional_properties: dict[str, Any] = _field(factory=dict, repr=False)

    _members: ClassVar[_read.Members] = _read.Members(
        {
            "task_id": "task_id",
            "agent_type": "agent_type",
            "status": "status",
            "progress": "progress",
            "timestamps": "timestamps",
            "cost": "cost",
            "attempts": "attempts",
            "links": "links",
            "result": "result",
            "error": "error",
        }
    )

    @classmethod
    def from_dict(cls, _source: Mapping[str, Any], /) -> Self:
        """Decode a JSON object; raises DecodeError with the path of what does not fit."""
        (
            (
                task_id,
                agent_type,
                status,
                progress,
                timestamps,
                cost,
                attempts,
                links,
                result,
                error,
            ),
            _rest,
        ) = cls._members.take(_source)
        _at = ""
        try:
            _at = "task_id"
            if type(task_id) is not str:
                task_id = _read.string(task_id)
            _at = "agent_type"
            agent_type = _read.word(AgentType, agent_type)
            _at = "status"
            status = _read.word(TaskStatus, status)
            _at = "progress"
            progress = ProgressResponse.from_dict(progress)
            _at = "timestamps"
            timestamps = TimestampsResponse.from_dict(timestamps)
            _at = "cost"
            cost = CostResponse.from_dict(cost)
            _at = "attempts"
            attempts = AttemptsResponse.from_dict(attempts)
            _at = "links"
            links = LinksResponse.from_dict(links)
            _at = "result"
            if result is not None and result is not UNSET:
                result = _READ_RESULT(result)
            _at = "error"
            if error is not None and error is not UNSET:
                error = ErrorResponse.from_dict(error)
        except _read.UNFIT as _error:
            raise _read.located(_error, _at) from None
        _self = cls.__new__(cls)
        _self.task_id = task_id
        _self.agent_type = agent_type
        _self.status = status
        _self.progress = progress
        _self.timestamps = timestamps
        _self.cost = cost
        _self.attempts = attempts
        _self.links = links
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
