# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

from taskpact._runtime.types import OpenEnum


class StopReason(OpenEnum):
    """Why a session stopped."""

    COMPLETED = "completed"
    USER_CANCELED = "user_canceled"
    MAX_ITERATIONS = "max_iterations"
    LOOP_DETECTED = "loop_detected"
    TIMEOUT = "timeout"
    BUDGET_EXCEEDED = "budget_exceeded"
    ERROR = "error"
    AGENT_CRASHED = "agent_crashed"
    HOOK_STOPPED = "hook_stopped"
    SHUTDOWN = "shutdown"
