# Generated from openapi/bundled/agent_runtime.json by `make generate`: do not edit.

"""POST /api/agent/spawn"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taskpact._generated.agent_runtime.models.agent_spawn_response import AgentSpawnResponse
from taskpact._generated.agent_runtime.models.spawn_permission_policy import SpawnPermissionPolicy
from taskpact._runtime import requests as _requests
from taskpact._runtime.answers import Answers
from taskpact._runtime.types import UNSET, Unset

ANSWERS: Answers[AgentSpawnResponse] = {
    201: AgentSpawnResponse.from_dict,
}


def request(
    *,
    agent_name: str,
    auto_stop_on_parent: bool,
    permissions: SpawnPermissionPolicy | Mapping[str, Any],
    spawn_role: str,
    ttl_seconds: int,
    idempotency_key: str | Unset = UNSET,
    model: str | Unset = UNSET,
    name: str | Unset = UNSET,
    prompt_overlay: str | Unset = UNSET,
    provider: str | Unset = UNSET,
) -> _requests.Request:
    """The request of one call."""
    return _requests.Request(
        "spawn_session",
        "POST",
        "/api/agent/spawn",
        body=_requests.json_body(
            {
                "agent_name": agent_name,
                "auto_stop_on_parent": auto_stop_on_parent,
                "permissions": permissions,
                "spawn_role": spawn_role,
                "ttl_seconds": ttl_seconds,
                "idempotency_key": idempotency_key,
                "model": model,
                "name": name,
                "prompt_overlay": prompt_overlay,
                "provider": provider,
            },
            required=True,
        ),
    )
