"""Answers that arrive late, broken or as something else."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from mock_server.tests.agent_runtime.calls import WORKER, claim
from mock_server.tests.agents_v2.client import BASE, RUNNING, Tasks, accepted
from mock_server.tests.faults.calls import TASK, add, connected, left, received
from mock_server.tests.wire import WorldClient


def test_latency_lets_the_answer_arrive_when_the_clock_says_so(tasks: Tasks) -> None:
    total = tasks.page()["total"]
    add(tasks.world, {"latency": {"seconds": 90}}, operation="run_research")
    with ThreadPoolExecutor() as pool:
        running = pool.submit(tasks.run, sync=False)
        tasks.world.waiters()
        assert tasks.page()["total"] == total + 1
        tasks.world.advance(89)
        assert not running.done()
        tasks.world.advance(1)
        assert accepted(running.result())["status"] == "pending"


@pytest.mark.parametrize(("wanted", "comes"), [(0, 0), (10, 10), (10**9, -1), (None, None)])
def test_a_truncated_body_is_shorter_than_it_is_said_to_be(
    tasks: Tasks, wanted: int | None, comes: int | None
) -> None:
    whole = tasks.world.get(TASK).content
    add(tasks.world, {"truncate": {} if wanted is None else {"bytes": wanted}})
    with connected(tasks.world, TASK) as line:
        headers, body = received(line)
    assert headers["content-length"] == str(len(whole))
    assert body == whole[: len(whole) // 2 if comes is None else comes]


def test_a_malformed_body_is_announced_as_it_comes_and_is_no_json(tasks: Tasks) -> None:
    whole = tasks.world.get(TASK).content
    add(tasks.world, {"malformed": {}})
    response = tasks.world.get(TASK)
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert response.content == whole[: len(whole) // 2]
    with pytest.raises(json.JSONDecodeError):
        response.json()


def test_another_content_type_has_a_page_where_it_is_html(tasks: Tasks) -> None:
    whole = tasks.world.get(TASK).content
    add(tasks.world, {"content_type": {}})
    page = tasks.world.get(TASK)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.text.startswith("<!doctype html>")
    add(tasks.world, {"content_type": {"media": "text/plain"}})
    plain = tasks.world.get(TASK)
    assert (plain.headers["content-type"], plain.content) == ("text/plain", whole)


def test_an_answer_without_a_body_stays_without_one(world: WorldClient) -> None:
    """What came behind it would be taken for the beginning of the next answer."""
    add(world, {"content_type": {}}, api="agent_runtime", operation="claim_next_task")
    script = {"api": "agent_runtime", "operation": "claim_next_task", "outcome": {"status": 204}}
    world.post("/_mock/scripts", json=script).raise_for_status()
    nothing = claim(world, WORKER)
    assert (nothing.status_code, nothing.content) == (204, b"")
    assert not {"content-length", "content-type"} & nothing.headers.keys()
    assert left(world) == []
    assert world.get(TASK).status_code == 401  # on the same connection


def test_a_stream_may_be_answered_by_a_page(tasks: Tasks) -> None:
    add(tasks.world, {"content_type": {}}, operation="stream_task")
    page = tasks.world.get(f"{BASE}/tasks/{RUNNING}/stream")
    assert page.text.startswith("<!doctype html>")


def test_a_slow_body_comes_piece_by_piece(tasks: Tasks) -> None:
    whole = tasks.world.get(TASK).content
    add(tasks.world, {"slow_body": {"seconds": 1, "bytes": len(whole) // 3 + 1}})
    with tasks.world.stream("GET", TASK) as response:
        assert response.headers["content-length"] == str(len(whole))
        parts = response.iter_raw()
        got = []
        for _ in range(3):
            tasks.world.waiters()
            tasks.world.advance(1)
            got.append(next(parts))
    assert b"".join(got) == whole
    assert [len(each) for each in got][:2] == [len(whole) // 3 + 1] * 2


@pytest.mark.parametrize(
    "fault", [{"truncate": {}}, {"malformed": {}}, {"slow_body": {"seconds": 1}}]
)
def test_an_answer_without_a_body_has_nothing_to_break(
    world: WorldClient, fault: dict[str, Any]
) -> None:
    world.log_in("agent_runtime")
    world.script("agent_runtime", {"status": 204}, operation="claim_next_task")
    add(world, fault, api="agent_runtime")
    assert world.post("/api/agent/tasks/claim-next", json={}).status_code == 204
