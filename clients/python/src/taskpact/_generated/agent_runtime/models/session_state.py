# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class SessionState(OpenEnum):
    """Where a session stands."""

    STARTING = "starting"
    ACTIVE = "active"
    STOPPING = "stopping"
    STOPPED = "stopped"
