"""Agents and tasks that the control plane puts into a world."""

from typing import Any

import pytest

from mock_server.tests.agent_tasks.calls import AGENT, begin, read, status, submit
from mock_server.tests.wire import WorldClient


@pytest.mark.parametrize(
    ("state", "answer"), [("active", 202), ("paused", 503), ("stopped", 503), ("error", 503)]
)
def test_agents_can_be_made_in_every_state(client: WorldClient, state: str, answer: int) -> None:
    client.fixtures(agent_tasks={"agents": [{"agent_id": "agt_new", "state": state}]})
    assert submit(client, "agt_new").status_code == answer
    assert submit(client).status_code == 202


def test_an_agent_can_be_paused_and_resumed(client: WorldClient) -> None:
    for state, answer in (("paused", 503), ("active", 202), ("active", 202), ("stopped", 503)):
        client.fixtures(agent_tasks={"agents": [{"agent_id": AGENT, "state": state}]})
        assert submit(client).status_code == answer


@pytest.mark.parametrize("state", ["queued", "running", "awaiting_input"])
def test_a_held_task_is_at_once_where_it_stands_still(client: WorldClient, state: str) -> None:
    made = client.fixtures(
        agent_tasks={"tasks": [{"body": {"message": "x"}, "hold": state, "count": 2}]}
    )
    ids = made["agent_tasks"]["tasks"]
    assert [status(client, each) for each in ids] == [state, state]


def test_a_task_that_is_not_held_runs_as_usual(client: WorldClient) -> None:
    task = {"task_id": "tsk_mine", "body": {"message": "x"}, "agent_id": AGENT}
    client.fixtures(agent_tasks={"tasks": [task]})
    client.advance(1)
    assert status(client, "tsk_mine") == "completed"


def test_fixtures_may_belong_to_another_account(client: WorldClient) -> None:
    client.fixtures(
        agent_tasks={
            "agents": [{"agent_id": "agt_theirs", "tenant": "second"}],
            "tasks": [
                {
                    "task_id": "tsk_theirs",
                    "tenant": "second",
                    "agent_id": "agt_theirs",
                    "body": {"message": "x"},
                }
            ],
        }
    )
    assert client.get("/agent/agt_theirs/task/tsk_theirs").status_code == 404
    client.log_in("agent_tasks", second=True)
    assert read(client, "tsk_theirs", "agt_theirs")["status"] == "queued"


@pytest.mark.parametrize(
    ("records", "words"),
    [
        pytest.param(
            {"agents": [{"agent_id": "agt_paused000001", "state": "error"}]},
            "cannot go from paused to error",
            id="no such step",
        ),
        pytest.param({"tasks": [{"body": {"message": ""}}]}, "tasks.0.body.message", id="bad body"),
        pytest.param(
            {"tasks": [{"body": {"message": "x"}, "agent_id": "agt_paused000001"}]},
            "'agt_paused000001' of 'demo' is unknown or takes no tasks",
            id="paused agent",
        ),
        pytest.param(
            {"tasks": [{"body": {"message": "x"}, "task_id": "tsk_running00001"}]},
            "must name one task, a new one",
            id="known id",
        ),
        pytest.param(
            {"tasks": [{"body": {"message": "x"}, "task_id": "tsk_two", "count": 2}]},
            "must name one task",
            id="one id for two",
        ),
        pytest.param({"tasks": [{}]}, "tasks.0.body", id="no body"),
        pytest.param({"agents": [{"agent_id": "a", "colour": 1}]}, "colour", id="unknown member"),
    ],
)
def test_records_that_do_not_fit_are_refused_with_their_place(
    client: WorldClient, records: dict[str, Any], words: str
) -> None:
    response = client.post("/_mock/fixtures", json={"agent_tasks": records})
    assert response.status_code == 422
    assert words in response.json()["error"]


def test_worlds_go_their_own_ways_from_a_copy(client: WorldClient, make_world: Any) -> None:
    task_id = begin(client)
    copy = make_world(**{"from": client.name})
    copy.log_in("agent_tasks")
    client.advance(1)
    assert (status(client, task_id), status(copy, task_id)) == ("completed", "queued")
    copy.advance(1)
    assert read(copy, task_id) == read(client, task_id)
