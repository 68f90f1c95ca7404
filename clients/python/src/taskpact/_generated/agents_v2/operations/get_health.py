# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""GET /api/v1/agents/v2/health"""

from __future__ import annotations

from taskpact._generated.agents_v2.models.health_response import HealthResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[HealthResponse] = {
    200: HealthResponse.from_dict,
}


def request() -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "get_health",
        "GET",
        "/api/v1/agents/v2/health",
    )
