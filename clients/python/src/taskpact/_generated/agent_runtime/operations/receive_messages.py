# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""GET /api/agent/channels/{channel}/recv"""

from __future__ import annotations

from taskpact._generated.agent_runtime.models.agent_channel_messages_response import (
    AgentChannelMessagesResponse,
)
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[AgentChannelMessagesResponse] = {
    200: AgentChannelMessagesResponse.from_dict,
}


def request(
    channel: str,
    *,
    wait: bool | Unset = UNSET,
    limit: int | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "receive_messages",
        "GET",
        f"/api/agent/channels/{_requests.segment(channel)}/recv",
        query=_requests.query(
            {
                "wait": wait,
                "limit": limit,
            }
        ),
    )
