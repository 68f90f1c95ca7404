# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""GET /api/agent/context"""

from __future__ import annotations

from taskpact._generated.agent_runtime.models.agent_context_response import AgentContextResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[AgentContextResponse] = {
    200: AgentContextResponse.from_dict,
}


def request() -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "get_context",
        "GET",
        "/api/agent/context",
    )
