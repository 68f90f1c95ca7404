# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""GET /api/v1/agents/v2/tasks/{task_id}"""

from __future__ import annotations

from taskpact._generated.agents_v2.models.task_response import TaskResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[TaskResponse] = {
    200: TaskResponse.from_dict,
}


def request(
    task_id: str,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "get_task",
        "GET",
        f"/api/v1/agents/v2/tasks/{_requests.segment(task_id)}",
    )
