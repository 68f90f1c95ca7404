# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class HealthState(OpenEnum):
    """What a session is doing."""

    IDLE = "idle"
    PROMPTING = "prompting"
    STOPPED = "stopped"
    DETACHED = "detached"
