"""Short forms of the three operations, and the ids of the default world."""

from typing import Any

from mock_server.tests.wire import WorldClient

BASE = "/api/v1/task"
TASKS = {
    "complete": "fbc5f047-dde3-4ec9-b8bc-e1cd4ec4a6d7",
    "running": "3c1e9a52-7d04-4b8e-9f6a-2b5d8c0e4f17",
    "error": "9b7f2d60-1e35-4c9a-8a41-6d0c3e5b7f28",
}
STORY: dict[str, Any] = {
    "id": "story-agent",
    "name": "Story agent",
    "variables": {"idea": "rain"},
    "workflow": [
        {"type": "prompt", "name": "Plot", "user": "{idea}", "output": "plot"},
        {"type": "mcp", "name": "Look up"},
        {"type": "prompt", "name": "Title", "user": "{plot}", "output": "title"},
        {"type": "return", "name": "Return", "output": ["title", "plot", "idea", "nothing"]},
    ],
}
ANSWERS = {"Plot": "It rains.", "Title": "Rain"}


def run(world: WorldClient, **record: Any) -> str:
    """Run an agent; the task's id."""
    made: list[str] = world.fixtures(task_records={"tasks": [record]})["task_records"]["tasks"]
    return made[0]


def tell_story(world: WorldClient, **record: Any) -> str:
    """Run an agent of four nodes, which takes four seconds."""
    world.fixtures(task_records={"agents": [STORY]})
    return run(world, **{"agentId": "story-agent", "answers": ANSWERS, "take": 4, **record})


def read(world: WorldClient, task_id: str) -> dict[str, Any]:
    """The record, which must be there."""
    found: dict[str, Any] = world.get(f"{BASE}/{task_id}").raise_for_status().json()
    return found


def listed(world: WorldClient) -> list[dict[str, Any]]:
    """All records."""
    found: list[dict[str, Any]] = world.get(BASE).raise_for_status().json()
    return found
