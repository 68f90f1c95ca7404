"""Short forms of the operations, and the ids of the default world."""

from typing import Any

import httpx

from mock_server.tests.wire import WorldClient

BASE = "/api/agent"
RUN, TASK, MESSAGE = "run-00000000000000a1", "task-00000000000000a1", "msg-00000000000000a1"
HELD = "run-00000000000000a2"
METADATA = {
    "coordination_channel_id": "coord-demo",
    "correlation_id": "progress-1",
    "message_kind": "status",
    "run_id": RUN,
    "task_id": TASK,
}
NOTHING: dict[str, list[str]] = {
    "mcp_servers": [],
    "network_channels": [],
    "sandbox_profiles": [],
    "skills": [],
    "tools": [],
    "workspace_paths": [],
}


def caller(session_id: str, agent: str = "demo-agent") -> dict[str, str]:
    """The headers of a session."""
    return {"X-AGH-Session-ID": session_id, "X-AGH-Agent": agent}


PEER = caller("sess-peer", "peer-agent")
WORKER = caller("sess-worker")


def get(world: WorldClient, path: str, **more: Any) -> httpx.Response:
    """Read something."""
    return world.get(BASE + path, **more)


def post(world: WorldClient, path: str, body: Any = None, **more: Any) -> httpx.Response:
    """Do something; without a body, with an empty object."""
    return world.post(BASE + path, json={} if body is None else body, **more)


def claim(world: WorldClient, headers: dict[str, str] | None = None, **body: Any) -> httpx.Response:
    """Claim the next run."""
    return post(world, "/tasks/claim-next", body, headers=headers)


def claimed(world: WorldClient, headers: dict[str, str] | None = None, **body: Any) -> str:
    """Claim the next run, which must be there; its id."""
    response = claim(world, headers, **body)
    assert response.status_code == 200, response.text
    run_id: str = response.json()["claim"]["run"]["id"]
    return run_id


def do(
    world: WorldClient,
    operation: str,
    run_id: str = RUN,
    headers: dict[str, str] | None = None,
    **body: Any,
) -> httpx.Response:
    """Heartbeat, complete, fail or release a run."""
    if operation == "fail":
        body = {"error": "It broke.", **body}
    return post(world, f"/tasks/{run_id}/{operation}", body, headers=headers)


def send(
    world: WorldClient,
    text: str = "Hello",
    headers: dict[str, str] | None = None,
    channel: str = "coord-demo",
    **more: Any,
) -> httpx.Response:
    """Send a message."""
    body = {"body": {"text": text}, "metadata": METADATA, **more}
    return post(world, f"/channels/{channel}/send", body, headers=headers)


def receive(
    world: WorldClient,
    headers: dict[str, str] | None = None,
    channel: str = "coord-demo",
    **query: Any,
) -> list[dict[str, Any]]:
    """The messages that wait."""
    response = get(world, f"/channels/{channel}/recv", params=query, headers=headers)
    assert response.status_code == 200, response.text
    messages: list[dict[str, Any]] = response.json()["messages"]
    return messages


def reply(
    world: WorldClient,
    message_id: str = MESSAGE,
    headers: dict[str, str] | None = None,
    **more: Any,
) -> httpx.Response:
    """Answer a message."""
    body = {
        "body": {"text": "Two rows."},
        "metadata": {**METADATA, "message_kind": "reply"},
        "reply_to_message_id": message_id,
        **more,
    }
    return post(world, "/channels/reply", body, headers=headers)


def spawn(world: WorldClient, headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
    """Start a child."""
    body = {
        "agent_name": "peer-agent",
        "auto_stop_on_parent": True,
        "permissions": NOTHING,
        "spawn_role": "worker",
        "ttl_seconds": 3600,
        **more,
    }
    return post(world, "/spawn", body, headers=headers)


def spawned(
    world: WorldClient, headers: dict[str, str] | None = None, **more: Any
) -> dict[str, str]:
    """Start a child, which must be allowed; its headers."""
    response = spawn(world, headers, **more)
    assert response.status_code == 201, response.text
    session = response.json()["spawn"]["session"]
    return caller(session["id"], session["agent_name"])


def context(world: WorldClient, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """The caller's situation."""
    found: dict[str, Any] = (
        get(world, "/context", headers=headers).raise_for_status().json()["context"]
    )
    return found


def me(world: WorldClient, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """Who the caller is."""
    found: dict[str, Any] = get(world, "/me", headers=headers).raise_for_status().json()["me"]
    return found


def add(world: WorldClient, **records: Any) -> dict[str, list[str]]:
    """Put records into the world; the ids of what was made."""
    made: dict[str, list[str]] = world.fixtures(agent_runtime=records)["agent_runtime"]
    return made


def refusal(world: WorldClient, **records: Any) -> str:
    """Why records cannot be put into the world."""
    response = world.post("/_mock/fixtures", json={"agent_runtime": records})
    assert response.status_code == 422, response.text
    error: str = response.json()["error"]
    return error


def add_task(world: WorldClient, **task: Any) -> str:
    """Put a task with a queued run into the world; the id of the run."""
    return add(world, tasks=[task])["runs"][0]


def control(world: WorldClient, id: str, *steps: str) -> None:
    """Let control take steps with a run or a session."""
    add(world, controls=[{"id": id, "control": step} for step in steps])
