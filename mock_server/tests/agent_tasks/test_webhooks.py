"""What the caller's webhook is told, when, and how often."""

import json
from typing import Any

import pytest

from mock_server.tests.agent_tasks.calls import AGENT, begin, cancel, read, tell
from mock_server.tests.wire import Receiver, WorldClient
from taskpact_mock.contract.load import load
from taskpact_mock.contract.validators import Validators

CHECK = Validators(load("agent_tasks")).component("TaskWebhook")


def _hooked(client: WorldClient, receiver: Receiver, **body: Any) -> str:
    return begin(client, callback_mode="webhook", webhook_url=receiver.url, **body)


def test_a_completed_task_is_told_as_reading_it_would_answer(
    client: WorldClient, receiver: Receiver
) -> None:
    task_id = _hooked(client, receiver, metadata={"project": "payments"})
    client.advance(1)
    headers, body = receiver.get()
    value = json.loads(body)
    assert headers["content-type"] == "application/json"
    assert value == {
        "event": "task_complete",
        "agent_id": AGENT,
        "task": read(client, task_id),
        "metadata": {"project": "payments"},
    }
    assert CHECK.accepts(value)
    assert receiver.received.empty()


def test_questions_and_failures_are_told_too(client: WorldClient, receiver: Receiver) -> None:
    client.script("agent_tasks", {"ask": {"after": 1}, "fail": {"message": "Lost", "after": 2}})
    task_id = _hooked(client, receiver)
    client.advance(1)
    asked = json.loads(receiver.get()[1])
    tell(client, task_id)
    client.advance(1)
    failed = json.loads(receiver.get()[1])
    assert [asked["event"], failed["event"]] == ["task_awaiting_input", "task_failed"]
    assert failed["task"]["error"] == "Lost"
    assert "metadata" not in failed
    assert CHECK.accepts(asked)
    assert CHECK.accepts(failed)


@pytest.mark.parametrize("mode", [{}, {"callback_mode": "poll"}], ids=["no mode", "poll"])
def test_only_webhook_mode_calls_the_address(
    client: WorldClient, receiver: Receiver, mode: dict[str, str]
) -> None:
    begin(client, webhook_url=receiver.url, **mode)
    client.advance(1)
    assert receiver.received.empty()


def test_a_cancelled_task_is_not_told(client: WorldClient, receiver: Receiver) -> None:
    cancel(client, _hooked(client, receiver))
    client.advance(10)
    assert receiver.received.empty()


def test_a_webhook_that_is_not_taken_is_sent_three_times_in_all(client: WorldClient) -> None:
    with Receiver(status=500) as receiver:
        task_id = _hooked(client, receiver)
        client.advance(1)
        assert receiver.received.qsize() == 1
        client.advance(4.9)
        assert receiver.received.qsize() == 1
        client.advance(0.1)
        assert receiver.received.qsize() == 2
        client.advance(1_000)
        bodies = {receiver.get()[1] for _ in range(3)}
        assert receiver.received.empty()
    assert len(bodies) == 1
    assert read(client, task_id)["status"] == "completed"
    (delivery,) = client.get("/_mock/webhooks").json()["deliveries"]
    assert [attempt["status"] for attempt in delivery["attempts"]] == [500, 500, 500]


def test_an_address_beyond_this_machine_is_not_called(client: WorldClient) -> None:
    begin(client, callback_mode="webhook", webhook_url="https://example.com/hook")
    client.advance(1)
    (delivery,) = client.get("/_mock/webhooks").json()["deliveries"]
    assert delivery["attempts"][0]["error"].startswith("not sent")


def test_a_copied_world_sends_nothing_again(make_world: Any) -> None:
    with Receiver(status=500) as receiver:
        first = make_world()
        first.log_in("agent_tasks")
        _hooked(first, receiver)
        first.advance(1)
        receiver.get()
        copy = make_world(**{"from": first.name})
        copy.advance(100)
        assert receiver.received.empty()
