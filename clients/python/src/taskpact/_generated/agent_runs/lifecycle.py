# Generated from openapi/bundled/agent_runs.json by `make generate`: do not edit.

"""What the words for the states of work mean in Agent runs."""

from taskpact._runtime.lifecycles import Lifecycle, State

AGENT_RUN = Lifecycle(
    resource="AgentRun",
    id="id",
    status="status",
    states={
        "PENDING": State.PENDING,
        "pending": State.PENDING,
        "queued": State.PENDING,
        "ACTIVE": State.RUNNING,
        "RUNNING": State.RUNNING,
        "EVALUATION": State.RUNNING,
        "in_progress": State.RUNNING,
        "COMPLETE": State.SUCCEEDED,
        "completed": State.SUCCEEDED,
        "ERROR": State.FAILED,
        "FAILED": State.FAILED,
        "TIMEOUT": State.FAILED,
        "MAX_ITERATIONS_REACHED": State.FAILED,
        "OUT_OF_TOKENS": State.FAILED,
        "failed": State.FAILED,
        "CANCELLED": State.CANCELLED,
        "STOPPED": State.CANCELLED,
    },
    final=frozenset(
        {
            "COMPLETE",
            "completed",
            "ERROR",
            "FAILED",
            "TIMEOUT",
            "MAX_ITERATIONS_REACHED",
            "OUT_OF_TOKENS",
            "failed",
            "CANCELLED",
            "STOPPED",
        }
    ),
)
