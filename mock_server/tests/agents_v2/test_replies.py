"""The quirk replay_header: a request that comes again gets its answer again."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mock_server.tests.agents_v2.client import BASE, PENDING, RUNNING, Tasks, accepted

DAY = 24 * 3600
Quirky = Callable[..., Tasks]


@pytest.fixture
def quirky(make_tasks: Callable[..., Tasks]) -> Quirky:
    """Makes worlds that play the quirks of these names; empty ones name none."""

    def make(*names: str, **options: Any) -> Tasks:
        return make_tasks(quirks=[f"agents_v2.{name}" for name in names if name], **options)

    return make


def _cancel(tasks: Tasks, task_id: str, **headers: str) -> httpx.Response:
    return tasks.cancel(task_id, json={"reason": "x"}, headers=headers)


@pytest.mark.parametrize("header", ["Idempotency-Key", "X-Idempotency-Key"])
@pytest.mark.parametrize(("name", "status"), [("", 409), ("replay_header", 200)])
def test_replay_header_gets_the_same_answer_again(
    quirky: Quirky, name: str, status: int, header: str
) -> None:
    tasks = quirky(name)
    first, again = (_cancel(tasks, RUNNING, **{header: "k"}) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, status)
    assert "idempotency-replay" not in first.headers
    if name:
        assert again.content == first.content
        assert again.headers["idempotency-replay"] == "true"
    assert _cancel(tasks, RUNNING).status_code == 409


def test_an_answer_that_took_time_is_replayed_too(quirky: Quirky) -> None:
    tasks = quirky("replay_header", clock="auto")
    tasks.script({"take": 5})
    headers = {"Idempotency-Key": "k"}
    body = {"topic": "Tidal power"}
    first, again = (
        tasks.world.post(f"{BASE}/research", json=body, headers=headers) for _ in range(2)
    )
    assert accepted(first)["status"] == "completed"
    assert first.content == again.content
    assert tasks.page()["total"] == 11


def test_replay_header_asks_for_the_same_request(quirky: Quirky) -> None:
    tasks = quirky("replay_header")
    headers = {"Idempotency-Key": "k"}
    assert _cancel(tasks, RUNNING, **headers).status_code == 200
    assert _cancel(tasks, PENDING, **headers).status_code == 200
    assert _cancel(tasks, PENDING, **headers).status_code == 409
    assert tasks.cancel(RUNNING, headers=headers).status_code == 409
    assert _cancel(tasks, RUNNING, **headers).status_code == 200


def test_replay_header_keeps_refusals_and_no_failures_for_a_day(quirky: Quirky) -> None:
    tasks = quirky("replay_header", "wrapped_errors")
    headers = {"Idempotency-Key": "k"}
    first = tasks.cancel("late", headers=headers)
    tasks.world.fixtures(
        agents_v2={
            "tasks": [
                {"agent_type": "research", "task_id": "late", "body": {"topic": "Tidal power"}}
            ]
        }
    )
    tasks.world.advance(DAY - 1)
    again = tasks.cancel("late", headers=headers)
    assert (first.status_code, again.content) == (404, first.content)
    tasks.world.advance(1)
    assert tasks.cancel("late", headers=headers).status_code == 409


def test_replay_header_keeps_no_failure_of_the_service(quirky: Quirky) -> None:
    tasks = quirky("replay_header", "unique_keys")
    body = {"topic": "Tidal power", "idempotency_key": "k"}
    headers = {"Idempotency-Key": "other"}
    tasks.world.post(f"{BASE}/research", json=body)
    tasks.world.advance(DAY)
    for _ in range(2):
        response = tasks.world.post(f"{BASE}/research", json=body, headers=headers)
        assert response.status_code == 500
        assert "idempotency-replay" not in response.headers


def test_a_copy_of_a_world_replays_by_itself(
    quirky: Quirky, make_tasks: Callable[..., Tasks]
) -> None:
    tasks = quirky("replay_header")
    assert _cancel(tasks, RUNNING, **{"Idempotency-Key": "k"}).status_code == 200
    copy = make_tasks(**{"from": tasks.world.name})
    assert _cancel(copy, RUNNING, **{"Idempotency-Key": "k"}).status_code == 200
    assert _cancel(copy, PENDING, **{"Idempotency-Key": "p"}).status_code == 200
    assert _cancel(tasks, PENDING, **{"Idempotency-Key": "p"}).status_code == 200
    assert "idempotency-replay" not in _cancel(tasks, "nope", **{"Idempotency-Key": "q"}).headers
