# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class HealthStatus(OpenEnum):
    """How well a session is."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    STALE = "stale"
    DEAD = "dead"
    UNKNOWN = "unknown"
