# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""GET /api/agent/channels"""

from __future__ import annotations

from taskpact._generated.agent_runtime.models.agent_channels_response import AgentChannelsResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[AgentChannelsResponse] = {
    200: AgentChannelsResponse.from_dict,
}


def request() -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "list_channels",
        "GET",
        "/api/agent/channels",
    )
