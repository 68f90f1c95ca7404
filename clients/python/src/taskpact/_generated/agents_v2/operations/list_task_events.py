# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""GET /api/v1/agents/v2/tasks/{task_id}/events"""

from __future__ import annotations

from functools import partial

from taskpact._generated.agents_v2.models.task_event_response import TaskEventResponse
from taskpact._runtime import decoding as _read
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[list[TaskEventResponse]] = {
    200: partial(_read.array, TaskEventResponse.from_dict),
}


def request(
    task_id: str,
    *,
    limit: int | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "list_task_events",
        "GET",
        f"/api/v1/agents/v2/tasks/{_requests.segment(task_id)}/events",
        query=_requests.query(
            {
                "limit": limit,
            }
        ),
    )
