# Generated from openapi/bundled/task_records.json by `make generate`: do not edit.

"""GET /api/v1/task/{task_id}"""

from __future__ import annotations

from taskpact._generated.task_records.models.task import Task
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[Task] = {
    200: Task.from_dict,
}


def request(
    task_id: str,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "get_task",
        "GET",
        f"/api/v1/task/{_requests.segment(task_id)}",
    )
