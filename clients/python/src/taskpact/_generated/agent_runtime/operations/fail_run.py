# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""POST /api/agent/tasks/{run_id}/fail"""

from __future__ import annotations

from typing import Any

from taskpact._generated.agent_runtime.models.agent_task_lease_response import (
    AgentTaskLeaseResponse,
)
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[AgentTaskLeaseResponse] = {
    200: AgentTaskLeaseResponse.from_dict,
}


def request(
    run_id: str,
    *,
    error: str,
    metadata: Any | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "fail_run",
        "POST",
        f"/api/agent/tasks/{_requests.segment(run_id)}/fail",
        body=_requests.json_body(
            {
                "error": error,
                "metadata": metadata,
            },
            required=True,
        ),
    )
