"""Who is let in, whose tasks they see, and how often they may call."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_server.tests.agents_v2.client import (
    AGENTS,
    BASE,
    BODIES,
    BY_STATE,
    COMPLETED,
    FAILED,
    RUNNING,
    Tasks,
    accepted,
    detail,
    ok,
)
from mock_server.tests.wire import WorldClient
from taskpact_mock.contract.load import load

OPERATIONS = load("agents_v2").operations
UNAUTHORIZED = {"status": "error", "code": "unauthorized", "message": "Invalid API key"}


def call(world: WorldClient, operation: str, task_id: str = COMPLETED) -> Any:
    """An operation with a legal request."""
    found = OPERATIONS[operation]
    path = found.template.replace("{task_id}", task_id)
    body = BODIES.get(operation.removeprefix("run_"))
    return world.request(found.method, path, json=body)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_wants_credentials(world: WorldClient, operation: str) -> None:
    response = call(world, operation)
    assert (response.status_code, response.json()) == (401, UNAUTHORIZED)
    assert "www-authenticate" not in response.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer demo-token"},
        {"authorization": "bearer   demo-token"},
        {"X-API-Key": "demo-key"},
        {"x-api-key": "demo-key", "Authorization": "Bearer expired"},
        {"x-api-key": "wrong", "Authorization": "Bearer demo-token"},
        {"Authorization": "Bearer second-token"},
        {"X-API-Key": "second-key"},
    ],
)
def test_a_known_token_or_a_known_key_is_let_in(
    world: WorldClient, headers: dict[str, str]
) -> None:
    ok(world.get(f"{BASE}/health", headers=headers))


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Bearer"},
        {"Authorization": "demo-token"},
        {"Authorization": "Basic demo-token"},
        {"Authorization": "Bearer demo-key"},
        {"X-API-Key": "demo-token"},
        {"X-API-Key": "DEMO-KEY"},
        {"X-API-Key": ""},
    ],
)
def test_anything_else_is_not(world: WorldClient, headers: dict[str, str]) -> None:
    assert world.get(f"{BASE}/health", headers=headers).status_code == 401


def test_any_credential_is_a_tenant_of_its_own_where_any_is_let_in(
    make_world: Callable[..., WorldClient],
) -> None:
    world = make_world(auth="any")
    assert call(world, "get_stats").status_code == 401
    made = {}
    for name in ("ann", "bob"):
        world.headers["X-API-Key"] = name
        made[name] = accepted(call(world, "run_research"))["task_id"]
        assert [each["task_id"] for each in ok(call(world, "list_tasks"))["tasks"]] == [made[name]]
    assert call(world, "get_task", made["ann"]).status_code == 404
    world.headers["X-API-Key"] = "demo-key"
    assert ok(call(world, "get_task"))["task_id"] == COMPLETED


def test_nobody_is_asked_where_credentials_are_off(
    make_world: Callable[..., WorldClient],
) -> None:
    world = make_world(auth="off")
    assert ok(call(world, "get_task"))["task_id"] == COMPLETED


@pytest.mark.parametrize(
    "operation",
    [
        "get_task",
        "cancel_task",
        "retry_task",
        "list_task_events",
        "stream_task",
    ],
)
def test_another_tenants_tasks_do_not_exist(world: WorldClient, operation: str) -> None:
    second = Tasks(world, second=True)
    for task_id in BY_STATE.values():
        assert detail(call(world, operation, task_id), 404) == {
            "code": "TASK_NOT_FOUND",
            "message": f"Task {task_id} not found",
        }
    assert second.page() == {"tasks": [], "total": 0, "limit": 50, "offset": 0}
    assert ok(call(world, "get_stats"))["total"] == 0
    first = Tasks(world)
    assert first.get(RUNNING)["status"] == "running"
    assert first.get(FAILED)["status"] == "failed"


def test_keys_of_two_tenants_do_not_meet(world: WorldClient) -> None:
    first = accepted(Tasks(world).run(idempotency_key="k"))
    second = accepted(Tasks(world, second=True).run(idempotency_key="k"))
    assert first["task_id"] != second["task_id"]


# Rate limits


def test_calls_are_not_limited_unless_wanted(tasks: Tasks) -> None:
    for _ in range(12):
        response = tasks.run("email_draft")
        accepted(response)
        assert not [name for name in response.headers if name.startswith("x-ratelimit")]


def test_the_eleventh_run_in_a_minute_is_refused(make_tasks: Callable[..., Tasks]) -> None:
    tasks = make_tasks(rate_limits=True)
    tasks.world.advance(0.5)
    reset = "1767229260.5"
    for left in range(9, -1, -1):
        response = tasks.run("email_draft")
        accepted(response)
        assert response.headers["x-ratelimit-limit"] == "10"
        assert response.headers["x-ratelimit-remaining"] == str(left)
        assert response.headers["x-ratelimit-reset"] == reset
        assert response.headers["retry-after"] == "60"
    tasks.world.advance(10.2)
    response = tasks.run("email_draft")
    assert response.status_code == 429
    assert response.json() == {"error": "Rate limit exceeded: 10 per 1 minute"}
    assert response.headers["x-ratelimit-remaining"] == "0"
    assert response.headers["x-ratelimit-reset"] == reset
    assert response.headers["retry-after"] == "50"
    tasks.world.advance(49.799)
    assert tasks.run("email_draft").status_code == 429
    tasks.world.advance(0.001)
    response = tasks.run("email_draft")
    accepted(response)
    assert response.headers["x-ratelimit-remaining"] == "9"


def test_each_agent_and_each_caller_is_counted_apart(make_tasks: Callable[..., Tasks]) -> None:
    tasks = make_tasks(rate_limits=True)
    for _ in range(11):
        last = tasks.run("email_draft")
    assert last.status_code == 429
    for agent in AGENTS:
        assert tasks.run(agent).status_code == (429 if agent == "email_draft" else 202)
    accepted(Tasks(tasks.world, second=True).run("email_draft"))


def test_refused_requests_are_not_counted_and_failed_tasks_are(
    make_tasks: Callable[..., Tasks],
) -> None:
    tasks = make_tasks(rate_limits=True)
    assert tasks.run(topic="one").status_code == 422
    unknown = {"Authorization": "Bearer no"}
    assert tasks.world.post(f"{BASE}/research", json={}, headers=unknown).status_code == 401
    tasks.script({"fail": {"code": "X", "retryable": False}})
    for left in (9, 8):
        response = tasks.run(idempotency_key="same")
        assert response.headers["x-ratelimit-remaining"] == str(left)
        assert accepted(response)["status"] == "failed"


def test_only_runs_are_limited(make_tasks: Callable[..., Tasks]) -> None:
    tasks = make_tasks(rate_limits=True)
    for _ in range(30):
        assert "x-ratelimit-limit" not in tasks.world.get(f"{BASE}/stats").headers
