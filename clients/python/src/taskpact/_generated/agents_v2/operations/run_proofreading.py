# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""POST /api/v1/agents/v2/proofreading"""

from __future__ import annotations

from collections.abc import Sequence

from taskpact._generated.agents_v2.models.task_response import TaskResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[TaskResponse] = {
    202: TaskResponse.from_dict,
}


def request(
    *,
    text: str,
    style_guide: str | None | Unset = UNSET,
    focus_areas: Sequence[str] | None | Unset = UNSET,
    preserve_voice: bool | Unset = UNSET,
    idempotency_key: str | None | Unset = UNSET,
    priority: int | Unset = UNSET,
    webhook_url: str | None | Unset = UNSET,
    sync: bool | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "run_proofreading",
        "POST",
        "/api/v1/agents/v2/proofreading",
        body=_requests.json_body(
            {
                "text": text,
                "style_guide": style_guide,
                "focus_areas": focus_areas,
                "preserve_voice": preserve_voice,
                "idempotency_key": idempotency_key,
                "priority": priority,
                "webhook_url": webhook_url,
                "sync": sync,
            },
            required=True,
        ),
        keyed=True,
    )
