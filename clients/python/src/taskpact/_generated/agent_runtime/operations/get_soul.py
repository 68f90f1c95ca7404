# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""GET /api/agent/soul"""

from __future__ import annotations

from taskpact._generated.agent_runtime.models.agent_soul import AgentSoul
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[AgentSoul] = {
    200: AgentSoul.from_dict,
}


def request() -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "get_soul",
        "GET",
        "/api/agent/soul",
    )
