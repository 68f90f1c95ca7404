# Generated from openapi/bundled/agents_v2.json by `make generate`: do not edit.

"""GET /api/v1/agents/v2/tasks/{task_id}/stream"""

from __future__ import annotations

from functools import partial
from typing import Any

from taskpact._generated.agents_v2.models.complete_frame import CompleteFrame
from taskpact._generated.agents_v2.models.error_frame import ErrorFrame
from taskpact._generated.agents_v2.models.heartbeat_frame import HeartbeatFrame
from taskpact._generated.agents_v2.models.progress_frame import ProgressFrame
from taskpact._runtime import decoding as _read
from taskpact._runtime import requests as _requests
from taskpact._runtime.types import UNSET, Unset

EVENT: _read.Decoder[
    ProgressFrame | CompleteFrame | HeartbeatFrame | ErrorFrame | dict[str, Any]
] = partial(
    _read.tagged,
    "event",
    {
        "progress": ProgressFrame.from_dict,
        "complete": CompleteFrame.from_dict,
        "heartbeat": HeartbeatFrame.from_dict,
        "error": ErrorFrame.from_dict,
    },
)


def request(
    task_id: str,
    *,
    poll_interval: float | Unset = UNSET,
    timeout: float | Unset = UNSET,
    last_event_id: str | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "stream_task",
        "GET",
        f"/api/v1/agents/v2/tasks/{_requests.segment(task_id)}/stream",
        query=_requests.query(
            {
                "poll_interval": poll_interval,
                "timeout": timeout,
            }
        ),
        headers=_requests.header_fields(
            {
                "Last-Event-ID": last_event_id,
            }
        ),
    )
