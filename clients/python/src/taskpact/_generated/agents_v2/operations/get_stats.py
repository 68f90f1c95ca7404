# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""GET /api/v1/agents/v2/stats"""

from __future__ import annotations

from taskpact._generated.agents_v2.models.stats_response import StatsResponse
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[StatsResponse] = {
    200: StatsResponse.from_dict,
}


def request() -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "get_stats",
        "GET",
        "/api/v1/agents/v2/stats",
    )
