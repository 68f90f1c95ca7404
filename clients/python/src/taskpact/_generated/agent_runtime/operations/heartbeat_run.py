# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""POST /api/agent/tasks/{run_id}/heartbeat"""

from __future__ import annotations

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
    lease_seconds: int | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "heartbeat_run",
        "POST",
        f"/api/agent/tasks/{_requests.segment(run_id)}/heartbeat",
        body=_requests.json_body(
            {
                "lease_seconds": lease_seconds,
            },
            required=True,
        ),
    )
