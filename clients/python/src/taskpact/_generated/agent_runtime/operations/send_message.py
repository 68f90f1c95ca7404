# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""POST /api/agent/channels/{channel}/send"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taskpact._generated.agent_runtime.models.agent_channel_message_response import (
    AgentChannelMessageResponse,
)
from taskpact._generated.agent_runtime.models.coordination_message_metadata import (
    CoordinationMessageMetadata,
)
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[AgentChannelMessageResponse] = {
    202: AgentChannelMessageResponse.from_dict,
}


def request(
    channel: str,
    *,
    body: Any,
    metadata: CoordinationMessageMetadata | Mapping[str, Any],
    idempotency_key: str | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "send_message",
        "POST",
        f"/api/agent/channels/{_requests.segment(channel)}/send",
        body=_requests.json_body(
            {
                "body": body,
                "metadata": metadata,
                "idempotency_key": idempotency_key,
            },
            required=True,
        ),
        keyed=True,
    )
