"""What scripts let happen to tasks: failures, questions, slowness, results, and time-outs."""

import pytest

from mock_server.tests.agent_tasks.calls import (
    AGENT,
    TASKS,
    begin,
    cancel,
    read,
    status,
    tell,
)
from mock_server.tests.wire import WorldClient


def test_a_script_lets_the_next_task_fail_with_its_message(client: WorldClient) -> None:
    client.script("agent_tasks", {"fail": {"message": "Out of memory", "after": 2}})
    failing, usual = begin(client), begin(client)
    client.advance(0.1 + 0.18 * 2)
    assert read(client, failing)["progress"]["steps_completed"] == 2
    client.advance(10)
    assert read(client, failing)["error"] == "Out of memory"
    assert "result" not in read(client, failing)
    assert status(client, usual) == "completed"


def test_a_failure_needs_no_message(client: WorldClient) -> None:
    client.script("agent_tasks", {"fail": {}})
    task_id = begin(client)
    client.advance(1)
    assert read(client, task_id)["error"] == "The agent failed"


@pytest.mark.parametrize(
    ("outcome", "place"),
    [
        ({"fail": "no"}, "body.outcome.fail"),
        ({"fail": {"after": 5}}, "body.outcome.fail.after"),
        ({"ask": {"message": "Which branch?"}}, "body.outcome.ask"),
        ({"partial": {"after": 5}}, "body.outcome.partial.after"),
        ({"hold": "completed"}, "body.outcome.hold"),
        ({"take": -1}, "body.outcome.take"),
        ({"result": "done"}, "body.outcome.result"),
        ({"colour": 1}, "body.outcome"),
    ],
)
def test_an_outcome_that_the_work_does_not_understand_is_refused(
    client: WorldClient, outcome: dict[str, object], place: str
) -> None:
    response = client.post("/_mock/scripts", json={"api": "agent_tasks", "outcome": outcome})
    assert response.status_code == 422
    assert response.json()["error"].startswith(f"{place}: ")


def test_a_slow_task_takes_its_seconds(client: WorldClient) -> None:
    client.script("agent_tasks", {"take": 30})
    task_id = begin(client)
    client.advance(30)
    assert read(client, task_id)["progress"]["steps_completed"] == 4
    client.advance(0.1)
    assert status(client, task_id) == "completed"


def test_a_scripted_result_is_the_result(client: WorldClient) -> None:
    client.script("agent_tasks", {"result": {"answer": 42}})
    task_id = begin(client)
    client.advance(1)
    assert read(client, task_id)["result"] == {"answer": 42}


@pytest.mark.parametrize("state", ["queued", "running", "awaiting_input"])
def test_a_held_task_stands_still_and_hinders_nobody(client: WorldClient, state: str) -> None:
    client.script("agent_tasks", {"hold": state})
    held, usual = begin(client), begin(client)
    client.advance(5_000)
    assert (status(client, held), status(client, usual)) == (state, "completed")


def test_a_held_task_that_is_cancelled_at_once_never_starts(client: WorldClient) -> None:
    client.script("agent_tasks", {"hold": "running"})
    task_id = begin(client)
    cancel(client, task_id)
    client.advance(1)
    assert status(client, task_id) == "cancelled"


@pytest.mark.parametrize(("partial", "done"), [({"after": 0}, 0), ({}, 1), ({"after": 4}, 4)])
def test_a_task_may_get_so_far_and_no_further(
    client: WorldClient, partial: dict[str, int], done: int
) -> None:
    client.script("agent_tasks", {"partial": partial})
    task_id = begin(client)
    client.advance(3_000)
    task = read(client, task_id)
    assert (task["status"], task["progress"]["steps_completed"]) == ("running", done)
    assert "result" not in task


def test_a_task_that_stands_still_keeps_its_agent_until_it_times_out(client: WorldClient) -> None:
    client.script("agent_tasks", {"partial": {"after": 2}})
    task_id, next_one = begin(client, timeout_override=60), begin(client)
    client.advance(60)
    assert (status(client, task_id), status(client, next_one)) == ("running", "queued")
    client.advance(1.1)
    assert (status(client, task_id), status(client, next_one)) == ("failed", "completed")


def test_a_task_may_ask_on_its_way_to_where_it_stands_still(client: WorldClient) -> None:
    client.script("agent_tasks", {"ask": {"after": 1}, "partial": {"after": 3}})
    task_id = begin(client)
    client.advance(1)
    assert status(client, task_id) == "awaiting_input"
    tell(client, task_id)
    client.advance(100)
    assert read(client, task_id)["progress"]["steps_completed"] == 3


def test_scripts_choose_tasks_by_their_body(client: WorldClient) -> None:
    client.script(
        "agent_tasks", {"fail": {}}, operation="submit_task", match={"metadata": {"bad": True}}
    )
    usual, bad = begin(client), begin(client, metadata={"bad": True, "more": 1})
    client.advance(3)
    assert (status(client, usual), status(client, bad)) == ("completed", "failed")


def test_a_task_that_asks_waits_for_a_message_and_runs_on(client: WorldClient) -> None:
    client.script("agent_tasks", {"ask": {"after": 3}})
    task_id = begin(client)
    client.advance(20)
    assert read(client, task_id)["status"] == "awaiting_input"
    assert read(client, task_id)["progress"]["steps_completed"] == 3
    response = tell(client, task_id, "The main branch")
    assert response.json() == {"task_id": task_id, "status": "running", "message_received": True}
    client.advance(0.36)
    assert read(client, task_id)["result"]["summary"] == "Done, with 1 more message: Do it"


def test_a_task_that_waits_for_input_keeps_its_agent(client: WorldClient) -> None:
    client.script("agent_tasks", {"ask": {}})
    asking, next_one = begin(client), begin(client)
    client.advance(60)
    assert (status(client, asking), status(client, next_one)) == ("awaiting_input", "queued")
    cancel(client, asking)
    client.advance(1)
    assert status(client, next_one) == "completed"


def test_a_message_to_a_running_task_changes_nothing_but_what_it_heard(
    client: WorldClient,
) -> None:
    task_id = begin(client)
    client.advance(0.5)
    before = read(client, task_id)
    assert tell(client, task_id).status_code == tell(client, task_id).status_code == 200
    assert read(client, task_id) == before
    client.advance(0.5)
    assert read(client, task_id)["result"]["summary"] == "Done, with 2 more messages: Do it"


def test_the_fixture_that_waits_for_input_runs_to_its_end_once_it_is_told(
    client: WorldClient,
) -> None:
    tell(client, TASKS["awaiting_input"])
    client.advance(1)
    assert status(client, TASKS["awaiting_input"]) == "completed"


@pytest.mark.parametrize("outcome", [{"take": 100}, {"ask": {}}], ids=["slow", "asking"])
def test_a_task_that_takes_too_long_fails(client: WorldClient, outcome: dict[str, object]) -> None:
    client.script("agent_tasks", outcome)
    task_id, next_one = begin(client, timeout_override=2.5), begin(client)
    client.advance(2.59)
    assert status(client, task_id) in ("running", "awaiting_input")
    client.advance(0.01)
    assert read(client, task_id)["error"] == "Task timed out after 2.5 seconds"
    client.advance(1)
    assert status(client, next_one) == "completed"


def test_the_agents_own_limit_counts_where_the_task_has_none(client: WorldClient) -> None:
    client.fixtures(agent_tasks={"agents": [{"agent_id": "agt_hasty", "timeout_seconds": 10}]})
    client.script("agent_tasks", {"take": 20}, times=2)
    task_id, patient = begin(client, "agt_hasty"), begin(client, AGENT)
    client.advance(30)
    assert read(client, task_id, "agt_hasty")["error"] == "Task timed out after 10 seconds"
    assert status(client, patient) == "completed"


def test_what_a_cancelled_task_still_does_is_dropped(client: WorldClient) -> None:
    task_id = begin(client)
    client.advance(0.5)
    cancel(client, task_id)
    gone = read(client, task_id)
    client.advance(5_000)
    assert read(client, task_id) == gone


def test_a_scripted_status_is_answered_before_anything_happens(client: WorldClient) -> None:
    client.script("agent_tasks", {"status": 503}, operation="submit_task")
    response = client.post(f"/agent/request/{AGENT}", content=b"{")
    assert (response.status_code, response.json()) == (503, {"error": "Agent is paused"})
