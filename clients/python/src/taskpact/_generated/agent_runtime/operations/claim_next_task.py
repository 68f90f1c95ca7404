# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""POST /api/agent/tasks/claim-next"""

from __future__ import annotations

from collections.abc import Sequence

from taskpact._generated.agent_runtime.models.agent_task_claim_response import (
    AgentTaskClaimResponse,
)
from taskpact._runtime import decoding as _read
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[AgentTaskClaimResponse | None] = {
    200: AgentTaskClaimResponse.from_dict,
    204: _read.nothing,
}


def request(
    *,
    idempotency_key: str | Unset = UNSET,
    lease_seconds: int | Unset = UNSET,
    priority_min: int | Unset = UNSET,
    required_capabilities: Sequence[str] | Unset = UNSET,
    wait: bool | Unset = UNSET,
    workspace_id: str | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "claim_next_task",
        "POST",
        "/api/agent/tasks/claim-next",
        body=_requests.json_body(
            {
                "idempotency_key": idempotency_key,
                "lease_seconds": lease_seconds,
                "priority_min": priority_min,
                "required_capabilities": required_capabilities,
                "wait": wait,
                "workspace_id": workspace_id,
            },
            required=True,
        ),
    )
