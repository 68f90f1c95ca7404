"""What the tests of agents_v2 share: bodies to send, and the calls that most of them make."""

from typing import Any

import httpx

from mock_server.tests.wire import WorldClient

BASE = "/api/v1/agents/v2"
BODIES: dict[str, dict[str, Any]] = {
    "research": {"topic": "Tidal power in Europe", "max_sections": 3},
    "data_analyst": {"question": "Which is highest?", "data": [{"a": 1}, {"a": 2}]},
    "email_draft": {"context": "The release slipped.", "purpose": "Tell the customer"},
    "content_repurpose": {
        "content": "Our new scheduler starts jobs twice as fast as before.",
        "source_format": "blog",
        "target_formats": ["tweet_thread", "slides"],
    },
    "proofreading": {"text": "The the report is ready. It are short."},
}
AGENTS = tuple(BODIES)
STATES = ("pending", "running", "completed", "failed", "cancelled", "retrying")

# The tasks of the default world.
COMPLETED, PENDING, RUNNING, RETRYING, FAILED, CANCELLED = (
    f"a11ce{number:011x}" for number in (1, 6, 7, 8, 9, 10)
)
BY_STATE = {
    "pending": PENDING,
    "running": RUNNING,
    "completed": COMPLETED,
    "failed": FAILED,
    "cancelled": CANCELLED,
    "retrying": RETRYING,
}


class Tasks:
    """The service as one principal of a world sees it."""

    def __init__(self, world: WorldClient, *, second: bool = False) -> None:
        self.world = world
        world.log_in("agents_v2", second=second)

    def run(self, agent: str = "research", **fields: Any) -> httpx.Response:
        """Submit work; by default the answer comes when it is over."""
        path = f"{BASE}/{agent.replace('_', '-')}"
        return self.world.post(path, json={**BODIES[agent], **fields})

    def submit(self, agent: str = "research", **fields: Any) -> str:
        """Submit work that nobody waits for; the id of its task."""
        return accepted(self.run(agent, sync=False, **fields))["task_id"]  # type: ignore[no-any-return]

    def get(self, task_id: str) -> dict[str, Any]:
        """The task."""
        return ok(self.world.get(f"{BASE}/tasks/{task_id}"))  # type: ignore[no-any-return]

    def page(self, **query: Any) -> dict[str, Any]:
        """A page of tasks."""
        return ok(self.world.get(f"{BASE}/tasks", params=query))  # type: ignore[no-any-return]

    def events(self, task_id: str) -> list[dict[str, Any]]:
        """Everything that happened to the task, the oldest first."""
        found: list[dict[str, Any]] = ok(
            self.world.get(f"{BASE}/tasks/{task_id}/events", params={"limit": 500})
        )
        return found[::-1]

    def cancel(self, task_id: str, **request: Any) -> httpx.Response:
        """Stop the task."""
        return self.world.post(f"{BASE}/tasks/{task_id}/cancel", **request)

    def retry(self, task_id: str) -> httpx.Response:
        """Run the task again."""
        return self.world.post(f"{BASE}/tasks/{task_id}/retry")

    def script(self, outcome: dict[str, Any], **more: Any) -> None:
        """Script what the next run or request does."""
        self.world.script("agents_v2", outcome, **more)


def ok(response: httpx.Response) -> Any:
    """The body of a 200."""
    assert response.status_code == 200, response.text
    return response.json()


def accepted(response: httpx.Response) -> dict[str, Any]:
    """The task of a 202."""
    assert response.status_code == 202, response.text
    found: dict[str, Any] = response.json()
    return found


def detail(response: httpx.Response, status: int) -> Any:
    """The detail of an error of that status."""
    assert response.status_code == status, response.text
    return response.json()["detail"]
