# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class SessionType(OpenEnum):
    """What a session is for."""

    USER = "user"
    DREAM = "dream"
    SYSTEM = "system"
    COORDINATOR = "coordinator"
    SPAWNED = "spawned"
