"""Webhooks: whom the server calls, and what it writes down."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_server.tests.wire import Receiver
from taskpact_mock.world.clock import Clock
from taskpact_mock.world.webhooks import Attempt, Webhooks, is_loopback
from taskpact_mock.world.world import Setting, World

LOOPBACK = [
    "http://127.0.0.1/",
    "http://127.0.0.1:9/hook?a=b",
    "http://127.9.8.7/",
    "https://localhost/",
    "http://LOCALHOST:80",
    "http://user:secret@localhost/",
    "http://[::1]:8080/x",
]
ELSEWHERE = [
    "http://example.com/",
    "http://localhost.example.com/",
    "http://127.0.0.1.example.com/",
    "http://localhost@example.com/",
    "http://example.com/?localhost",
    "http://example.com#@localhost",
    "http://10.0.0.1/",
    "http://0.0.0.0/",
    "http://169.254.169.254/",
    "http://[fe80::1]/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://[::1/",
    "localhost",
    "/hook",
    "not a url",
    "",
]
UNREACHABLE = [
    "http://127.0.0.1:1/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:-1/",
    "http://127.0.0.1:x/",
    "ftp://127.0.0.1/",
    "//127.0.0.1/",
    "http://127.0.0.1/\n",
    "http://127.0.0.1\0/",
    "http://localhost:",
    "http://us\ner@localhost/",
]


def send(url: str, *, anywhere: bool = False) -> Attempt:
    webhooks = Webhooks(anywhere=anywhere)
    delivery = webhooks.new("api", url, b"{}")
    attempt = asyncio.run(webhooks.send(delivery, 5))
    assert delivery.attempts == [attempt]
    assert attempt.at == 5
    return attempt


@pytest.mark.parametrize("url", LOOPBACK)
def test_this_machine_is_loopback(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize("url", ELSEWHERE)
def test_nothing_else_is_loopback_and_none_of_it_is_called(url: str) -> None:
    assert not is_loopback(url)
    attempt = send(url)
    assert attempt.status is None
    assert attempt.error is not None
    assert "only loopback addresses are called" in attempt.error


@given(st.text(max_size=40))
def test_any_text_can_be_asked_about(url: str) -> None:
    assert is_loopback(url) in (True, False)


@pytest.mark.parametrize("url", UNREACHABLE)
def test_an_address_that_cannot_be_reached_is_an_attempt_with_its_error(url: str) -> None:
    attempt = send(url, anywhere=True)
    assert attempt.status is None
    assert attempt.error


@pytest.mark.parametrize("status", [200, 204, 302, 500])
def test_a_message_is_posted_and_the_status_noted(status: int) -> None:
    with Receiver(status) as receiver:
        webhooks = Webhooks()
        delivery = webhooks.new("api", receiver.url, b'{"a":1}')
        delivery.headers = (("x-signature", "abc"),)
        attempt = asyncio.run(webhooks.send(delivery, 5))
        headers, body = receiver.get()
    assert attempt == Attempt(5, status)
    assert body == b'{"a":1}'
    assert headers["content-type"] == "application/json"
    assert headers["x-signature"] == "abc"


def test_deliveries_are_listed_with_their_attempts(receiver: Receiver) -> None:
    webhooks = Webhooks()
    asyncio.run(webhooks.send(webhooks.new("api", receiver.url, "ä".encode()), 5))
    webhooks.new("api", receiver.url, b"")
    first, second = webhooks.as_json()
    assert first == {
        "id": 1,
        "api": "api",
        "url": receiver.url,
        "body": "ä",
        "attempts": [{"at": 5, "status": 200, "error": None}],
    }
    assert (second["id"], second["attempts"]) == (2, [])


def test_a_world_is_settled_when_its_webhooks_were_handed_over(receiver: Receiver) -> None:
    async def work() -> None:
        world = World(Setting({}, {}), clock=Clock("manual"))
        delivery = world.webhooks.new("api", receiver.url, b"{}")
        world.send(delivery)
        assert delivery.attempts == []
        await world.settle()
        assert [attempt.status for attempt in delivery.attempts] == [200]

    asyncio.run(work())
