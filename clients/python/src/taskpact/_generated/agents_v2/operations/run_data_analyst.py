# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""POST /api/v1/agents/v2/data-analyst"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from taskpact._generated.agents_v2.models.task_response import TaskResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[TaskResponse] = {
    202: TaskResponse.from_dict,
}


def request(
    *,
    question: str,
    data: Sequence[Mapping[str, Any]],
    data_description: str | None | Unset = UNSET,
    generate_charts: bool | Unset = UNSET,
    idempotency_key: str | None | Unset = UNSET,
    priority: int | Unset = UNSET,
    webhook_url: str | None | Unset = UNSET,
    sync: bool | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "run_data_analyst",
        "POST",
        "/api/v1/agents/v2/data-analyst",
        body=_requests.json_body(
            {
                "question": question,
                "data": data,
                "data_description": data_description,
                "generate_charts": generate_charts,
                "idempotency_key": idempotency_key,
                "priority": priority,
                "webhook_url": webhook_url,
                "sync": sync,
            },
            required=True,
        ),
        keyed=True,
    )
