# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""GET /api/agent/coordinator/config"""

from __future__ import annotations

from taskpact._generated.agent_runtime.models.agent_coordinator_config_response import (
    AgentCoordinatorConfigResponse,
)
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[AgentCoordinatorConfigResponse] = {
    200: AgentCoordinatorConfigResponse.from_dict,
}


def request(
    *,
    workspace: str | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "get_coordinator_config",
        "GET",
        "/api/agent/coordinator/config",
        query=_requests.query(
            {
                "workspace": workspace,
            }
        ),
    )
