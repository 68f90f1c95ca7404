# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""GET /api/v1/agents/v2/tasks"""

from __future__ import annotations

from taskpact._generated.agents_v2.models.task_list_response import TaskListResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[TaskListResponse] = {
    200: TaskListResponse.from_dict,
}


def request(
    *,
    agent_type: str | None | Unset = UNSET,
    status: str | None | Unset = UNSET,
    user_id: str | None | Unset = UNSET,
    limit: int | Unset = UNSET,
    offset: int | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "list_tasks",
        "GET",
        "/api/v1/agents/v2/tasks",
        query=_requests.query(
            {
                "agent_type": agent_type,
                "status": status,
                "user_id": user_id,
                "limit": limit,
                "offset": offset,
            }
        ),
    )
