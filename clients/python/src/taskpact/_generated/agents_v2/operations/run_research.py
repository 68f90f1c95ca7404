# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""POST /api/v1/agents/v2/research"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from taskpact._generated.agents_v2.models.research_depth import ResearchDepth
from taskpact._generated.agents_v2.models.task_response import TaskResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[TaskResponse] = {
    202: TaskResponse.from_dict,
}


def request(
    *,
    topic: str,
    depth: ResearchDepth | Literal["quick", "moderate", "comprehensive"] | Unset = UNSET,
    focus_areas: Sequence[str] | None | Unset = UNSET,
    max_sections: int | Unset = UNSET,
    idempotency_key: str | None | Unset = UNSET,
    priority: int | Unset = UNSET,
    webhook_url: str | None | Unset = UNSET,
    sync: bool | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "run_research",
        "POST",
        "/api/v1/agents/v2/research",
        body=_requests.json_body(
            {
                "topic": topic,
                "depth": depth,
                "focus_areas": focus_areas,
                "max_sections": max_sections,
                "idempotency_key": idempotency_key,
                "priority": priority,
                "webhook_url": webhook_url,
                "sync": sync,
            },
            required=True,
        ),
        keyed=True,
    )
