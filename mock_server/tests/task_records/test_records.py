"""Records: how they are written, read, listed and deleted, and by whom."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_server.tests.task_records.calls import BASE, TASKS, listed, read, run
from mock_server.tests.wire import WorldClient
from taskpact_mock.contract.load import load

CONTRACT = load("task_records")
LIFECYCLE = CONTRACT.lifecycles["Task"]
NOT_FOUND = (404, {"message": "Task not found"})
OPERATIONS = [("GET", BASE), ("GET", f"{BASE}/any"), ("DELETE", f"{BASE}/any")]


def test_the_default_world_has_a_record_in_each_state(client: WorldClient) -> None:
    lasting = {name for name, state in LIFECYCLE["states"].items() if not state.get("gone")}
    assert set(TASKS) == lasting
    assert [(each["id"], each["status"]) for each in listed(client)] == [
        (task_id, state) for state, task_id in TASKS.items()
    ]


def test_a_record_has_every_member_of_the_class(client: WorldClient) -> None:
    members = CONTRACT.document["components"]["schemas"]["Task"]["properties"]
    for record in listed(client):
        assert set(record) == set(members)
        assert record["agentId"] == record["agent"]["id"] == "movie-agent"
        assert record["userId"] == record["user"]["id"] == "user-demo"


def test_the_record_of_the_contracts_example_is_there(client: WorldClient) -> None:
    node: Any = CONTRACT.document["paths"][f"{BASE}/{{taskId}}"]["get"]["responses"]["200"]
    example = node["content"]["application/json"]["example"]
    assert read(client, TASKS["complete"]) == {**example, "callback": None}


@pytest.mark.parametrize("state", TASKS)
def test_a_record_can_be_read_in_every_state(client: WorldClient, state: str) -> None:
    before = read(client, TASKS[state])
    client.advance(1_000)
    assert read(client, TASKS[state]) == before
    assert before["status"] == state


@pytest.mark.parametrize("state", TASKS)
def test_a_record_in_any_state_is_deleted_once_and_then_gone(
    client: WorldClient, state: str
) -> None:
    before, path = read(client, TASKS[state]), f"{BASE}/{TASKS[state]}"
    assert client.delete(path).json() == before
    for method in ("GET", "DELETE"):
        response = client.request(method, path)
        assert (response.status_code, response.json()) == NOT_FOUND
    assert TASKS[state] not in [each["id"] for each in listed(client)]
    assert len(listed(client)) == 2


def test_the_oldest_record_comes_first(client: WorldClient) -> None:
    made = [run(client) for _ in range(3)]
    assert [each["id"] for each in listed(client)] == [*TASKS.values(), *made]


def test_times_have_milliseconds_and_z(client: WorldClient) -> None:
    client.advance(0.0625)
    assert read(client, run(client))["createdAt"] == "2026-01-01T01:00:00.062Z"


@pytest.mark.parametrize("task_id", ["none", "%20", "a%2Fb", "fbc5f047"])
def test_an_unknown_id_is_not_found_whatever_its_form(client: WorldClient, task_id: str) -> None:
    for method in ("GET", "DELETE"):
        response = client.request(method, f"{BASE}/{task_id}")
        assert (response.status_code, response.json()) == NOT_FOUND


@pytest.mark.parametrize("key", [None, "", "wrong", "Bearer demo-key"])
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_only_a_known_key_is_let_in(
    world: WorldClient, method: str, path: str, key: str | None
) -> None:
    headers = {} if key is None else {"apikey": key}
    response = world.request(method, path, headers=headers)
    assert (response.status_code, response.json()) == (401, {"message": "API key is invalid"})


def test_the_key_is_taken_from_no_other_header(world: WorldClient) -> None:
    headers = {"Authorization": "Bearer demo-key", "x-api-key": "demo-key"}
    assert world.get(BASE, headers=headers).status_code == 401


def test_another_users_records_are_not_found(client: WorldClient) -> None:
    theirs = run(client, userId="user-second")
    assert len(listed(client)) == 3
    assert client.get(f"{BASE}/{theirs}").status_code == 404
    client.log_in("task_records", second=True)
    assert [each["user"]["name"] for each in listed(client)] == ["Second user"]
    for task_id in TASKS.values():
        assert client.delete(f"{BASE}/{task_id}").status_code == 404


@pytest.mark.parametrize(("auth", "count"), [("any", 0), ("off", 3)])
def test_a_stranger_is_a_user_of_its_own_or_the_default_one(
    make_world: Callable[..., WorldClient], auth: str, count: int
) -> None:
    world = make_world(auth=auth)
    world.headers["apikey"] = "a-stranger"
    assert len(listed(world)) == count
    run(world, userId="a-stranger")
    assert len(listed(world)) == (1 if auth == "any" else 3)


def test_any_body_and_query_are_ignored(client: WorldClient) -> None:
    response = client.request("GET", BASE, content=b"{", params={"limit": "1"})
    assert response.status_code == 200
    assert len(response.json()) == 3


def test_a_wrong_method_and_an_unknown_path_are_told_in_the_same_shape(
    client: WorldClient,
) -> None:
    wrong = client.put(f"{BASE}/{TASKS['running']}")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "DELETE, GET")
    assert set(wrong.json()) == {"message"}
    assert set(client.get(f"{BASE}/a/b").json()) == {"message"}


def test_worlds_go_their_own_ways_from_a_copy(client: WorldClient, make_world: Any) -> None:
    task_id = run(client)
    copy = make_world(**{"from": client.name})
    copy.log_in("task_records")
    client.delete(f"{BASE}/{task_id}")
    copy.advance(1)
    assert read(copy, task_id)["status"] == "complete"
