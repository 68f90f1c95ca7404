# Generated from openapi/bundled/agent_tasks.json by `make generate`: do not edit.

"""POST /agent/request/{id}"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from taskpact._generated.agent_tasks.models.callback_mode import CallbackMode
from taskpact._generated.agent_tasks.models.submit_task_response import SubmitTaskResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[SubmitTaskResponse] = {
    202: SubmitTaskResponse.from_dict,
}


def request(
    id: str,
    *,
    message: str,
    priority: float | Unset = UNSET,
    timeout_override: float | Unset = UNSET,
    metadata: Mapping[str, Any] | Unset = UNSET,
    callback_mode: CallbackMode | Literal["poll", "webhook"] | Unset = UNSET,
    webhook_url: str | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "submit_task",
        "POST",
        f"/agent/request/{_requests.segment(id)}",
        body=_requests.json_body(
            {
                "message": message,
                "priority": priority,
                "timeout_override": timeout_override,
                "metadata": metadata,
                "callback_mode": callback_mode,
                "webhook_url": webhook_url,
            },
            required=True,
        ),
    )
