# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""POST /api/v1/agents/v2/tasks/{task_id}/cancel"""

from __future__ import annotations

from taskpact._generated.agents_v2.models.task_response import TaskResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[TaskResponse] = {
    200: TaskResponse.from_dict,
}


def request(
    task_id: str,
    *,
    reason: str | None | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "cancel_task",
        "POST",
        f"/api/v1/agents/v2/tasks/{_requests.segment(task_id)}/cancel",
        body=_requests.json_body(
            {
                "reason": reason,
            },
            required=False,
        ),
    )
