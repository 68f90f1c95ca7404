# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""GET /api/v1/agents/v2/types"""

from __future__ import annotations

from taskpact._generated.agents_v2.models.agent_type_list import AgentTypeList
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[AgentTypeList] = {
    200: AgentTypeList.from_dict,
}


def request() -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "list_agent_types",
        "GET",
        "/api/v1/agents/v2/types",
    )
