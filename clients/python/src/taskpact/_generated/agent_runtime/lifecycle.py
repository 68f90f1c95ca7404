# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""What the words for the states of work mean in Agent runtime."""

from taskpact._runtime.lifecycles import Lifecycle, State

TASK_RUN = Lifecycle(
    resource="TaskRun",
    id="id",
    status="status",
    states={
        "queued": State.PENDING,
        "claimed": State.RUNNING,
        "starting": State.RUNNING,
        "running": State.RUNNING,
        "completed": State.SUCCEEDED,
        "failed": State.FAILED,
        "canceled": State.CANCELLED,
        "needs_attention": State.WAITING,
    },
    final=frozenset({"completed", "failed", "canceled"}),
)
