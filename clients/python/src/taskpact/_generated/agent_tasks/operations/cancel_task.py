# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

"""POST /agent/{id}/task/{task_id}/cancel"""

from __future__ import annotations

from taskpact._generated.agent_tasks.models.cancel_task_response import CancelTaskResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[CancelTaskResponse] = {
    200: CancelTaskResponse.from_dict,
}


def request(
    id: str,
    task_id: str,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "cancel_task",
        "POST",
        f"/agent/{_requests.segment(id)}/task/{_requests.segment(task_id)}/cancel",
    )
