"""Every pair of a state and an operation, as the contract's x-lifecycle lists it."""

from typing import Any

import pytest

from mock_server.tests.agent_tasks.calls import AGENT, TASKS, cancel, read, status, submit, tell
from mock_server.tests.wire import WorldClient
from taskpact_mock.contract.load import load

LIFECYCLES = load("agent_tasks").lifecycles
TASK = LIFECYCLES["Task"]
CALLS = {"send_message": tell, "cancel_task": cancel}
AGENTS = {
    "active": AGENT,
    "paused": "agt_paused000001",
    "stopped": "agt_stopped00001",
    "error": "agt_error0000001",
}


def _listed(state: str, operation: str) -> str | int:
    """The state that the operation leads to, or the status by which it is refused."""
    for row in TASK["transitions"]:
        if row["by"].get("operation") == operation and state in row["from"]:
            return state if row["to"] == "same" else str(row["to"])
    return next(int(row["status"]) for row in TASK["refused"] if row["by"] == operation)


def test_the_default_world_has_a_task_and_an_agent_in_each_state() -> None:
    assert set(TASKS) == set(TASK["states"])
    assert set(AGENTS) == set(LIFECYCLES["Agent"]["states"])


@pytest.mark.parametrize("state", TASKS)
def test_a_task_can_be_read_in_every_state(client: WorldClient, state: str) -> None:
    assert status(client, TASKS[state]) == state


@pytest.mark.parametrize("state", TASKS)
@pytest.mark.parametrize("operation", CALLS)
def test_an_operation_does_in_each_state_what_the_life_cycle_lists(
    client: WorldClient, state: str, operation: str
) -> None:
    before, listed = read(client, TASKS[state]), _listed(state, operation)
    response = CALLS[operation](client, TASKS[state])
    if isinstance(listed, str):
        assert response.status_code == 200
        assert response.json()["status"] == listed == status(client, TASKS[state])
    else:
        assert response.status_code == listed
        assert state in response.json()["error"]
        assert read(client, TASKS[state]) == before


@pytest.mark.parametrize("state", AGENTS)
def test_only_an_agent_that_the_life_cycle_names_takes_tasks(
    client: WorldClient, state: str
) -> None:
    (birth,) = (row for row in TASK["transitions"] if not row["from"])
    response = submit(client, AGENTS[state])
    assert response.status_code == (202 if state in birth["needs"]["Agent"] else 503)
    if response.status_code == 503:
        assert response.json() == {"error": f"Agent is {'in error' if state == 'error' else state}"}


def test_an_agent_that_is_unknown_is_not_found(client: WorldClient) -> None:
    response = submit(client, "agt_nobody")
    assert (response.status_code, response.json()) == (404, {"error": "Agent not found"})


@pytest.mark.parametrize(
    ("state", "members"),
    [
        ("queued", {"estimated_start"}),
        ("running", {"started_at", "progress"}),
        ("awaiting_input", {"started_at", "progress"}),
        ("completed", {"started_at", "completed_at", "result"}),
        ("failed", {"started_at", "completed_at", "error"}),
        ("cancelled", {"cancelled_at"}),
    ],
)
def test_a_task_shows_what_applies_to_its_state_and_leaves_out_the_rest(
    client: WorldClient, state: str, members: set[str]
) -> None:
    assert set(read(client, TASKS[state])) == {"task_id", "status", "created_at", *members}


def test_a_task_that_was_cancelled_while_it_ran_keeps_its_start(client: WorldClient) -> None:
    cancel(client, TASKS["running"])
    assert {"started_at", "cancelled_at"} < set(read(client, TASKS["running"]))


@pytest.mark.parametrize(("call", "path"), [("get", ""), ("post", "/message"), ("post", "/cancel")])
@pytest.mark.parametrize(
    ("agent", "task"),
    [
        pytest.param(AGENT, "tsk_nothing00001", id="unknown task"),
        pytest.param("agt_nobody", TASKS["running"], id="unknown agent"),
        pytest.param("agt_paused000001", TASKS["running"], id="another agent's task"),
        pytest.param("%2E%2E", "%00", id="odd text"),
    ],
)
def test_a_task_that_is_not_the_agents_is_not_found(
    client: WorldClient, call: str, path: str, agent: str, task: str
) -> None:
    body: dict[str, Any] = {"json": {"message": "Hello"}} if path == "/message" else {}
    response = client.request(call.upper(), f"/agent/{agent}/task/{task}{path}", **body)
    assert (response.status_code, response.json()) == (404, {"error": "Task not found"})


def test_tasks_of_an_agent_that_was_paused_go_on(client: WorldClient) -> None:
    answer = submit(client)
    client.fixtures(agent_tasks={"agents": [{"agent_id": AGENT, "state": "paused"}]})
    assert submit(client).status_code == 503
    client.advance(1)
    assert status(client, answer.json()["task_id"]) == "completed"
    assert tell(client, TASKS["running"]).status_code == 200
    assert cancel(client, TASKS["running"]).status_code == 200
