# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""GET /api/agent/me"""

from __future__ import annotations

from taskpact._generated.agent_runtime.models.agent_me_response import AgentMeResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[AgentMeResponse] = {
    200: AgentMeResponse.from_dict,
}


def request() -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "get_me",
        "GET",
        "/api/agent/me",
    )
