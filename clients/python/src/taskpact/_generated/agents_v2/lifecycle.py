# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""What the words for the states of work mean in Agents v2."""

from taskpact._runtime.lifecycles import Lifecycle, State

TASK = Lifecycle(
    resource="Task",
    id="task_id",
    status="status",
    states={
        "pending": State.PENDING,
        "running": State.RUNNING,
        "retrying": State.PENDING,
        "completed": State.SUCCEEDED,
        "failed": State.FAILED,
        "cancelled": State.CANCELLED,
    },
    final=frozenset({"completed", "failed", "cancelled"}),
)
