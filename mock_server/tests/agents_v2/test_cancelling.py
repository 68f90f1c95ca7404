"""Cancelling: the reason, what stays, and who learns of it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from mock_server.tests.agents_v2.client import RUNNING, Tasks, accepted, detail, ok
from mock_server.tests.agents_v2.outcomes import begun


@pytest.mark.parametrize(
    ("request_body", "reason", "message"),
    [
        ({}, None, "Cancelled by user"),
        ({"json": None}, None, "Cancelled by user"),
        ({"content": b"null", "headers": {"content-type": "application/json"}}, None, None),
        ({"json": {}}, None, "Cancelled by user"),
        ({"json": {"reason": None}}, None, "Cancelled by user"),
        ({"json": {"reason": ""}}, "", "Cancelled by user"),
        ({"json": {"reason": "No need"}}, "No need", "No need"),
    ],
)
def test_cancelling_keeps_the_reason(
    tasks: Tasks, request_body: dict[str, Any], reason: str | None, message: str | None
) -> None:
    task_id = tasks.submit()
    task = ok(tasks.cancel(task_id, **request_body))
    assert task["status"] == "cancelled"
    assert task["error"] == {
        "code": None,
        "message": message or "Cancelled by user",
        "retryable": True,
    }
    assert task["timestamps"]["completed_at"] is not None
    assert (task["result"], task["attempts"]["count"]) == (None, 0)
    assert tasks.events(task_id)[-1] | {"id": 0, "created_at": ""} == {
        "id": 0,
        "event_type": "cancelled",
        "previous_status": "pending",
        "new_status": "cancelled",
        "event_data": {"reason": reason},
        "created_at": "",
    }


def test_cancelling_a_running_task_keeps_its_progress_and_drops_what_the_agent_still_does(
    tasks: Tasks,
) -> None:
    task_id = begun(tasks)
    before = tasks.get(task_id)["progress"]
    assert ok(tasks.cancel(task_id))["progress"] == before
    events = tasks.events(task_id)
    tasks.world.advance(10_000)
    assert tasks.get(task_id)["progress"] == before
    assert tasks.events(task_id) == events


def test_cancelling_is_not_idempotent(tasks: Tasks) -> None:
    ok(tasks.cancel(RUNNING))
    assert detail(tasks.cancel(RUNNING), 409) == {
        "code": "CANNOT_CANCEL",
        "message": "Task cannot be cancelled in its current state",
    }


def test_a_caller_who_waits_learns_that_the_task_was_cancelled(tasks: Tasks) -> None:
    tasks.script({"take": 60})
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(tasks.run)
        tasks.world.waiters()
        (task,) = tasks.page(status="running", limit=1)["tasks"]
        ok(tasks.cancel(task["task_id"]))
        found = accepted(waiting.result())
    assert (found["task_id"], found["status"]) == (task["task_id"], "cancelled")
