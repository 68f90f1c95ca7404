"""Who is let in, whose tasks they see, and how often they may call."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_server.tests.agent_tasks.calls import AGENT, TASKS, begin, read, submit
from mock_server.tests.wire import WorldClient

TASK = f"/agent/{AGENT}/task/{TASKS['running']}"
OPERATIONS = [
    ("POST", f"/agent/request/{AGENT}"),
    ("GET", TASK),
    ("POST", f"{TASK}/message"),
    ("POST", f"{TASK}/cancel"),
]


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer demo-token"},
        {"authorization": "bearer demo-token"},
        {"Authorization": "Bearer sk_shinzo_test_demo"},
        {"x-shinzo-api-key": "sk_shinzo_test_demo"},
        {"X-API-Key": "sk_shinzo_test_demo"},
        {"x-api-key": "sk_shinzo_test_demo", "Authorization": "Bearer junk"},
    ],
)
def test_a_known_token_or_key_is_let_in(world: WorldClient, headers: dict[str, str]) -> None:
    assert world.get(TASK, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("headers", "error"),
    [
        ({}, "Authorization header is required"),
        ({"Authorization": "Basic abc"}, "Authorization header is required"),
        ({"Authorization": "Bearer junk"}, "Invalid or expired token"),
        ({"x-api-key": "demo-token"}, "Shinzo API key authentication failed"),
    ],
)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_nobody_else_is_let_in(
    world: WorldClient, method: str, path: str, headers: dict[str, str], error: str
) -> None:
    response = world.request(method, path, headers=headers)
    assert (response.status_code, response.json()) == (401, {"error": error})


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_an_account_without_agents_is_forbidden(world: WorldClient, method: str, path: str) -> None:
    key = {"x-shinzo-api-key": "sk_shinzo_test_disabled"}
    response = world.request(method, path, headers=key)
    assert response.status_code == 403
    assert response.json() == {"error": "AI Agents feature is not enabled for this account"}


def test_the_order_of_checks_is_401_400_404_503(world: WorldClient) -> None:
    bad: dict[str, Any] = {"json": {}}
    assert world.post("/agent/request/agt_nobody", **bad).status_code == 401
    world.log_in("agent_tasks")
    assert world.post("/agent/request/agt_nobody", **bad).status_code == 400
    assert submit(world, "agt_nobody").status_code == 404
    assert submit(world, "agt_paused000001").status_code == 503


def test_a_second_account_sees_none_of_the_firsts(client: WorldClient) -> None:
    task_id = begin(client)
    client.log_in("agent_tasks", second=True)
    assert submit(client).status_code == 404
    for method, path in OPERATIONS[1:]:
        response = client.request(method, path, json={"message": "Hello"})
        assert response.status_code == 404
    assert client.get(f"/agent/{AGENT}/task/{task_id}").status_code == 404
    own = begin(client, "agt_second000001")
    client.advance(1)
    assert read(client, own, "agt_second000001")["status"] == "completed"
    client.log_in("agent_tasks")
    assert client.get(f"/agent/agt_second000001/task/{own}").status_code == 404


def test_any_credential_is_an_account_with_agents_of_its_own(
    make_world: Callable[..., WorldClient],
) -> None:
    world = make_world(auth="any")
    world.headers["x-api-key"] = "one"
    task_id = begin(world)
    world.headers["x-api-key"] = "another"
    assert world.get(f"/agent/{AGENT}/task/{task_id}").status_code == 404
    assert submit(world, "agt_paused000001").status_code == 503


def test_without_authentication_everybody_is_the_default_account(
    make_world: Callable[..., WorldClient],
) -> None:
    assert make_world(auth="off").get(TASK).status_code == 200


def test_limits_are_off_unless_the_world_asks_for_them(client: WorldClient) -> None:
    assert "x-ratelimit-limit" not in client.get(TASK).headers


def test_a_thousand_calls_a_minute_are_allowed_for_an_account(
    make_world: Callable[..., WorldClient],
) -> None:
    world = make_world(rate_limits=True)
    world.log_in("agent_tasks")
    first = world.get(TASK)
    assert first.headers["x-ratelimit-limit"] == "1000"
    assert first.headers["x-ratelimit-remaining"] == "999"
    assert first.headers["x-ratelimit-reset"] == "1767229260"
    assert world.get(f"/agent/{AGENT}/task/none").headers["x-ratelimit-remaining"] == "998"
    for _ in range(998):
        world.get(TASK)
    refused = submit(world)
    assert (refused.status_code, refused.json()) == (429, {"error": "Rate limit exceeded"})
    assert refused.headers["x-ratelimit-remaining"] == "0"
    world.log_in("agent_tasks", second=True)
    assert submit(world, "agt_second000001").status_code == 202
    world.log_in("agent_tasks")
    world.advance(60)
    assert submit(world).status_code == 202


def test_a_wrong_method_and_an_unknown_path_are_told_in_the_same_shape(
    client: WorldClient,
) -> None:
    wrong = client.delete(TASK)
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET")
    assert set(wrong.json()) == {"error"}
    unknown = client.get("/agent/list")
    assert unknown.status_code == 404
    assert set(unknown.json()) == {"error"}
