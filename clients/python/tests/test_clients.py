"""Clients: how they are made, what they send for whom, and how they end."""

import asyncio
import inspect
import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest

import taskpact
from clients.python.tests.wire import Answer, Server, answer
from taskpact import AgentIdentity, AgentRuntime, AgentsV2, ApiKey, AsyncAgentsV2, Bearer
from taskpact._runtime import decoding
from taskpact._runtime.requests import Request
from taskpact.errors import ConfigurationError, ConnectionFailed, TimedOut

SECRET = "s3cr3t-t0ken"
CLASSES = ("AgentsV2", "AgentTasks", "TaskRecords", "AgentRuns", "AgentRuntime")
IDENTITY = AgentIdentity(session=SECRET, agent="demo-agent", workspace="w1")

CREDENTIALS = [
    ("AgentsV2", SECRET, {"authorization": f"Bearer {SECRET}"}),
    ("AgentsV2", Bearer(SECRET), {"authorization": f"Bearer {SECRET}"}),
    ("AgentsV2", ApiKey(SECRET), {"x-api-key": SECRET}),
    ("AgentsV2", {"X-Any": SECRET}, {"x-any": SECRET}),
    ("AgentTasks", ApiKey(SECRET), {"x-shinzo-api-key": SECRET}),
    ("TaskRecords", SECRET, {"apikey": SECRET}),
    ("AgentRuns", SECRET, {"authorization": f"Bearer {SECRET}"}),
    (
        "AgentRuntime",
        IDENTITY,
        {"x-agh-session-id": SECRET, "x-agh-agent": "demo-agent", "x-agh-workspace-id": "w1"},
    ),
]

CALLS: dict[str, Callable[[Any], Any]] = {
    "AgentsV2": lambda client: client.get_task("t"),
    "AgentTasks": lambda client: client.get_task("a", "t"),
    "TaskRecords": lambda client: client.get_task("t"),
    "AgentRuns": lambda client: client.get_agent_run(1, 2),
    "AgentRuntime": lambda client: client.get_me(),
}


@pytest.mark.parametrize(("name", "credentials", "headers"), CREDENTIALS)
def test_credentials_become_the_headers_of_the_api(
    server: Server, name: str, credentials: Any, headers: dict[str, str]
) -> None:
    server.replies(Answer(400))
    with getattr(taskpact, name)(base_url=server.url, credentials=credentials) as client:
        with pytest.raises(taskpact.errors.BadRequest) as caught:
            CALLS[name](client)
        assert headers.items() <= server.requests[0].headers.items()
        for text in (repr(client), str(caught.value), repr(caught.value)):
            assert SECRET not in text


@pytest.mark.parametrize(
    "credentials", [Bearer(SECRET), ApiKey(SECRET), IDENTITY], ids=lambda made: type(made).__name__
)
def test_credentials_never_show_themselves(credentials: Any) -> None:
    assert SECRET not in repr(credentials)


@pytest.mark.parametrize(
    ("name", "credentials", "hint"),
    [
        ("AgentRuns", ApiKey("k"), r"agent_runs takes no ApiKey: give Bearer\(token\)"),
        ("TaskRecords", Bearer("t"), r"takes no Bearer: give ApiKey\(key\)"),
        ("AgentRuntime", "text", r"takes no plain string: give AgentIdentity\(session="),
        ("AgentsV2", IDENTITY, "takes no AgentIdentity"),
        ("AgentsV2", 7, "takes no int"),
    ],
)
def test_credentials_of_another_form_are_refused(name: str, credentials: Any, hint: str) -> None:
    with pytest.raises(ConfigurationError, match=hint):
        getattr(taskpact, name)(base_url="http://127.0.0.1:1", credentials=credentials)


@pytest.mark.parametrize("text", ["", " ", f"{SECRET}\n", f"{SECRET}\r\nX: y", f"{SECRET}é"])
def test_credentials_that_no_header_can_hold_are_refused_without_showing_them(text: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        AgentsV2(base_url="http://127.0.0.1:1", credentials=text)
    assert SECRET not in str(caught.value)


def test_environment_is_read_where_an_argument_is_missing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.replies(Answer(400))
    for name, values in {
        "AGENTS_V2": {"TOKEN": "t1"},
        "TASK_RECORDS": {"API_KEY": "k1"},
        "AGENT_RUNTIME": {"SESSION": "s1", "AGENT": "a1"},
    }.items():
        for word, value in {"BASE_URL": server.url, **values}.items():
            monkeypatch.setenv(f"TASKPACT_{name}_{word}", value)
    for name in ("AgentsV2", "TaskRecords", "AgentRuntime"):
        with (
            getattr(taskpact, name)() as client,
            pytest.raises(taskpact.errors.BadRequest),
        ):
            CALLS[name](client)
    sent = [seen.headers for seen in server.requests]
    assert sent[0]["authorization"] == "Bearer t1"
    assert sent[1]["apikey"] == "k1"
    assert (sent[2]["x-agh-session-id"], sent[2]["x-agh-agent"]) == ("s1", "a1")


def test_no_credentials_are_no_headers(server: Server) -> None:
    server.replies(Answer(401))
    with (
        AgentsV2(base_url=server.url) as client,
        pytest.raises(taskpact.errors.Unauthorized, match="Check the `credentials`"),
    ):
        client.get_task("t")
    assert "authorization" not in server.requests[0].headers


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        (None, "where is the agents_v2 server\\? Give `base_url`, or set TASKPACT_AGENTS_V2_BASE"),
        ("", "must look like http://"),
        ("127.0.0.1:4010", "must look like http://"),
        ("ftp://127.0.0.1", "must look like http://"),
        ("http://127.0.0.1:99999", "must look like http://"),
        ("http://[::1", "must look like http://"),
        (f"http://user:{SECRET}@127.0.0.1", "belong into `credentials`"),
        ("http://127.0.0.1/?key=1", "belong into `credentials`"),
    ],
)
def test_base_url_that_leads_nowhere_is_refused(url: str | None, hint: str) -> None:
    with pytest.raises(ConfigurationError, match=hint) as caught:
        AgentsV2(base_url=url, credentials="x")
    assert SECRET not in str(caught.value)


def test_base_url_may_hold_a_path(server: Server, finished: dict[str, Any]) -> None:
    server.replies(answer(finished))
    with AgentsV2(base_url=f"{server.url}/_mock/worlds/w1/", credentials="x") as client:
        client.get_task("t")
    assert server.requests[0].path == "/_mock/worlds/w1/api/v1/agents/v2/tasks/t"


def test_repr_names_class_and_address() -> None:
    with AgentsV2(base_url="http://127.0.0.1:4010", credentials=SECRET) as client:
        assert repr(client) == "<AgentsV2 http://127.0.0.1:4010>"


def test_no_server_is_connection_failed() -> None:
    with (
        AgentsV2(base_url="http://127.0.0.1:9", credentials=SECRET) as client,
        pytest.raises(ConnectionFailed, match=r"get_task: .*is `base_url` right") as caught,
    ):
        client.get_task("t")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "connect", "read"),
    [
        (60.0, 5.0, 60.0),
        (2.0, 2.0, 2.0),
        (None, None, None),
        (httpx.Timeout(9.0, connect=1.0), 1.0, 9.0),
    ],
)
def test_timeout_bounds_each_step(
    given: float | httpx.Timeout | None, connect: float | None, read: float | None
) -> None:
    seen = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request.extensions["timeout"])
        raise httpx.ReadTimeout("late", request=request)

    transport = httpx.MockTransport(handle)
    with (
        AgentsV2(base_url="http://t", timeout=given, transport=transport) as client,
        pytest.raises(TimedOut, match="no answer in time, raise `timeout`"),
    ):
        client.get_task("t")
    assert (seen[0]["connect"], seen[0]["read"]) == (connect, read)


def test_own_httpx_client_is_used_and_left_open(finished: dict[str, Any]) -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=finished))
    with httpx.Client(transport=transport) as own:
        with AgentsV2(base_url="http://t", transport=own) as client:
            client.get_task("t")
        assert not own.is_closed


@pytest.mark.parametrize("own", [False, True], ids=["our HTTP client", "yours"])
def test_every_request_says_who_calls_and_what_it_takes(server: Server, own: bool) -> None:
    server.replies(Answer(404))
    with httpx.Client() as yours:
        transport = yours if own else None
        with AgentsV2(base_url=server.url, credentials="s3", transport=transport) as client:
            for each in (client, client.with_options(headers={"X-Team": "7"})):
                with pytest.raises(taskpact.errors.NotFound):
                    each.get_task("t")
    for seen in server.requests:
        assert seen.headers["authorization"] == "Bearer s3"
        assert seen.headers["accept"] == "application/json"
        assert seen.headers["user-agent"].startswith("taskpact/")
    assert ["x-team" in seen.headers for seen in server.requests] == [False, True]


@pytest.mark.parametrize("own", [False, True], ids=["our HTTP client", "yours"])
def test_operation_without_security_gets_no_credentials(server: Server, own: bool) -> None:
    server.replies(answer({}))
    request = Request("look", "GET", "/look", secured=False)
    with httpx.Client() as yours:
        transport = yours if own else None
        with AgentsV2(base_url=server.url, credentials="s3", transport=transport) as client:
            client._call(request, {200: decoding.anything})
            given = client.with_options(headers={"Authorization": "mine"})
            given._call(request, {200: decoding.anything})
    first, second = server.requests
    assert "authorization" not in first.headers
    assert second.headers["authorization"] == "mine"


def test_own_transport_is_closed_with_the_client() -> None:
    class Transport(httpx.MockTransport):
        closed = False

        def close(self) -> None:
            self.closed = True

    transport = Transport(lambda request: httpx.Response(200))
    AgentsV2(base_url="http://t", transport=transport).close()
    assert transport.closed


def test_own_async_httpx_client_is_used_and_left_open(finished: dict[str, Any]) -> None:
    async def run() -> None:
        transport = httpx.MockTransport(lambda request: httpx.Response(200, json=finished))
        async with httpx.AsyncClient(transport=transport) as own:
            async with AsyncAgentsV2(base_url="http://t", transport=own) as client:
                await client.get_task("t")
            assert not own.is_closed

    asyncio.run(run())


def test_each_request_is_one_log_line_without_secrets(
    server: Server, finished: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    server.replies(answer(finished))
    with (
        caplog.at_level(logging.DEBUG, logger="taskpact"),
        AgentsV2(base_url=server.url, credentials=SECRET) as client,
    ):
        client.get_task("t")
    lines = [record.getMessage() for record in caplog.records if record.name == "taskpact"]
    assert len(lines) == 1
    assert lines[0].startswith(f"get_task: GET {server.url}/api/v1/agents/v2/tasks/t answered 200")
    assert SECRET not in caplog.text


@pytest.mark.parametrize("name", CLASSES)
def test_async_twin_has_the_same_methods_and_signatures(name: str) -> None:
    plain, twin = getattr(taskpact, name), getattr(taskpact, f"Async{name}")
    methods = {key for key in dir(plain) if not key.startswith("_")} - {"close"}
    assert methods == {key for key in dir(twin) if not key.startswith("_")} - {"aclose"}
    for key in methods:
        ours, theirs = (inspect.signature(getattr(kind, key)) for kind in (plain, twin))
        assert ours.parameters == theirs.parameters


def test_agent_runtime_needs_no_workspace(server: Server) -> None:
    server.replies(Answer(400))
    identity = AgentIdentity(session="s", agent="a")
    with (
        AgentRuntime(base_url=server.url, credentials=identity) as client,
        pytest.raises(taskpact.errors.BadRequest),
    ):
        client.get_me()
    assert "x-agh-workspace-id" not in server.requests[0].headers
