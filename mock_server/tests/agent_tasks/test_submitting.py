"""What a submission answers, how tasks go on, and in which order agents take them."""

from typing import Any

import pytest

from mock_server.tests.agent_tasks.calls import AGENT, TASKS, begin, cancel, read, status, submit
from mock_server.tests.wire import WorldClient


def test_a_task_is_queued_with_links_that_lead_to_it(client: WorldClient) -> None:
    response = submit(client, priority=7, timeout_override=60, metadata={"a": [1]})
    value = response.json()
    assert response.status_code == 202
    assert value["status"] == "queued"
    path = f"/agent/{AGENT}/task/{value['task_id']}"
    assert value["poll_url"] == str(client.base_url.join(path))
    assert client.get(value["poll_url"]).json()["status"] == "queued"
    assert client.post(value["cancel_url"]).json()["status"] == "cancelled"


def test_links_have_the_host_and_the_world_of_the_request(client: WorldClient) -> None:
    path = f"/_mock/worlds/{client.name}"
    response = client.post(
        f"{path}/agent/request/{AGENT}",
        json={"message": "Do it"},
        headers={"Host": "mock.example:8080"},
    )
    url = response.json()["poll_url"]
    assert url.startswith(f"http://mock.example:8080{path}/agent/{AGENT}/task/tsk_")


def test_the_agents_id_is_encoded_in_links(client: WorldClient) -> None:
    client.fixtures(agent_tasks={"agents": [{"agent_id": "a b/c"}]})
    url = submit(client, "a%20b%2Fc").json()["poll_url"]
    assert "/agent/a%20b%2Fc/task/" in url
    assert client.get(url).status_code == 200


def test_times_are_whole_seconds_with_z(client: WorldClient) -> None:
    client.advance(0.75)
    value = submit(client).json()
    assert value["created_at"] == value["estimated_start"] == "2026-01-01T01:00:00Z"


def test_a_task_takes_about_a_second_and_reports_its_steps(client: WorldClient) -> None:
    task_id = begin(client)
    seen = [read(client, task_id)["status"]]
    client.advance(0.1)
    steps = []
    while "progress" in (task := read(client, task_id)):
        steps.append(task["progress"])
        client.advance(0.18)
    assert seen == ["queued"]
    assert task["status"] == "completed"
    assert [each["steps_completed"] for each in steps] == [0, 1, 2, 3, 4]
    assert {each["total_steps"] for each in steps} == {5}
    assert len({each["current_step"] for each in steps}) == 5


def test_a_task_is_done_after_a_second(client: WorldClient) -> None:
    task_id = begin(client)
    client.advance(0.99)
    assert status(client, task_id) == "running"
    client.advance(0.01)
    assert status(client, task_id) == "completed"


def test_reading_changes_nothing(client: WorldClient) -> None:
    task_id = begin(client)
    client.advance(0.3)
    assert read(client, task_id) == read(client, task_id)


def test_each_submission_is_a_task_of_its_own(client: WorldClient) -> None:
    assert begin(client) != begin(client)


def test_an_agent_works_on_one_task_at_a_time_in_the_order_of_arrival(
    client: WorldClient,
) -> None:
    first, second, third = (begin(client) for _ in range(3))
    client.advance(1)
    assert [status(client, each) for each in (first, second, third)] == [
        "completed",
        "queued",
        "queued",
    ]
    client.advance(0.1)
    assert [status(client, each) for each in (second, third)] == ["running", "queued"]


def test_a_more_urgent_task_is_taken_first(client: WorldClient) -> None:
    running = begin(client)
    client.advance(0.1)
    usual, low, high, higher = (
        begin(client, **body) for body in ({}, {"priority": 1}, {"priority": 6}, {"priority": 9.5})
    )
    order = []
    for _ in range(5):
        client.advance(1)
        order += [
            task
            for task in (running, usual, low, high, higher)
            if task not in order and status(client, task) == "completed"
        ]
    assert order == [running, higher, high, usual, low]


def test_the_estimated_start_counts_those_before(client: WorldClient) -> None:
    client.advance(0.9)
    starts = [submit(client).json()["estimated_start"][-3:-1] for _ in range(3)]
    assert starts == ["01", "02", "03"]


def test_agents_do_not_wait_for_one_another(client: WorldClient) -> None:
    client.fixtures(agent_tasks={"agents": [{"agent_id": "agt_other"}]})
    here, there = begin(client), begin(client, "agt_other")
    client.advance(1)
    assert status(client, here) == status(client, there, "agt_other") == "completed"


def test_a_cancelled_task_leaves_the_queue_and_a_running_one_its_agent(
    client: WorldClient,
) -> None:
    first, second, third = (begin(client) for _ in range(3))
    client.advance(0.1)
    cancel(client, second)
    cancel(client, first)
    client.advance(0.1)
    assert [status(client, each) for each in (first, second, third)] == [
        "cancelled",
        "cancelled",
        "running",
    ]


def test_fixtures_that_stand_still_do_not_hinder_new_work(client: WorldClient) -> None:
    task_id = begin(client)
    client.advance(1)
    assert status(client, task_id) == "completed"
    client.advance(10_000)
    for state in ("queued", "running", "awaiting_input"):
        assert status(client, TASKS[state]) == state


def test_a_result_repeats_the_task_and_comes_again_with_the_same_seed(
    make_world: Any,
) -> None:
    results = []
    for _ in range(2):
        client = make_world(seed=3)
        client.log_in("agent_tasks")
        task_id = begin(client, message="Look for dead code")
        client.advance(1)
        results.append(read(client, task_id)["result"])
    assert results[0] == results[1]
    assert results[0]["summary"] == "Done: Look for dead code"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        pytest.param({}, "message is required", id="nothing"),
        pytest.param({"message": ""}, "message must not be empty", id="empty message"),
        pytest.param({"message": 5}, 'message: 5 is not of type "string"', id="wrong type"),
        pytest.param({"message": "x", "priority": "7"}, "priority", id="text for a number"),
        pytest.param({"message": "x", "priority": 0.5}, "priority", id="priority too low"),
        pytest.param({"message": "x", "priority": 10.5}, "priority", id="priority too high"),
        pytest.param({"message": "x", "timeout_override": 0}, "timeout_override", id="no time"),
        pytest.param({"message": "x", "metadata": []}, "metadata", id="metadata is a list"),
        pytest.param({"message": "x", "callback_mode": "push"}, "callback_mode", id="mode"),
        pytest.param(
            {"message": "x", "callback_mode": "webhook"},
            "webhook_url is required when callback_mode is webhook",
            id="webhook without address",
        ),
        pytest.param({"message": "x", "webhook_url": "ftp://x"}, "webhook_url", id="no web"),
        pytest.param([], "Body", id="a list"),
        pytest.param({"priority": 99}, "message is required", id="several"),
    ],
)
def test_a_body_against_the_contract_is_refused_with_its_reason(
    client: WorldClient, body: Any, words: str
) -> None:
    response = client.post(f"/agent/request/{AGENT}", json=body)
    assert response.status_code == 400
    assert words in response.json()["error"]


def test_a_long_body_is_not_repeated_in_full(client: WorldClient) -> None:
    response = client.post(f"/agent/request/{AGENT}", json={"message": ["x" * 10_000]})
    assert response.status_code == 400
    assert len(response.json()["error"]) == 300


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"message": "a", "message": "b"}'])
def test_a_body_that_is_not_json_is_refused(client: WorldClient, content: bytes) -> None:
    response = client.post(f"/agent/request/{AGENT}", content=content)
    assert response.status_code == 400
    assert response.json()["error"].startswith("Body is")


def test_members_that_are_not_listed_are_ignored(client: WorldClient) -> None:
    assert submit(client, colour="blue").status_code == 202


@pytest.mark.parametrize("limit", [1e-9, 1e308])
def test_any_time_limit_above_zero_is_taken(client: WorldClient, limit: float) -> None:
    task_id = begin(client, timeout_override=limit)
    client.advance(1)
    assert status(client, task_id) == ("failed" if limit < 1 else "completed")
