# Generated from openapi/bundled/agent_runs.json by `make generate`: do not edit.

"""POST /v1/organizations/{org_id}/agent/run"""

from __future__ import annotations

from taskpact._generated.agent_runs.models.agent_run_response import AgentRunResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[AgentRunResponse] = {
    200: AgentRunResponse.from_dict,
}


def request(
    org_id: int,
    *,
    prompt: str,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "create_agent_run",
        "POST",
        f"/v1/organizations/{_requests.segment(org_id)}/agent/run",
        body=_requests.json_body(
            {
                "prompt": prompt,
            },
            required=True,
        ),
    )
