"""Options: what a client may be told, for all calls or for some, and who may look on."""

import asyncio
import shlex
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from clients.python.tests.styles import Drive, Pauses, both, events_of
from clients.python.tests.wire import LOST, Answer, Server, answer, events
from taskpact import (
    AgentRuntime,
    AgentsV2,
    AsyncAgentsV2,
    Attempt,
    Bearer,
    Hook,
)
from taskpact.errors import (
    CallFailed,
    ConfigurationError,
    ConnectionFailed,
    DecodeError,
    NotFound,
    ServerError,
    TimedOut,
    Unauthorized,
)

SECRET = "s3cr3t-t0ken"


def _read(client: Any) -> Any:
    return client.get_task("t")


@both
def test_no_retries_are_no_retries_and_no_keys(
    server: Server, finished: dict[str, Any], drive: Drive
) -> None:
    server.replies(answer(finished, 202), Answer(503))

    def write(client: Any) -> Any:
        return client.run_research(topic="solar power")

    drive("AgentsV2", server.url, write, max_retries=0)
    with pytest.raises(ServerError) as caught:
        drive("AgentsV2", server.url, write, max_retries=0)
    assert [seen.json for seen in server.requests] == [{"topic": "solar power"}] * 2
    assert (caught.value.attempts, caught.value.idempotency_key) == (1, None)


@both
@pytest.mark.parametrize(
    ("given", "attempts"), [("mine", 3), (None, 1), ("", 1)], ids=["own", "none", "empty"]
)
def test_key_of_the_caller_is_kept(
    server: Server, pauses: Pauses, drive: Drive, given: str | None, attempts: int
) -> None:
    """None and the empty text say that there is no key, so nothing may be repeated."""
    server.replies(LOST)
    with pytest.raises(ConnectionFailed) as caught:
        drive(
            "AgentsV2",
            server.url,
            lambda client: client.run_research(topic="solar power", idempotency_key=given),
        )
    assert [seen.json["idempotency_key"] for seen in server.requests] == [given] * attempts
    assert caught.value.idempotency_key == (given or None)


def test_each_call_has_a_key_of_its_own(
    server: Server, finished: dict[str, Any], pauses: Pauses
) -> None:
    server.replies(Answer(503), answer(finished, 202), Answer(503), answer(finished, 202))
    with AgentsV2(base_url=server.url) as client:
        client.run_research(topic="solar power")
        client.run_research(topic="solar power")
    keys = [seen.json["idempotency_key"] for seen in server.requests]
    assert keys[0] == keys[1] != keys[2] == keys[3]
    assert all(len(key) <= 64 for key in keys)


def test_options_are_those_of_a_new_client_on_the_same_connections(
    server: Server, finished: dict[str, Any]
) -> None:
    server.replies(answer(finished))
    with AgentsV2(base_url=server.url, headers={"X-One": "1", "X-Two": "2"}) as client:
        changed = client.with_options(headers={"x-two": "3"}, max_retries=0, deadline=9)
        with changed:
            changed.get_task("t")
        client.get_task("t")
        assert isinstance(changed, AgentsV2)
    sent = [(seen.headers["x-one"], seen.headers["x-two"]) for seen in server.requests]
    assert sent == [("1", "3"), ("1", "2")]


@both
@pytest.mark.parametrize("own", [0.3, httpx.Timeout(5.0, read=0.3)], ids=["seconds", "httpx"])
def test_timeout_may_be_that_of_one_call(server: Server, drive: Drive, own: Any) -> None:
    server.replies(Answer(hold=True))
    with pytest.raises(TimedOut):
        drive(
            "AgentsV2",
            server.url,
            lambda client: client.with_options(timeout=own, max_retries=0).get_task("t"),
        )


@pytest.mark.parametrize(
    "options",
    [
        {"max_retries": -1},
        {"deadline": 0},
        {"deadline": -1},
        {"headers": {"x": "a\nb"}},
        {"timeout": 0},
        {"timeout": -1},
        {"timeout": float("nan")},
    ],
    ids=str,
)
def test_options_without_sense_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ConfigurationError):
        AgentsV2(base_url="http://127.0.0.1:9", **options)
    with (
        AgentsV2(base_url="http://127.0.0.1:9") as client,
        pytest.raises(ConfigurationError),
    ):
        client.with_options(**options)


# Credentials that change


@both
def test_credentials_of_a_function_are_asked_for_before_each_attempt(
    server: Server, finished: dict[str, Any], pauses: Pauses, drive: Drive
) -> None:
    tokens = iter(["first", "second"])
    server.replies(Answer(503), answer(finished))
    drive("AgentsV2", server.url, _read, credentials=lambda: next(tokens))
    sent = [seen.headers["authorization"] for seen in server.requests]
    assert sent == ["Bearer first", "Bearer second"]


@both
def test_refused_token_is_renewed_once(server: Server, drive: Drive) -> None:
    tokens = iter(["old", "new"])
    server.replies(Answer(401))
    with pytest.raises(Unauthorized) as caught:
        drive(
            "AgentsV2",
            server.url,
            lambda client: client.cancel_task("t"),
            credentials=lambda: Bearer(next(tokens)),
            max_retries=0,
        )
    assert caught.value.attempts == len(server.requests) == 2


def test_coroutine_function_may_renew_for_asyncio(server: Server, finished: dict[str, Any]) -> None:
    server.replies(answer(finished))

    async def renew() -> Bearer:
        return Bearer("fresh")

    async def run() -> None:
        async with AsyncAgentsV2(base_url=server.url, credentials=renew) as client:
            await client.get_task("t")

    asyncio.run(run())
    assert server.requests[0].headers["authorization"] == "Bearer fresh"


# Hooks


class Watcher:
    """Notes what a hook sees."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int, int | None, type[CallFailed] | None]] = []
        self.hook = Hook(before=self._before, after=self._after)

    def _before(self, attempt: Attempt) -> None:
        attempt.headers["traceparent"] = f"trace-{attempt.number}"
        self.seen.append(("before", attempt.number, None, None))

    def _after(self, attempt: Attempt) -> None:
        kind = type(attempt.error) if attempt.error else None
        self.seen.append(("after", attempt.number, attempt.status, kind))
        assert attempt.seconds > 0


@both
def test_hooks_see_each_attempt_and_may_add_headers(
    server: Server, finished: dict[str, Any], pauses: Pauses, drive: Drive
) -> None:
    watcher = Watcher()
    server.replies(LOST, Answer(503), answer(finished))
    drive("AgentsV2", server.url, _read, hooks=[watcher.hook])
    assert watcher.seen == [
        ("before", 1, None, None),
        ("after", 1, None, ConnectionFailed),
        ("before", 2, None, None),
        ("after", 2, 503, ServerError),
        ("before", 3, None, None),
        ("after", 3, 200, None),
    ]
    assert [seen.headers["traceparent"] for seen in server.requests] == [
        "trace-1",
        "trace-2",
        "trace-3",
    ]


def test_hook_sees_the_end_of_a_stream_that_is_left(server: Server) -> None:
    watcher = Watcher()
    server.replies(events(b'data: {"event": "new"}\n\n', hold=True))
    with AgentsV2(base_url=server.url, hooks=[watcher.hook]) as client:
        with client.stream_task("t") as stream:
            next(stream)
        assert watcher.seen[-1] == ("after", 1, 200, None)


# Where a client may be used


FORKED = """
import os, sys
from taskpact import AgentsV2, errors

client = AgentsV2(base_url="http://127.0.0.1:9", max_retries=0)
child = os.fork()
if child:
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
for act in (lambda: client.get_task("t"), lambda: next(client.stream_task("t"))):
    try:
        act()
    except errors.ConfigurationError as error:
        assert "before a fork" in str(error)
    else:
        os._exit(1)
os._exit(0)
"""


def test_client_refuses_to_work_after_a_fork() -> None:
    ran = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_threads_share_a_client(server: Server, finished: dict[str, Any]) -> None:
    server.replies(answer(finished))
    with AgentsV2(base_url=server.url) as client, ThreadPoolExecutor(8) as threads:
        tasks = list(threads.map(lambda number: client.get_task(str(number)), range(40)))
    assert len(tasks) == 40
    assert len({seen.path for seen in server.requests}) == 40


def test_client_refuses_to_work_in_another_event_loop(finished: dict[str, Any]) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=finished))
    client = AsyncAgentsV2(base_url="http://t", transport=transport)

    async def read() -> None:
        await client.with_options(max_retries=0).get_task("t")

    asyncio.run(read())
    with pytest.raises(ConfigurationError, match="another event loop"):
        asyncio.run(read())


# What an error shows


def _failed(server: Server, act: Callable[[Any], Any], **options: Any) -> CallFailed:
    with AgentsV2(base_url=server.url, **options) as client, pytest.raises(CallFailed) as caught:
        act(client)
    return caught.value


def test_error_becomes_a_curl_command_without_secrets(server: Server) -> None:
    server.replies(Answer(404))
    error = _failed(
        server,
        lambda client: client.run_research(
            topic="it's solar", webhook_url="http://127.0.0.1/?k=s3cr3t-t0ken", idempotency_key="k"
        ),
        credentials=SECRET,
        headers={"X-Own": SECRET},
    )
    command = error.as_curl()
    assert SECRET not in command
    words = shlex.split(command)
    assert words[:4] == ["curl", "-X", "POST", f"{server.url}/api/v1/agents/v2/research"]
    assert "authorization: ***" in words
    assert "x-own: ***" in words
    assert '{"topic": "it\'s solar", "idempotency_key": "k", "webhook_url": "***"}' in words


def test_secret_inside_a_body_is_hidden(server: Server) -> None:
    server.replies(Answer(409))
    with AgentRuntime(base_url=server.url) as client, pytest.raises(CallFailed) as caught:
        client.complete_run("r", result={"steps": [{"api_key": SECRET}]})
    assert SECRET not in caught.value.as_curl() + str(caught.value) + repr(caught.value)
    assert '{"result": {"steps": [{"api_key": "***"}]}}' in caught.value.as_curl()


def test_decode_error_says_which_call_it_was(server: Server) -> None:
    server.replies(answer({"task_id": 1}, 200, **{"X-Request-ID": "r1"}))
    error = _failed(server, _read)
    assert isinstance(error, DecodeError)
    assert (error.operation, error.attempts, error.request_id) == ("get_task", 1, "r1")
    assert error.as_curl().startswith("curl -X GET ")


def test_value_decoded_outside_a_call_has_no_call(server: Server) -> None:
    from taskpact.agents_v2 import models

    with pytest.raises(DecodeError) as caught:
        models.TaskResponse.from_dict({})
    assert (caught.value.attempts, caught.value.as_curl()) == (0, "")


def test_redirect_is_not_followed(server: Server) -> None:
    """Another host must not see the credentials, also with a client of the caller's own."""
    server.replies(Answer(307, headers={"Location": "http://127.0.0.1:9/"}))
    with httpx.Client(follow_redirects=True) as own:
        error = _failed(server, _read, transport=own)
    assert not isinstance(error, NotFound)
    assert len(server.requests) == 1


@pytest.mark.parametrize("value", ["\u00fc", "1\n", "\ud800"], ids=ascii)
def test_header_parameter_that_cannot_be_sent_is_refused(value: str) -> None:
    with (
        AgentsV2(base_url="http://127.0.0.1:9") as client,
        pytest.raises(ConfigurationError, match="'last-event-id' cannot be sent"),
    ):
        client.stream_task("t", last_event_id=value)


@both
def test_header_parameter_may_hold_a_tab(server: Server, drive: Drive) -> None:
    server.replies(events())
    drive(
        "AgentsV2",
        server.url,
        events_of(lambda client: client.stream_task("t", last_event_id="a\tb")),
    )
    assert server.requests[0].headers["last-event-id"] == "a\tb"


@pytest.mark.parametrize("value", [5, None, b"x"])
def test_credentials_that_are_no_text_are_refused(value: Any) -> None:
    with pytest.raises(ConfigurationError, match="the value for Authorization must be printable"):
        AgentsV2(base_url="http://127.0.0.1:9", credentials={"Authorization": value})
