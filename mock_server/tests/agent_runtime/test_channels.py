"""Messages: who gets them, in which order, how often, and what must not be in them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import orjson
import pytest

from mock_server.tests.agent_runtime.calls import (
    MESSAGE,
    METADATA,
    PEER,
    WORKER,
    add,
    caller,
    context,
    control,
    get,
    receive,
    refusal,
    reply,
    send,
)
from mock_server.tests.wire import WorldClient
from taskpact_mock.apis.agent_runtime.channels import LARGEST

THIRD = caller("sess-third", "peer-agent")


@pytest.fixture
def third(client: WorldClient) -> WorldClient:
    """The caller's world with a third session on the channel."""
    add(
        client, sessions=[{"id": "sess-third", "agent_name": "peer-agent", "channel": "coord-demo"}]
    )
    return client


def _ids(messages: list[dict[str, Any]]) -> list[str]:
    return [each["message_id"] for each in messages]


def test_the_channels_of_the_workspace_are_listed_by_id(client: WorldClient) -> None:
    add(client, channels=[{"id": "a-channel", "display_name": "A"}, {"id": "z"}])
    found = get(client, "/channels").json()["channels"]
    assert [each["id"] for each in found] == ["a-channel", "coord-demo", "z"]
    assert found[0]["display_name"] == "A"
    assert found[1]["purpose"] == "network_channel"
    assert len(found[1]["allowed_message_kinds"]) == 7


def test_a_message_goes_to_all_others_who_joined_and_to_nobody_else(third: WorldClient) -> None:
    third.advance(0.25)
    response = send(third, "Hello")
    assert response.status_code == 202
    message = response.json()["message"]
    assert message["timestamp"] == "2026-01-01T01:00:00.25Z"
    assert message["from_session_id"] == "sess-demo"
    assert "to_session_id" not in message
    for who in (PEER, THIRD):
        (received,) = receive(third, who)
        assert received == {**message, "timestamp": "2026-01-01T01:00:00Z"}
    assert _ids(receive(third)) == [MESSAGE]
    assert receive(third, WORKER) == []


def test_reading_takes_nothing_away_and_the_oldest_come_first(third: WorldClient) -> None:
    sent = [send(third, str(number)).json()["message"]["message_id"] for number in range(3)]
    assert _ids(receive(third, PEER)) == sent
    assert _ids(receive(third, PEER, limit=2)) == sent[:2]
    assert _ids(receive(third, PEER, limit=20)) == sent


def test_at_most_a_hundred_messages_wait(client: WorldClient) -> None:
    sent = [send(client, str(number)).json()["message"]["message_id"] for number in range(102)]
    assert _ids(receive(client, PEER)) == sent[2:]


@pytest.mark.parametrize("channel", ["other", "nothing"])
def test_only_the_channel_that_was_joined_can_be_sent_on(client: WorldClient, channel: str) -> None:
    add(client, channels=[{"id": "other"}])
    assert send(client, channel=channel).status_code == 404
    assert send(client, headers=WORKER).status_code == 404


def test_a_known_channel_that_was_not_joined_is_empty_and_an_unknown_one_404(
    client: WorldClient,
) -> None:
    add(client, channels=[{"id": "other"}])
    assert receive(client, channel="other") == []
    assert get(client, "/channels/nothing/recv").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/channels/coord-demo/recv?limit=0", 400),
        ("/channels/coord-demo/recv?limit=x", 400),
        ("/channels/coord-demo/recv?wait=maybe", 400),
        ("/channels/COORD/recv?limit=0", 400),
        ("/channels/COORD/recv", 422),
        (f"/channels/{'a' * 65}/recv", 422),
        ("/channels/a%2Fb/recv", 422),
        ("/channels/nothing/recv?limit=0", 400),
    ],
)
def test_a_bad_query_is_400_before_a_bad_channel_is_422(
    client: WorldClient, path: str, status: int
) -> None:
    response = get(client, path)
    assert response.status_code == status
    assert list(response.json()) == ["error"]


def test_a_waiting_reader_gets_the_message_that_comes(client: WorldClient) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(receive, client, PEER, wait="true")
        (waiter,) = client.waiters()
        send(client, "At last")
        (message,) = waiting.result()
    assert waiter["what"] == "a message to sess-peer"
    assert message["body"] == {"text": "At last"}


def test_a_reader_need_not_wait_for_what_is_there(client: WorldClient) -> None:
    assert _ids(receive(client, wait="true")) == [MESSAGE]


@pytest.mark.parametrize("clock", ["auto", "real"])
def test_a_waiting_reader_gets_an_empty_list_after_the_worlds_max_wait(
    make_world: Callable[..., WorldClient], clock: str
) -> None:
    world = make_world(clock=clock, max_wait=0.05)
    assert receive(world, PEER, wait="true") == []


def test_a_message_on_another_channel_does_not_end_a_wait(client: WorldClient) -> None:
    add(client, channels=[{"id": "other"}])
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(receive, client, PEER, channel="other", wait="true")
        client.waiters()
        send(client)
        client.waiters()
        client.advance(1)
        assert waiting.result() == []


def test_an_idempotency_key_becomes_the_id_and_is_delivered_once(client: WorldClient) -> None:
    first = send(client, "one", idempotency_key="key-1")
    client.advance(5)
    second = send(client, "two", idempotency_key="key-1")
    assert first.status_code == second.status_code == 202
    assert first.json()["message"]["message_id"] == "key-1"
    assert second.json()["message"]["message_id"] == "key-1"
    assert second.json()["message"]["timestamp"] == "2026-01-01T01:00:05Z"
    assert [each["body"]["text"] for each in receive(client, PEER)] == ["one"]


def test_an_empty_idempotency_key_is_none(client: WorldClient) -> None:
    for _ in range(2):
        send(client, idempotency_key="")
    assert len(receive(client, PEER)) == 2


def test_a_key_counts_in_its_workspace_alone(client: WorldClient) -> None:
    second = caller("sess-second", "second-agent")
    send(client, idempotency_key="key-1")
    other = caller("sess-other", "second-agent")
    add(
        client,
        sessions=[
            {
                "id": "sess-other",
                "agent_name": "second-agent",
                "workspace_id": "ws-second",
                "channel": "coord-second",
            }
        ],
    )
    send(client, headers=second, channel="coord-second", idempotency_key="key-1")
    assert _ids(receive(client, other, channel="coord-second")) == ["key-1"]


def _said(size: int, metadata: Any = METADATA) -> dict[str, str]:
    """A body with which a message has so many bytes."""
    return {"text": "x" * (size - len(orjson.dumps([{"text": ""}, metadata])))}


@pytest.mark.parametrize(("over", "status"), [(0, 202), (1, 500)])
def test_a_message_over_a_mebibyte_makes_the_service_fail(
    client: WorldClient, over: int, status: int
) -> None:
    assert send(client, body=_said(LARGEST + over)).status_code == status
    metadata = {**METADATA, "message_kind": "reply"}
    answered = reply(client, body=_said(LARGEST + over, metadata), metadata=metadata)
    assert answered.status_code == status


def test_a_message_that_is_too_large_is_neither_kept_nor_delivered(client: WorldClient) -> None:
    response = send(client, body=_said(LARGEST + 1), idempotency_key="key-1")
    assert response.json() == {"error": "Internal Server Error"}
    assert receive(client, PEER) == []
    assert send(client, idempotency_key="key-1").status_code == 202
    assert len(receive(client, PEER)) == 1


def test_a_known_key_is_accepted_whatever_comes_with_it(client: WorldClient) -> None:
    send(client, idempotency_key="key-1")
    assert send(client, body=_said(LARGEST + 1), idempotency_key="key-1").status_code == 202


def test_a_fixture_is_no_way_around_the_size_of_a_message(client: WorldClient) -> None:
    message = {"from_session_id": "sess-peer", "text": "x" * LARGEST}
    assert "shorten its text" in refusal(client, messages=[message])


def test_a_reply_goes_to_the_sender_alone(third: WorldClient) -> None:
    response = reply(third)
    assert response.status_code == 202
    assert response.json()["message"]["to_session_id"] == "sess-peer"
    assert response.json()["message"]["metadata"]["correlation_id"] == "progress-1"
    (received,) = receive(third, PEER)
    assert received["to_session_id"] == "sess-peer"
    assert received["from_session_id"] == "sess-demo"
    assert receive(third, THIRD) == []


def test_a_reply_can_be_answered(client: WorldClient) -> None:
    message_id = reply(client).json()["message"]["message_id"]
    assert reply(client, message_id, PEER).status_code == 202
    assert len(receive(client)) == 2


def test_only_what_waits_for_the_caller_or_came_from_it_can_be_answered(
    third: WorldClient,
) -> None:
    sent = send(third).json()["message"]["message_id"]
    assert reply(third, "msg-none").status_code == 404
    assert reply(third, MESSAGE, THIRD).status_code == 404
    assert reply(third, sent).status_code == 422
    assert reply(third, MESSAGE, WORKER).status_code == 404


def test_a_sender_that_has_gone_cannot_be_answered(client: WorldClient) -> None:
    control(client, "sess-peer", "stop")
    assert reply(client).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"body": None}, id="null body"),
        pytest.param({"body": "text"}, id="text body"),
        pytest.param({"body": {}}, id="no text"),
        pytest.param({"body": {"text": " \n"}}, id="blank text"),
        pytest.param({"body": {"text": 5}}, id="number"),
        pytest.param({"metadata": None}, id="no metadata"),
        pytest.param({"metadata": {**METADATA, "run_id": " "}}, id="blank run"),
        pytest.param({"metadata": {**METADATA, "message_kind": "shout"}}, id="unknown kind"),
        pytest.param({"body": {"text": "a", "CLAIM_TOKEN": ""}}, id="claim token"),
        pytest.param({"body": {"text": "agh_claim_abc"}}, id="token as text"),
        pytest.param({"body": {"text": "a", "x": [{"Api-Key": "k"}]}}, id="credential member"),
        pytest.param({"body": {"text": "password=hunter2"}}, id="credential as text"),
        pytest.param({"body": {"text": "Bearer abcdefgh123"}}, id="bearer token"),
        pytest.param(
            {"metadata": {**METADATA, "message_kind": "reply", "ext": {"a": {"claim_token": 1}}}},
            id="claim token in metadata",
        ),
        pytest.param({"idempotency_key": "agh_claim_abc"}, id="token as key"),
    ],
)
def test_what_is_no_message_or_must_not_be_sent_is_422(
    client: WorldClient, change: dict[str, Any]
) -> None:
    assert send(client, **change).status_code == 422
    assert reply(client, **change).status_code == 422
    assert receive(client, PEER) == []


@pytest.mark.parametrize(
    "body",
    [
        {"text": "a", "token": ""},
        {"text": "a", "token_hash": "sha256:1"},
        {"text": "a", "artifacts": [1], "intent": "x", "more": {"deep": None}},
        {"text": "The token of my affection"},
    ],
)
def test_what_only_looks_like_a_credential_is_sent_as_it_is(
    client: WorldClient, body: dict[str, Any]
) -> None:
    assert send(client, body=body).json()["message"]["body"] == body


def test_a_body_of_too_many_levels_is_422(client: WorldClient) -> None:
    deep: Any = []
    for _ in range(300):
        deep = [deep]
    assert send(client, body={"text": "a", "deep": deep}).status_code == 422


@pytest.mark.parametrize(
    "kind", ["status", "request", "reply", "blocker", "handoff", "result", "review_request"]
)
def test_every_kind_can_be_sent_and_only_a_reply_answers(client: WorldClient, kind: str) -> None:
    metadata = {**METADATA, "message_kind": kind}
    assert send(client, metadata=metadata).status_code == 202
    assert reply(client, metadata=metadata).status_code == (202 if kind == "reply" else 422)


def test_the_context_shows_the_newest_messages_of_the_active_channel(client: WorldClient) -> None:
    for number in range(9):
        client.advance(1)
        send(client, f"{number}\n" + "x" * 200, headers=PEER)
    inbox = context(client)["inbox_summary"]
    assert inbox["unread_count"] == 10
    assert inbox["section"] == {"limit": 8, "returned": 8, "truncated": True}
    assert [each["preview"][0] for each in inbox["items"]] == list("87654321")
    assert len(inbox["items"][0]["preview"]) == 180
    assert inbox["items"][0]["preview"].endswith("...")
    assert "\n" not in inbox["items"][0]["preview"]
