# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""GET /api/v1/agents/v2/formats/repurpose"""

from __future__ import annotations

from taskpact._generated.agents_v2.models.repurpose_format_list import RepurposeFormatList
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers

ANSWERS: Answers[RepurposeFormatList] = {
    200: RepurposeFormatList.from_dict,
}


def request() -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "list_repurpose_formats",
        "GET",
        "/api/v1/agents/v2/formats/repurpose",
    )
