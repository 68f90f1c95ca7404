# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""The models of Agents v2, each imported when it is first asked for."""

from taskpact._runtime.lazy import exports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .agent_type import AgentType
    from .agent_type_info import AgentTypeInfo
    from .agent_type_list import AgentTypeList
    from .attempts_response import AttemptsResponse
    from .chart_suggestion import ChartSuggestion
    from .complete_frame import CompleteFrame
    from .complete_frame_data import CompleteFrameData
    from .content_repurpose_result import ContentRepurposeResult
    from .cost_response import CostResponse
    from .data_analyst_result import DataAnalystResult
    from .email_draft_result import EmailDraftResult
    from .error_frame import ErrorFrame
    from .error_frame_data import ErrorFrameData
    from .error_response import ErrorResponse
    from .health_response import HealthResponse
    from .heartbeat_frame import HeartbeatFrame
    from .heartbeat_frame_data import HeartbeatFrameData
    from .links_response import LinksResponse
    from .progress_frame import ProgressFrame
    from .progress_frame_data import ProgressFrameData
    from .progress_response import ProgressResponse
    from .proofreading_issue import ProofreadingIssue
    from .proofreading_result import ProofreadingResult
    from .repurpose_format import RepurposeFormat
    from .repurpose_format_list import RepurposeFormatList
    from .repurposed_content import RepurposedContent
    from .research_depth import ResearchDepth
    from .research_result import ResearchResult
    from .research_section import ResearchSection
    from .research_source import ResearchSource
    from .stats_response import StatsResponse
    from .stream_error_code import StreamErrorCode
    from .task_event_response import TaskEventResponse
    from .task_event_type import TaskEventType
    from .task_failure import TaskFailure
    from .task_list_response import TaskListResponse
    from .task_response import TaskResponse
    from .task_status import TaskStatus
    from .task_webhook import TaskWebhook
    from .task_webhook_event import TaskWebhookEvent
    from .timestamps_response import TimestampsResponse

__all__ = (
    "AgentType",
    "AgentTypeInfo",
    "AgentTypeList",
    "AttemptsResponse",
    "ChartSuggestion",
    "CompleteFrame",
    "CompleteFrameData",
    "ContentRepurposeResult",
    "CostResponse",
    "DataAnalystResult",
    "EmailDraftResult",
    "ErrorFrame",
    "ErrorFrameData",
    "ErrorResponse",
    "HealthResponse",
    "HeartbeatFrame",
    "HeartbeatFrameData",
    "LinksResponse",
    "ProgressFrame",
    "ProgressFrameData",
    "ProgressResponse",
    "ProofreadingIssue",
    "ProofreadingResult",
    "RepurposedContent",
    "RepurposeFormat",
    "RepurposeFormatList",
    "ResearchDepth",
    "ResearchResult",
    "ResearchSection",
    "ResearchSource",
    "StatsResponse",
    "StreamErrorCode",
    "TaskEventResponse",
    "TaskEventType",
    "TaskFailure",
    "TaskListResponse",
    "TaskResponse",
    "TaskStatus",
    "TaskWebhook",
    "TaskWebhookEvent",
    "TimestampsResponse",
)

_MODULES = {
    "AgentType": ".agent_type",
    "AgentTypeInfo": ".agent_type_info",
    "AgentTypeList": ".agent_type_list",
    "AttemptsResponse": ".attempts_response",
    "ChartSuggestion": ".chart_suggestion",
    "CompleteFrame": ".complete_frame",
    "CompleteFrameData": ".complete_frame_data",
    "ContentRepurposeResult": ".content_repurpose_result",
    "CostResponse": ".cost_response",
    "DataAnalystResult": ".data_analyst_result",
    "EmailDraftResult": ".email_draft_result",
    "ErrorFrame": ".error_frame",
    "ErrorFrameData": ".error_frame_data",
    "ErrorResponse": ".error_response",
    "HealthResponse": ".health_response",
    "HeartbeatFrame": ".heartbeat_frame",
    "HeartbeatFrameData": ".heartbeat_frame_data",
    "LinksResponse": ".links_response",
    "ProgressFrame": ".progress_frame",
    "ProgressFrameData": ".progress_frame_data",
    "ProgressResponse": ".progress_response",
    "ProofreadingIssue": ".proofreading_issue",
    "ProofreadingResult": ".proofreading_result",
    "RepurposeFormat": ".repurpose_format",
    "RepurposeFormatList": ".repurpose_format_list",
    "RepurposedContent": ".repurposed_content",
    "ResearchDepth": ".research_depth",
    "ResearchResult": ".research_result",
    "ResearchSection": ".research_section",
    "ResearchSource": ".research_source",
    "StatsResponse": ".stats_response",
    "StreamErrorCode": ".stream_error_code",
    "TaskEventResponse": ".task_event_response",
    "TaskEventType": ".task_event_type",
    "TaskFailure": ".task_failure",
    "TaskListResponse": ".task_list_response",
    "TaskResponse": ".task_response",
    "TaskStatus": ".task_status",
    "TaskWebhook": ".task_webhook",
    "TaskWebhookEvent": ".task_webhook_event",
    "TimestampsResponse": ".timestamps_response",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = exports(__name__, _MODULES)
