# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""POST /api/agent/soul/validate"""

from __future__ import annotations

from taskpact._generated.agent_runtime.models.agent_soul import AgentSoul
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[AgentSoul] = {
    200: AgentSoul.from_dict,
}


def request(
    *,
    agent_name: str | Unset = UNSET,
    body: str | Unset = UNSET,
    workspace_id: str | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "validate_soul",
        "POST",
        "/api/agent/soul/validate",
        body=_requests.json_body(
            {
                "agent_name": agent_name,
                "body": body,
                "workspace_id": workspace_id,
            },
            required=True,
        ),
    )
