"""Webhooks: parsed, verified, handled once."""

import base64
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any, Literal

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks import Webhook

from clients.python.tests.conftest import BUNDLES
from clients.python.tests.wire import Answer, Server
from taskpact import AgentsV2, AgentTasks, State
from taskpact.agents_v2 import models as agents_v2
from taskpact.errors import ConfigurationError, DecodeError
from taskpact.webhooks import Duplicates, InvalidSignature, WebhookEvent, parse, verify
from taskpact_mock.serving import MockServer

Api = Literal["agents_v2", "agent_tasks", "task_records"]

SECRET = "whsec_" + base64.b64encode(b"the secret of today, 32 bytes...").decode()
OLD = "whsec_" + base64.b64encode(b"the secret of last year, 32 byte").decode()
NOW = 1_800_000_000
BODY = '{"event": "task_completed", "name": "é"}'


def published(api: str) -> dict[str, Any]:
    """The webhook's example in the contract."""
    document = json.loads((BUNDLES / f"{api}.json").read_text(encoding="utf-8"))
    callbacks = document["components"].get("callbacks", {}).values()
    hooks = [
        *document.get("webhooks", {}).values(),
        *(path for each in callbacks for path in each.values()),
    ]
    example: dict[str, Any] = hooks[0]["post"]["requestBody"]["content"]["application/json"][
        "example"
    ]
    return example


def signed(body: str = BODY, secret: str = SECRET, at: int = NOW) -> dict[str, str]:
    """The headers that the reference implementation of the standard sends."""
    moment = datetime.fromtimestamp(at, tz=UTC)
    return {
        "Webhook-Id": "msg_1",
        "Webhook-Timestamp": str(at),
        "Webhook-Signature": Webhook(secret).sign("msg_1", moment, body),
    }


@pytest.mark.parametrize(
    ("api", "work_id", "state"),
    [
        ("agents_v2", "a11ce00000000009", State.FAILED),
        ("agent_tasks", "tsk_waiting00001", State.WAITING),
        ("task_records", "fbc5f047-dde3-4ec9-b8bc-e1cd4ec4a6d7", State.SUCCEEDED),
    ],
)
def test_published_example_is_parsed_and_written_back(api: Api, work_id: str, state: State) -> None:
    example = published(api)
    event = parse(api, json.dumps(example))
    assert (event.api, event.work_id, event.state) == (api, work_id, state)
    assert event.payload.to_dict().keys() == example.keys()
    assert type(event.payload).from_dict(event.payload.to_dict()) == event.payload


def test_word_and_member_of_a_later_release_survive() -> None:
    later = published("agents_v2") | {"event": "task_paused", "status": "paused", "by": "ops"}
    event = parse("agents_v2", json.dumps(later).encode())
    assert event.state is State.UNKNOWN
    assert event.payload.to_dict() == later


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b"[]", b"{}", b"<html>", b'{"event": 1}', b"[" * 100_000, "\ud800"],
    ids=["empty", "cut", "no UTF-8", "array", "no members", "HTML", "wrong type", "deep", "half"],
)
def test_body_that_is_no_webhook_is_a_decode_error(body: bytes | str) -> None:
    with pytest.raises(DecodeError):
        parse("agents_v2", body)


def test_parse_of_an_api_without_webhooks_names_those_that_have_some() -> None:
    with pytest.raises(ConfigurationError, match="agents_v2, agent_tasks, task_records"):
        parse("agent_runs", b"{}")  # type: ignore[call-overload]  # ty: ignore[no-matching-overload]


def test_verify_returns_the_id_that_becomes_the_key() -> None:
    body = json.dumps(published("agents_v2"))
    headers = signed(body)
    assert verify(body.encode(), headers, SECRET, now=NOW) == "msg_1"
    assert parse("agents_v2", body, headers).key == "msg_1"


@pytest.mark.parametrize("secrets", [[SECRET, OLD], [OLD, SECRET]])
@pytest.mark.parametrize("used", [SECRET, OLD])
def test_verify_takes_any_valid_secret_while_keys_are_rotated(
    secrets: list[str], used: str
) -> None:
    assert verify(BODY, signed(secret=used), secrets, now=NOW) == "msg_1"


def test_verify_takes_any_of_several_signatures_and_passes_over_other_versions() -> None:
    headers = signed()
    headers["Webhook-Signature"] = f"v1a,AAAA v1,? junk {headers['Webhook-Signature']}"
    assert verify(BODY, headers, [SECRET.removeprefix("whsec_")], now=NOW) == "msg_1"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param({"Webhook-Id": "msg_2"}, "no signature fits", id="another id"),
        pytest.param({"Webhook-Timestamp": str(NOW - 1)}, "no signature fits", id="other time"),
        pytest.param({"Webhook-Timestamp": "soon"}, "no number", id="no time"),
        pytest.param({"Webhook-Timestamp": "9" * 5000}, "no number", id="endless time"),
        pytest.param({"Webhook-Signature": ""}, "not signed", id="no signature"),
        pytest.param({"Webhook-Signature": "v1,é"}, "no signature fits", id="no base64"),
        pytest.param(signed(secret=OLD), "no signature fits", id="another secret"),
        pytest.param(signed(at=NOW - 301), "301 s ago", id="too old"),
        pytest.param(signed(at=NOW + 301), "301 s ahead", id="too new"),
    ],
)
def test_verify_refuses(change: dict[str, str], problem: str) -> None:
    with pytest.raises(InvalidSignature, match=problem):
        verify(BODY, signed() | change, SECRET, now=NOW)


@given(st.integers(0, len(BODY.encode()) - 1), st.integers(1, 255))
def test_verify_refuses_any_body_that_was_changed(place: int, change: int) -> None:
    body = bytearray(BODY.encode())
    body[place] ^= change
    with pytest.raises(InvalidSignature, match="no signature fits"):
        verify(body, signed(), SECRET, now=NOW)


def test_verify_counts_the_age_on_the_systems_clock() -> None:
    with pytest.raises(InvalidSignature, match="s ago"):
        verify(BODY, signed(at=1_000_000_000), SECRET)


@pytest.mark.parametrize("secrets", [[], [""], ["whsec_"], ["not base64!"]])
def test_verify_without_a_usable_secret_is_a_configuration_error(secrets: list[str]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        verify(BODY, signed(), secrets, now=NOW)
    assert "not base64!" not in str(caught.value)


def an_event(key: str = "k") -> WebhookEvent[None]:
    return WebhookEvent("agent_tasks", "tsk_1", State.SUCCEEDED, None, key)


def handled(duplicates: Duplicates, event: WebhookEvent[Any]) -> bool:
    with duplicates.handling(event) as fresh:
        return fresh


def test_duplicate_is_handled_once() -> None:
    duplicates = Duplicates()
    assert [handled(duplicates, an_event()) for _ in range(3)] == [True, False, False]


def test_event_whose_handling_failed_is_handled_when_it_comes_again() -> None:
    duplicates = Duplicates()
    with pytest.raises(ZeroDivisionError), duplicates.handling(an_event()):
        _ = 1 / 0
    assert handled(duplicates, an_event())


def test_duplicate_that_fails_does_not_undo_the_first() -> None:
    duplicates = Duplicates()
    assert handled(duplicates, an_event())
    with pytest.raises(ZeroDivisionError), duplicates.handling(an_event()):
        _ = 1 / 0
    assert not handled(duplicates, an_event())


def test_same_body_counts_again_after_the_window() -> None:
    now = [0.0]
    duplicates = Duplicates(window=10, clock=lambda: now[0])
    assert handled(duplicates, an_event())
    now[0] = 9.9
    assert not handled(duplicates, an_event())
    now[0] = 10.0
    assert handled(duplicates, an_event())


@given(st.lists(st.integers(0, 8)), st.integers(1, 9))
def test_memory_is_bounded_and_the_latest_are_remembered(keys: list[int], capacity: int) -> None:
    duplicates = Duplicates(capacity=capacity)
    for key in keys:
        handled(duplicates, an_event(str(key)))
        assert not handled(duplicates, an_event(str(key)))
        assert len(duplicates) <= capacity


def test_one_of_many_threads_handles_an_event() -> None:
    duplicates = Duplicates()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: handled(duplicates, an_event()), range(64)))
    assert found.count(True) == 1


@pytest.fixture(scope="module")
def mock() -> Iterator[MockServer]:
    with MockServer() as running:
        yield running


@pytest.fixture
def world(mock: MockServer, request: pytest.FixtureRequest) -> str:
    """A world of the test's own, whose clock jumps to what is due."""
    name = request.node.name
    httpx.post(f"{mock.url}/_mock/worlds", json={"name": name, "clock": "manual"})
    return f"{mock.url}/_mock/worlds/{name}"


def settle(world: str, seconds: float) -> None:
    httpx.post(f"{world}/_mock/clock/advance", json={"seconds": seconds}).raise_for_status()


def test_agents_v2_tells_of_the_end(world: str, server: Server) -> None:
    server.replies(Answer())
    with AgentsV2(base_url=world, credentials="demo-token") as agents:
        task = agents.run_research(
            topic="Tidal power in Europe", sync=False, webhook_url=f"{server.url}/hook"
        )
        settle(world, 60)
        event = parse("agents_v2", server.requests[0].body, server.requests[0].headers)
        assert (event.work_id, event.state) == (task.task_id, State.SUCCEEDED)
        assert isinstance(event.payload.result, agents_v2.ResearchResult)
        assert event.payload.result == agents.get_task(task.task_id).result


def test_agent_tasks_tries_of_one_webhook_are_one_event(world: str, server: Server) -> None:
    server.replies(Answer(status=503), Answer(status=503), Answer())
    with AgentTasks(base_url=world, credentials=_credentials(world, "agent_tasks")) as tasks:
        task = tasks.submit_task(
            "agt_active000001",
            message="Write a changelog",
            callback_mode="webhook",
            webhook_url=f"{server.url}/hook",
        )
        settle(world, 120)
    events = [parse("agent_tasks", seen.body, seen.headers) for seen in server.requests]
    assert {event.work_id for event in events} == {task.task_id}
    duplicates = Duplicates()
    assert [handled(duplicates, event) for event in events] == [True, False, False]


def _credentials(world: str, api: str) -> dict[str, str]:
    found: dict[str, str] = httpx.get(f"{world}/_mock/credentials").json()[api]["headers"]
    return found
