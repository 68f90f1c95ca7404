# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

"""GET /agent/{id}/task/{task_id}"""

from __future__ import annotations

from taskpact._generated.agent_tasks.models.task import Task
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[Task] = {
    200: Task.from_dict,
}


def request(
    id: str,
    task_id: str,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "get_task",
        "GET",
        f"/agent/{_requests.segment(id)}/task/{_requests.segment(task_id)}",
    )
