"""The quirk `lenient_bodies`: what the contract requires may be absent.

Source: facts 2.2 and 4.2.
"""

from collections.abc import Mapping
from typing import Any

from taskpact_mock.api import Call
from taskpact_mock.apis.agent_runtime import channels
from taskpact_mock.apis.agent_runtime.records import Permissions
from taskpact_mock.apis.agent_runtime.state import quirk, runtime_of
from taskpact_mock.contract.decode import JSON

_ANY_JSON = frozenset({"body", "result", "ext"})
_CORRELATION = (
    "coordination_channel_id",
    "correlation_id",
    "message_kind",
    "run_id",
    "task_id",
)


def cast(call: Call) -> JSON:
    """The body as the live service reads it, if the world is that lenient."""
    if not quirk(call.world, "lenient_bodies"):
        return call.body
    operation = call.operation.id
    if call.body is None and operation in ("claim_next_task", "validate_soul"):
        return {}
    if not isinstance(call.body, dict):
        return call.body
    keep = _ANY_JSON | {"metadata"} if operation == "fail_run" else _ANY_JSON
    if operation == "validate_soul":
        keep = frozenset()
    body = _without_nulls(call.body, keep)
    if operation == "reply_message":
        return _correlated(call, body)
    return _granted(body) if operation == "spawn_session" else body


def _without_nulls(value: dict[str, Any], keep: frozenset[str]) -> dict[str, Any]:
    """The object without members that are null, down to those that may be any JSON."""
    return {
        name: _without_nulls(member, keep)
        if isinstance(member, dict) and name not in keep
        else member
        for name, member in value.items()
        if member is not None or name in keep
    }


def _correlated(call: Call, body: dict[str, Any]) -> JSON:
    """A reply with its message's metadata, if it has none of its own."""
    metadata = body.get("metadata", {})
    if not isinstance(metadata, dict) or any(
        not isinstance(each, str) or each.strip() for each in metadata.values()
    ):
        return body
    state = runtime_of(call.world)
    session = state.sessions[call.principal.user]
    source = channels.find(state, session, str(body.get("reply_to_message_id", "")))
    # A message that is not found is answered with a 404 whatever stands here.
    taken: Mapping[str, Any] = source.metadata if source else dict.fromkeys(_CORRELATION, "unknown")
    return {**body, "metadata": {**taken, "message_kind": "reply"}}


def _granted(body: dict[str, Any]) -> JSON:
    """A spawn with the defaults of what it leaves out."""
    permissions = body.get("permissions", {})
    if isinstance(permissions, dict):
        permissions = {**Permissions().as_json(), **permissions}
    return {
        "auto_stop_on_parent": True,
        "spawn_role": "worker",
        **body,
        "permissions": permissions,
    }
