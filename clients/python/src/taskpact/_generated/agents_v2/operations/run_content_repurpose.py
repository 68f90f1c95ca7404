# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""POST /api/v1/agents/v2/content-repurpose"""

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
    content: str,
    source_format: str,
    target_formats: Sequence[str],
    preserve_key_points: bool | Unset = UNSET,
    adapt_length: bool | Unset = UNSET,
    idempotency_key: str | None | Unset = UNSET,
    priority: int | Unset = UNSET,
    webhook_url: str | None | Unset = UNSET,
    sync: bool | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "run_content_repurpose",
        "POST",
        "/api/v1/agents/v2/content-repurpose",
        body=_requests.json_body(
            {
                "content": content,
                "source_format": source_format,
                "target_formats": target_formats,
                "preserve_key_points": preserve_key_points,
                "adapt_length": adapt_length,
                "idempotency_key": idempotency_key,
                "priority": priority,
                "webhook_url": webhook_url,
                "sync": sync,
            },
            required=True,
        ),
        keyed=True,
    )
