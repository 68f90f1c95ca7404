"""Short forms of the four operations, and the ids of the default world."""

from typing import Any

import httpx

from mock_server.tests.wire import WorldClient

AGENT = "agt_active000001"
TASKS = {
    "queued": "tsk_queued000001",
    "running": "tsk_running00001",
    "awaiting_input": "tsk_waiting00001",
    "completed": "tsk_completed001",
    "failed": "tsk_failed000001",
    "cancelled": "tsk_cancelled001",
}


def submit(world: WorldClient, agent: str = AGENT, **body: Any) -> httpx.Response:
    """Submit a task."""
    return world.post(f"/agent/request/{agent}", json={"message": "Do it", **body})


def begin(world: WorldClient, agent: str = AGENT, **body: Any) -> str:
    """Submit a task that is taken; its id."""
    response = submit(world, agent, **body)
    assert response.status_code == 202, response.text
    task_id: str = response.json()["task_id"]
    return task_id


def read(world: WorldClient, task_id: str, agent: str = AGENT) -> dict[str, Any]:
    """The task, which must be there."""
    found: dict[str, Any] = world.get(f"/agent/{agent}/task/{task_id}").raise_for_status().json()
    return found


def status(world: WorldClient, task_id: str, agent: str = AGENT) -> str:
    """The task's status."""
    found: str = read(world, task_id, agent)["status"]
    return found


def tell(world: WorldClient, task_id: str, message: str = "Go on") -> httpx.Response:
    """Send a message to a task of the default agent."""
    return world.post(f"/agent/{AGENT}/task/{task_id}/message", json={"message": message})


def cancel(world: WorldClient, task_id: str) -> httpx.Response:
    """Cancel a task of the default agent."""
    return world.post(f"/agent/{AGENT}/task/{task_id}/cancel")
