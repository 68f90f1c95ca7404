# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class HealthIneligibilityReason(OpenEnum):
    """Why a session may not be woken."""

    SESSION_PROMPT_ACTIVE = "session_prompt_active"
    SESSION_NOT_ATTACHABLE = "session_not_attachable"
    SESSION_UNHEALTHY = "session_unhealthy"
    SESSION_HEALTH_STALE = "session_health_stale"
    SESSION_HEALTH_HUNG = "session_health_hung"
    SESSION_HEALTH_DEAD = "session_health_dead"
    SESSION_HEALTH_UNKNOWN = "session_health_unknown"
