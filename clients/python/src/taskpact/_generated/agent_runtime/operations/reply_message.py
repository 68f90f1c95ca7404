# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""POST /api/agent/channels/reply"""

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
    *,
    body: Any,
    metadata: CoordinationMessageMetadata | Mapping[str, Any],
    reply_to_message_id: str,
    idempotency_key: str | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "reply_message",
        "POST",
        "/api/agent/channels/reply",
        body=_requests.json_body(
            {
                "body": body,
                "metadata": metadata,
                "reply_to_message_id": reply_to_message_id,
                "idempotency_key": idempotency_key,
            },
            required=True,
        ),
        keyed=True,
    )
