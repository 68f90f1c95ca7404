"""Webhooks: who is called when, and with what."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from mock_server.tests.agents_v2.client import AGENTS, Tasks, accepted, ok
from mock_server.tests.wire import Receiver

FILTERED = {"fail": {"code": "LLM_CONTENT_FILTERED", "message": "No: “that”"}}


def deliveries(tasks: Tasks) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ok(tasks.world.get("/_mock/webhooks"))["deliveries"]
    return found


@pytest.mark.parametrize("agent", AGENTS)
def test_a_finished_task_is_told_with_its_result(
    tasks: Tasks, receiver: Receiver, agent: str
) -> None:
    task_id = tasks.submit(agent, webhook_url=receiver.url)
    tasks.world.advance(1)
    headers, body = receiver.get()
    assert list(json.loads(body).items()) == [
        ("event", "task_completed"),
        ("task_id", task_id),
        ("status", "completed"),
        ("result", tasks.get(task_id)["result"]),
        ("error", None),
    ]
    assert headers["content-type"] == "application/json"
    assert b'", "' not in body
    assert not any("signature" in name.lower() for name in headers)


def test_a_failed_task_is_told_with_its_error(tasks: Tasks, receiver: Receiver) -> None:
    tasks.script(FILTERED)
    task_id = accepted(tasks.run(webhook_url=receiver.url))["task_id"]
    assert json.loads(receiver.get()[1]) == {
        "event": "task_failed",
        "task_id": task_id,
        "status": "failed",
        "result": None,
        "error": {"code": "LLM_CONTENT_FILTERED", "message": "No: “that”"},
    }


def test_a_task_under_way_is_not_told(tasks: Tasks, receiver: Receiver) -> None:
    tasks.script({"fail": {"code": "LLM_TIMEOUT"}}, times=3)
    accepted(tasks.run(webhook_url=receiver.url))
    tasks.world.advance(2)
    assert deliveries(tasks) == []
    tasks.world.advance(60)
    (delivery,) = deliveries(tasks)
    assert json.loads(delivery["body"])["event"] == "task_failed"


def test_a_cancelled_task_is_not_told(tasks: Tasks, receiver: Receiver) -> None:
    ok(tasks.cancel(tasks.submit(webhook_url=receiver.url)))
    tasks.world.advance(60)
    assert deliveries(tasks) == []


def test_a_retry_by_hand_is_told_too(tasks: Tasks, receiver: Receiver) -> None:
    tasks.script({"fail": {"code": "X", "retryable": False}})
    tasks.script({"fail": {"code": "LLM_TIMEOUT"}}, times=3)
    accepted(tasks.run(webhook_url=receiver.url))
    task_id = accepted(tasks.run(webhook_url=receiver.url))["task_id"]
    tasks.world.advance(60)
    ok(tasks.retry(task_id))
    tasks.world.advance(0)
    events = [json.loads(receiver.get()[1])["event"] for _ in deliveries(tasks)]
    assert events == ["task_failed", "task_failed", "task_completed"]


def test_advancing_returns_when_the_webhook_was_handed_over(
    tasks: Tasks, receiver: Receiver
) -> None:
    tasks.submit(webhook_url=receiver.url)
    tasks.world.advance(1)
    (delivery,) = deliveries(tasks)
    (attempt,) = delivery["attempts"]
    assert (attempt["status"], attempt["error"]) == (200, None)
    assert (delivery["api"], delivery["url"]) == ("agents_v2", receiver.url)
    assert delivery["body"].encode() == receiver.get()[1]


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_webhook_that_is_not_taken_is_not_repeated(tasks: Tasks, status: int) -> None:
    with Receiver(status) as receiver:
        task_id = tasks.submit(webhook_url=receiver.url)
        tasks.world.advance(3600)
        (delivery,) = deliveries(tasks)
    assert [each["status"] for each in delivery["attempts"]] == [status]
    assert tasks.get(task_id)["status"] == "completed"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook",
        "http://10.0.0.1/",
        "not a url",
        "http://127.0.0.1:99999/",
        "http://[::1/",
        "\0",
    ],
)
def test_an_address_beyond_this_machine_is_written_down_and_not_called(
    tasks: Tasks, url: str
) -> None:
    task_id = tasks.submit(webhook_url=url)
    tasks.world.advance(1)
    assert tasks.get(task_id)["status"] == "completed"
    (delivery,) = deliveries(tasks)
    (attempt,) = delivery["attempts"]
    assert (delivery["url"], attempt["status"]) == (url, None)
    assert attempt["error"]


@pytest.mark.parametrize("url", [None, ""])
def test_without_an_address_nothing_is_sent(tasks: Tasks, url: str | None) -> None:
    tasks.submit(webhook_url=url)
    tasks.world.advance(1)
    assert deliveries(tasks) == []


def test_a_real_clock_sends_them_without_another_request(
    make_tasks: Callable[..., Tasks], receiver: Receiver
) -> None:
    tasks = make_tasks(clock="real", speed=100)
    task_id = tasks.submit(webhook_url=receiver.url)
    assert json.loads(receiver.get()[1])["task_id"] == task_id
