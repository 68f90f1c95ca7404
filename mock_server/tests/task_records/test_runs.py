"""Runs that the control plane begins: logs, outputs, failures, callbacks."""

import json
from typing import Any

import pytest

from mock_server.tests.task_records.calls import (
    ANSWERS,
    BASE,
    STORY,
    TASKS,
    listed,
    read,
    run,
    tell_story,
)
from mock_server.tests.wire import Receiver, WorldClient
from taskpact_mock.contract.load import load
from taskpact_mock.contract.validators import Validators

CHECK = Validators(load("task_records")).component("Task")
LOGS = [
    "Plot: Running",
    "Response: It rains.",
    "Look up: Running",
    "Title: Running",
    "Response: Rain",
    "Return: Running",
]


def test_a_run_begins_with_an_empty_log_and_output(client: WorldClient) -> None:
    task = read(client, run(client, name="Night", input={"idea": "x"}))
    assert (task["name"], task["status"], task["logs"], task["output"]) == (
        "Night",
        "running",
        [],
        {},
    )


def test_logs_grow_at_the_start_and_end_of_each_node(client: WorldClient) -> None:
    task_id = tell_story(client)
    seen = []
    for _ in range(8):
        client.advance(0.5)
        task = read(client, task_id)
        seen.append((task["status"], len(task["logs"])))
        assert task["logs"] == LOGS[: len(task["logs"])]
    running = [("running", count) for count in (1, 2, 3, 3, 4, 5, 6)]
    assert seen == [*running, ("complete", 6)]


def test_the_output_comes_with_the_end_and_holds_what_the_return_node_names(
    client: WorldClient,
) -> None:
    task_id = tell_story(client, input={"idea": "snow"})
    client.advance(3.9)
    assert read(client, task_id)["output"] == {}
    client.advance(0.1)
    assert read(client, task_id)["output"] == {
        "title": "Rain",
        "plot": "It rains.",
        "idea": "snow",
        "nothing": "",
    }


def test_a_run_takes_a_second_and_its_answers_come_again_with_the_same_seed(
    make_world: Any,
) -> None:
    outputs = []
    for _ in range(2):
        client = make_world(seed=5)
        client.log_in("task_records")
        task_id = run(client)
        client.advance(1)
        outputs.append(read(client, task_id)["output"])
    assert outputs[0] == outputs[1]
    assert outputs[0]["synopsis"]


def test_a_model_call_that_fails_ends_the_run_with_what_came_before(client: WorldClient) -> None:
    task_id = tell_story(client, fail={"node": 2, "message": "No credit left"})
    client.advance(4)
    task = read(client, task_id)
    assert (task["status"], task["output"]) == ("error", {})
    assert task["logs"] == [*LOGS[:4], "Response: No credit left"]


def test_the_return_node_never_fails(client: WorldClient) -> None:
    task_id = tell_story(client, fail={"node": 99})
    client.advance(4)
    assert read(client, task_id)["logs"][-1] == "Response: The model is overloaded"


def test_scripts_decide_about_runs_too(client: WorldClient) -> None:
    client.script("task_records", {"fail": {"message": "quota"}}, match={"input": {"idea": "bad"}})
    client.script("task_records", {"take": 60}, match={"agentId": "movie-agent"})
    bad, slow = run(client, input={"idea": "bad"}), run(client)
    client.advance(59)
    assert read(client, bad)["logs"][-1] == "Response: quota"
    assert read(client, slow)["status"] == "running"
    client.advance(1)
    assert read(client, slow)["status"] == "complete"


@pytest.mark.parametrize(
    ("outcome", "place"),
    [
        ({"fail": {"node": -1}}, "body.outcome.fail.node"),
        ({"partial": {"node": -1}}, "body.outcome.partial.node"),
        ({"hold": "complete"}, "body.outcome.hold"),
        ({"take": "long"}, "body.outcome.take"),
    ],
)
def test_an_outcome_that_runs_do_not_understand_is_refused(
    client: WorldClient, outcome: dict[str, object], place: str
) -> None:
    response = client.post("/_mock/scripts", json={"api": "task_records", "outcome": outcome})
    assert response.status_code == 422
    assert response.json()["error"].startswith(f"{place}: ")


def test_a_held_run_stands_still_after_its_first_line(client: WorldClient) -> None:
    task_id = run(client, hold="running")
    assert read(client, task_id)["logs"] == ["Synopsis: Running"]
    client.script("task_records", {"hold": "running"})
    scripted = run(client)
    client.advance(1_000)
    assert read(client, task_id)["logs"] == read(client, scripted)["logs"] == ["Synopsis: Running"]


@pytest.mark.parametrize(("partial", "lines"), [({"node": 0}, 1), ({}, 3), ({"node": 2}, 4)])
def test_a_run_may_get_to_a_node_and_no_further(
    client: WorldClient, partial: dict[str, int], lines: int
) -> None:
    task_id = tell_story(client, partial=partial)
    client.advance(1_000)
    task = read(client, task_id)
    assert (task["status"], task["logs"], task["output"]) == ("running", LOGS[:lines], {})


def test_a_run_that_gets_no_further_does_not_get_past_its_last_node(client: WorldClient) -> None:
    task_id = tell_story(client, partial={"node": 99})
    client.script("task_records", {"partial": {}})
    scripted = run(client)
    client.advance(1_000)
    assert (read(client, task_id)["status"], read(client, task_id)["logs"]) == ("running", LOGS)
    assert read(client, scripted)["logs"][-1] == "Return: Running"


def test_an_output_is_text_where_a_fixture_says_so(client: WorldClient) -> None:
    task_id = tell_story(client, text=True)
    assert read(client, task_id)["output"] == ""
    client.advance(4)
    output = read(client, task_id)["output"]
    assert json.loads(output)["title"] == "Rain"
    assert listed(client)[-1]["output"] == output


def test_the_callback_gets_the_whole_record_once_it_is_complete(
    client: WorldClient, receiver: Receiver
) -> None:
    task_id = tell_story(client, callback=receiver.url)
    client.advance(3.9)
    assert receiver.received.empty()
    client.advance(100)
    headers, body = receiver.get()
    assert headers["content-type"] == "application/json"
    assert json.loads(body) == read(client, task_id)
    assert json.loads(body)["callback"] == receiver.url
    assert CHECK.accepts(json.loads(body))
    assert receiver.received.empty()


def test_the_callback_hears_of_a_failure(client: WorldClient, receiver: Receiver) -> None:
    task_id = run(client, callback=receiver.url, fail={})
    client.advance(1)
    assert json.loads(receiver.get()[1]) == read(client, task_id)
    assert read(client, task_id)["status"] == "error"


def test_a_callback_that_is_not_taken_is_not_sent_again(client: WorldClient) -> None:
    with Receiver(status=500) as receiver:
        run(client, callback=receiver.url)
        client.advance(1_000)
        receiver.get()
        assert receiver.received.empty()


def test_nobody_hears_of_the_end_of_a_deleted_run(client: WorldClient, receiver: Receiver) -> None:
    task_id = run(client, callback=receiver.url)
    client.advance(0.5)
    assert client.delete(f"{BASE}/{task_id}").json()["status"] == "running"
    client.advance(10)
    assert receiver.received.empty()
    assert len(listed(client)) == len(TASKS)


def test_users_may_be_made_known(client: WorldClient) -> None:
    client.fixtures(
        task_records={
            "users": [{"id": "user-demo", "name": "Ana"}],
            "tasks": [{}, {"userId": "user-second", "count": 2}],
        }
    )
    assert listed(client)[-1]["user"] == {"id": "user-demo", "name": "Ana"}
    client.log_in("task_records", second=True)
    assert len(listed(client)) == 2


@pytest.mark.parametrize(
    ("records", "words"),
    [
        pytest.param({"tasks": [{"agentId": "none"}]}, "tasks.0.agentId: 'none'", id="agent"),
        pytest.param({"tasks": [{"id": TASKS["error"]}]}, "a new one", id="known id"),
        pytest.param({"tasks": [{"id": "x", "count": 2}]}, "one task", id="one id for two"),
        pytest.param({"agents": [{"name": "x"}]}, "agents.0.id", id="agent without id"),
        pytest.param(
            {"agents": [{**STORY, "workflow": STORY["workflow"][:1]}]},
            "agents.0: the last node",
            id="nothing returns",
        ),
        pytest.param({"agents": [{"id": "x"}]}, "agents.0: the last node", id="no nodes"),
        pytest.param({"tasks": [{"hold": "complete"}]}, "hold", id="end as hold"),
    ],
)
def test_records_that_do_not_fit_are_refused_with_their_place(
    client: WorldClient, records: dict[str, Any], words: str
) -> None:
    response = client.post("/_mock/fixtures", json={"task_records": records})
    assert response.status_code == 422
    assert words in response.json()["error"]


def test_answers_may_be_given_for_some_nodes_only(client: WorldClient) -> None:
    task_id = tell_story(client, answers={"Title": ANSWERS["Title"]})
    client.advance(4)
    output = read(client, task_id)["output"]
    assert output["title"] == "Rain"
    assert output["plot"] not in ("", ANSWERS["Plot"])
