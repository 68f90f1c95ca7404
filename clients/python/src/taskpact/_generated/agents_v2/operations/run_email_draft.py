# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""POST /api/v1/agents/v2/email-draft"""

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
    context: str,
    purpose: str,
    tone: str | Unset = UNSET,
    recipient_info: str | None | Unset = UNSET,
    previous_emails: Sequence[str] | None | Unset = UNSET,
    include_subject: bool | Unset = UNSET,
    idempotency_key: str | None | Unset = UNSET,
    priority: int | Unset = UNSET,
    webhook_url: str | None | Unset = UNSET,
    sync: bool | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "run_email_draft",
        "POST",
        "/api/v1/agents/v2/email-draft",
        body=_requests.json_body(
            {
                "context": context,
                "purpose": purpose,
                "tone": tone,
                "recipient_info": recipient_info,
                "previous_emails": previous_emails,
                "include_subject": include_subject,
                "idempotency_key": idempotency_key,
                "priority": priority,
                "webhook_url": webhook_url,
                "sync": sync,
            },
            required=True,
        ),
        keyed=True,
    )
