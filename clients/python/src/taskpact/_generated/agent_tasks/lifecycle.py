# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

"""What the words for the states of work mean in Agent tasks."""

from taskpact._runtime.lifecycles import Lifecycle, State

TASK = Lifecycle(
    resource="Task",
    id="task_id",
    status="status",
    states={
        "queued": State.PENDING,
        "running": State.RUNNING,
        "awaiting_input": State.WAITING,
        "completed": State.SUCCEEDED,
        "failed": State.FAILED,
        "cancelled": State.CANCELLED,
    },
    final=frozenset({"completed", "failed", "cancelled"}),
)
