# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

"""POST /agent/{id}/task/{task_id}/message"""

from __future__ import annotations

from taskpact._generated.agent_tasks.models.send_message_response import SendMessageResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[SendMessageResponse] = {
    200: SendMessageResponse.from_dict,
}


def request(
    id: str,
    task_id: str,
    *,
    message: str,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "send_message",
        "POST",
        f"/agent/{_requests.segment(id)}/task/{_requests.segment(task_id)}/message",
        body=_requests.json_body(
            {
                "message": message,
            },
            required=True,
        ),
    )
