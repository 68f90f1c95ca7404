# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""The models of Agent runtime, each imported when it is first asked for."""

from taskpact._runtime.lazy import exports

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .acp_caps import ACPCaps
    from .actor_identity import ActorIdentity
    from .actor_kind import ActorKind
    from .agent_capability import AgentCapability
    from .agent_capability_section import AgentCapabilitySection
    from .agent_channel_message import AgentChannelMessage
    from .agent_channel_message_response import AgentChannelMessageResponse
    from .agent_channel_messages_response import AgentChannelMessagesResponse
    from .agent_channels_response import AgentChannelsResponse
    from .agent_context import AgentContext
    from .agent_context_provenance import AgentContextProvenance
    from .agent_context_response import AgentContextResponse
    from .agent_context_section_meta import AgentContextSectionMeta
    from .agent_coordination_channel_context import AgentCoordinationChannelContext
    from .agent_coordinator_config_response import AgentCoordinatorConfigResponse
    from .agent_identity import AgentIdentity
    from .agent_inbox_item import AgentInboxItem
    from .agent_inbox_summary import AgentInboxSummary
    from .agent_limits import AgentLimits
    from .agent_me import AgentMe
    from .agent_me_response import AgentMeResponse
    from .agent_peer_roster import AgentPeerRoster
    from .agent_peer_summary import AgentPeerSummary
    from .agent_session import AgentSession
    from .agent_soul import AgentSoul
    from .agent_soul_config_provenance import AgentSoulConfigProvenance
    from .agent_soul_frontmatter import AgentSoulFrontmatter
    from .agent_soul_section import AgentSoulSection
    from .agent_spawn import AgentSpawn
    from .agent_spawn_response import AgentSpawnResponse
    from .agent_task_claim import AgentTaskClaim
    from .agent_task_claim_response import AgentTaskClaimResponse
    from .agent_task_context import AgentTaskContext
    from .agent_task_lease_response import AgentTaskLeaseResponse
    from .agent_workspace import AgentWorkspace
    from .authored_context_diagnostic import AuthoredContextDiagnostic
    from .authored_context_limits import AuthoredContextLimits
    from .authored_severity import AuthoredSeverity
    from .coordination_channel import CoordinationChannel
    from .coordination_message_metadata import CoordinationMessageMetadata
    from .coordinator_config import CoordinatorConfig
    from .coordinator_config_source import CoordinatorConfigSource
    from .coordinator_mode import CoordinatorMode
    from .coordinator_profile import CoordinatorProfile
    from .execution_profile import ExecutionProfile
    from .health_ineligibility_reason import HealthIneligibilityReason
    from .health_state import HealthState
    from .health_status import HealthStatus
    from .message_kind import MessageKind
    from .origin import Origin
    from .origin_kind import OriginKind
    from .owner_kind import OwnerKind
    from .ownership import Ownership
    from .participant_policy import ParticipantPolicy
    from .review_continuation import ReviewContinuation
    from .review_profile import ReviewProfile
    from .run_review_summary import RunReviewSummary
    from .run_status import RunStatus
    from .runtime_activity import RuntimeActivity
    from .runtime_mode import RuntimeMode
    from .runtime_policy import RuntimePolicy
    from .sandbox_mode import SandboxMode
    from .sandbox_policy import SandboxPolicy
    from .session import Session
    from .session_config_option import SessionConfigOption
    from .session_config_option_value import SessionConfigOptionValue
    from .session_failure import SessionFailure
    from .session_health import SessionHealth
    from .session_lineage import SessionLineage
    from .session_sandbox import SessionSandbox
    from .session_state import SessionState
    from .session_type import SessionType
    from .spawn_budget import SpawnBudget
    from .spawn_permission_policy import SpawnPermissionPolicy
    from .stop_reason import StopReason
    from .task_context_bundle import TaskContextBundle
    from .task_priority import TaskPriority
    from .task_reference import TaskReference
    from .task_run import TaskRun
    from .task_run_lease_summary import TaskRunLeaseSummary
    from .task_run_summary import TaskRunSummary
    from .task_runtime_limits import TaskRuntimeLimits
    from .task_scope import TaskScope
    from .task_status import TaskStatus
    from .timeline_item import TimelineItem
    from .validation_status import ValidationStatus
    from .worker_mode import WorkerMode
    from .worker_profile import WorkerProfile

__all__ = (
    "ACPCaps",
    "ActorIdentity",
    "ActorKind",
    "AgentCapability",
    "AgentCapabilitySection",
    "AgentChannelMessage",
    "AgentChannelMessageResponse",
    "AgentChannelMessagesResponse",
    "AgentChannelsResponse",
    "AgentContext",
    "AgentContextProvenance",
    "AgentContextResponse",
    "AgentContextSectionMeta",
    "AgentCoordinationChannelContext",
    "AgentCoordinatorConfigResponse",
    "AgentIdentity",
    "AgentInboxItem",
    "AgentInboxSummary",
    "AgentLimits",
    "AgentMe",
    "AgentMeResponse",
    "AgentPeerRoster",
    "AgentPeerSummary",
    "AgentSession",
    "AgentSoul",
    "AgentSoulConfigProvenance",
    "AgentSoulFrontmatter",
    "AgentSoulSection",
    "AgentSpawn",
    "AgentSpawnResponse",
    "AgentTaskClaim",
    "AgentTaskClaimResponse",
    "AgentTaskContext",
    "AgentTaskLeaseResponse",
    "AgentWorkspace",
    "AuthoredContextDiagnostic",
    "AuthoredContextLimits",
    "AuthoredSeverity",
    "CoordinationChannel",
    "CoordinationMessageMetadata",
    "CoordinatorConfig",
    "CoordinatorConfigSource",
    "CoordinatorMode",
    "CoordinatorProfile",
    "ExecutionProfile",
    "HealthIneligibilityReason",
    "HealthState",
    "HealthStatus",
    "MessageKind",
    "Origin",
    "OriginKind",
    "OwnerKind",
    "Ownership",
    "ParticipantPolicy",
    "ReviewContinuation",
    "ReviewProfile",
    "RunReviewSummary",
    "RunStatus",
    "RuntimeActivity",
    "RuntimeMode",
    "RuntimePolicy",
    "SandboxMode",
    "SandboxPolicy",
    "Session",
    "SessionConfigOption",
    "SessionConfigOptionValue",
    "SessionFailure",
    "SessionHealth",
    "SessionLineage",
    "SessionSandbox",
    "SessionState",
    "SessionType",
    "SpawnBudget",
    "SpawnPermissionPolicy",
    "StopReason",
    "TaskContextBundle",
    "TaskPriority",
    "TaskReference",
    "TaskRun",
    "TaskRunLeaseSummary",
    "TaskRunSummary",
    "TaskRuntimeLimits",
    "TaskScope",
    "TaskStatus",
    "TimelineItem",
    "ValidationStatus",
    "WorkerMode",
    "WorkerProfile",
)

_MODULES = {
    "ACPCaps": ".acp_caps",
    "ActorIdentity": ".actor_identity",
    "ActorKind": ".actor_kind",
    "AgentCapability": ".agent_capability",
    "AgentCapabilitySection": ".agent_capability_section",
    "AgentChannelMessage": ".agent_channel_message",
    "AgentChannelMessageResponse": ".agent_channel_message_response",
    "AgentChannelMessagesResponse": ".agent_channel_messages_response",
    "AgentChannelsResponse": ".agent_channels_response",
    "AgentContext": ".agent_context",
    "AgentContextProvenance": ".agent_context_provenance",
    "AgentContextResponse": ".agent_context_response",
    "AgentContextSectionMeta": ".agent_context_section_meta",
    "AgentCoordinationChannelContext": ".agent_coordination_channel_context",
    "AgentCoordinatorConfigResponse": ".agent_coordinator_config_response",
    "AgentIdentity": ".agent_identity",
    "AgentInboxItem": ".agent_inbox_item",
    "AgentInboxSummary": ".agent_inbox_summary",
    "AgentLimits": ".agent_limits",
    "AgentMe": ".agent_me",
    "AgentMeResponse": ".agent_me_response",
    "AgentPeerRoster": ".agent_peer_roster",
    "AgentPeerSummary": ".agent_peer_summary",
    "AgentSession": ".agent_session",
    "AgentSoul": ".agent_soul",
    "AgentSoulConfigProvenance": ".agent_soul_config_provenance",
    "AgentSoulFrontmatter": ".agent_soul_frontmatter",
    "AgentSoulSection": ".agent_soul_section",
    "AgentSpawn": ".agent_spawn",
    "AgentSpawnResponse": ".agent_spawn_response",
    "AgentTaskClaim": ".agent_task_claim",
    "AgentTaskClaimResponse": ".agent_task_claim_response",
    "AgentTaskContext": ".agent_task_context",
    "AgentTaskLeaseResponse": ".agent_task_lease_response",
    "AgentWorkspace": ".agent_workspace",
    "AuthoredContextDiagnostic": ".authored_context_diagnostic",
    "AuthoredContextLimits": ".authored_context_limits",
    "AuthoredSeverity": ".authored_severity",
    "CoordinationChannel": ".coordination_channel",
    "CoordinationMessageMetadata": ".coordination_message_metadata",
    "CoordinatorConfig": ".coordinator_config",
    "CoordinatorConfigSource": ".coordinator_config_source",
    "CoordinatorMode": ".coordinator_mode",
    "CoordinatorProfile": ".coordinator_profile",
    "ExecutionProfile": ".execution_profile",
    "HealthIneligibilityReason": ".health_ineligibility_reason",
    "HealthState": ".health_state",
    "HealthStatus": ".health_status",
    "MessageKind": ".message_kind",
    "Origin": ".origin",
    "OriginKind": ".origin_kind",
    "OwnerKind": ".owner_kind",
    "Ownership": ".ownership",
    "ParticipantPolicy": ".participant_policy",
    "ReviewContinuation": ".review_continuation",
    "ReviewProfile": ".review_profile",
    "RunReviewSummary": ".run_review_summary",
    "RunStatus": ".run_status",
    "RuntimeActivity": ".runtime_activity",
    "RuntimeMode": ".runtime_mode",
    "RuntimePolicy": ".runtime_policy",
    "SandboxMode": ".sandbox_mode",
    "SandboxPolicy": ".sandbox_policy",
    "Session": ".session",
    "SessionConfigOption": ".session_config_option",
    "SessionConfigOptionValue": ".session_config_option_value",
    "SessionFailure": ".session_failure",
    "SessionHealth": ".session_health",
    "SessionLineage": ".session_lineage",
    "SessionSandbox": ".session_sandbox",
    "SessionState": ".session_state",
    "SessionType": ".session_type",
    "SpawnBudget": ".spawn_budget",
    "SpawnPermissionPolicy": ".spawn_permission_policy",
    "StopReason": ".stop_reason",
    "TaskContextBundle": ".task_context_bundle",
    "TaskPriority": ".task_priority",
    "TaskReference": ".task_reference",
    "TaskRun": ".task_run",
    "TaskRunLeaseSummary": ".task_run_lease_summary",
    "TaskRunSummary": ".task_run_summary",
    "TaskRuntimeLimits": ".task_runtime_limits",
    "TaskScope": ".task_scope",
    "TaskStatus": ".task_status",
    "TimelineItem": ".timeline_item",
    "ValidationStatus": ".validation_status",
    "WorkerMode": ".worker_mode",
    "WorkerProfile": ".worker_profile",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = exports(__name__, _MODULES)
