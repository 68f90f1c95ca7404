# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

"""What the words for the states of work mean in Task records."""

from taskpact._runtime.lifecycles import Lifecycle, State

TASK = Lifecycle(
    resource="Task",
    id="id",
    status="status",
    states={
        "running": State.RUNNING,
        "complete": State.SUCCEEDED,
        "error": State.FAILED,
    },
    final=frozenset({"complete", "error"}),
)
