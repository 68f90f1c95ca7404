"""The application on the real wire: routes, worlds, browsers, limits, and its own failures."""

import json
import logging
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from attrs import evolve

from mock_server.tests.agents_v2.client import BASE, COMPLETED, RUNNING, Tasks, ok
from mock_server.tests.wire import PLAIN, WorldClient, raw, serving
from taskpact_mock.api import Answer, Api, Call, Handler, answer
from taskpact_mock.apis import APIS, agents_v2
from taskpact_mock.app import App
from taskpact_mock.contract.model import ContractError
from taskpact_mock.serving import MockServer
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.table import Versioned
from taskpact_mock.world.worlds import Defaults

KEY = {"X-API-Key": "demo-key"}


def changed(**handlers: Handler) -> Api:
    """agents_v2 with other handlers."""
    return evolve(agents_v2.API, handlers={**agents_v2.API.handlers, **handlers})


# HTTP


@pytest.mark.parametrize("version", ["HTTP/1.1", "HTTP/1.0"])
def test_a_request_without_a_host_is_served(server: MockServer, version: str) -> None:
    head = f"GET {BASE}/health {version}\r\nX-API-Key: demo-key\r\nConnection: close\r\n\r\n"
    assert raw(server.url, head.encode()).json()["status"] == "healthy"


def test_answers_name_neither_server_nor_date(tasks_world: WorldClient) -> None:
    headers = tasks_world.get(f"{BASE}/health").headers
    assert "server" not in headers
    assert "date" not in headers


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"])
def test_a_wrong_method_is_refused_with_those_allowed(
    tasks_world: WorldClient, method: str
) -> None:
    response = tasks_world.request(method, f"{BASE}/tasks/{COMPLETED}")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET"
    if method == "HEAD":
        assert response.content == b""
    else:
        assert response.json() == {"detail": "Method Not Allowed"}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"{BASE}/tasks/{COMPLETED}/nope", {"detail": "Not Found"}),
        ("/nope", {"error": "no operation has this path; GET /_mock/openapi lists them"}),
        ("/_mock/nope", {"error": "no operation has this path; GET /_mock/openapi lists them"}),
        ("/_mock/health/", {"error": "no operation has this path; GET /_mock/openapi lists them"}),
    ],
)
def test_an_unknown_path_is_answered_by_the_api_whose_paths_begin_alike(
    world: WorldClient, path: str, body: Any
) -> None:
    response = world.get(path)
    assert (response.status_code, response.json()) == (404, body)


def test_a_body_may_come_in_chunks(tasks_world: WorldClient) -> None:
    parts = iter([b'{"topic": "Tidal', b" power", b'"}'])
    assert tasks_world.post(f"{BASE}/research", content=parts).status_code == 202


def test_a_client_that_leaves_in_the_middle_of_its_body_harms_nobody(
    server: MockServer, tasks_world: WorldClient
) -> None:
    url = httpx.URL(server.url)
    head = f"POST {BASE}/research HTTP/1.1\r\nHost: x\r\nX-Mock-World: {tasks_world.name}\r\n"
    with socket.create_connection((url.host, url.port or 80)) as connection:
        connection.sendall(head.encode() + b'Content-Length: 1000\r\n\r\n{"to')
    tasks_world.advance(1)
    assert ok(tasks_world.get(f"{BASE}/tasks"))["total"] == 10


def test_a_client_that_leaves_while_it_waits_is_forgotten_and_its_task_goes_on(
    server: MockServer, tasks_world: WorldClient
) -> None:
    url = httpx.URL(server.url)
    body = b'{"topic": "Tidal power"}'
    head = (
        f"POST {BASE}/research HTTP/1.1\r\nHost: x\r\nX-Mock-World: {tasks_world.name}\r\n"
        f"X-API-Key: demo-key\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    tasks_world.script("agents_v2", {"take": 60})
    with socket.create_connection((url.host, url.port or 80)) as connection:
        connection.sendall(head.encode() + body)
        tasks_world.waiters()
    tasks_world.waiters(0)
    tasks_world.advance(60)
    newest = ok(tasks_world.get(f"{BASE}/tasks?limit=1"))["tasks"][0]
    assert newest["status"] == "completed"


@pytest.mark.parametrize("headers", [{}, {"Transfer-Encoding": "chunked"}])
def test_a_body_that_is_too_large_is_refused_in_the_apis_words(headers: dict[str, str]) -> None:
    body: Any = b'{"topic": "' + b"x" * 100 + b'"}'
    with serving(App(apis=[evolve(agents_v2.API, max_body=100)]), **KEY) as client:
        content = iter([body]) if headers else body
        response = client.post(f"{BASE}/research", content=content)
        assert (response.status_code, response.json()) == (
            413,
            {"detail": "Request Entity Too Large"},
        )
        small = client.post(f"{BASE}/research", content=b'{"topic": "a b"}')
        assert small.status_code == 202


# Browsers


@pytest.mark.parametrize("path", [f"{BASE}/health", f"{BASE}/nope", "/_mock/health"])
def test_a_browser_may_ask_from_anywhere(world: WorldClient, path: str) -> None:
    response = world.options(
        path,
        headers={
            "Origin": "http://localhost:3000",
            "Access-Control-Request-Method": "PUT",
            "Access-Control-Request-Headers": "authorization, x-mock-world",
        },
    )
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers.get_list("access-control-allow-origin") == ["*"]
    assert response.headers["access-control-allow-methods"] == "PUT"
    assert response.headers["access-control-allow-headers"] == "authorization, x-mock-world"


@pytest.mark.parametrize("path", [f"{BASE}/health", f"{BASE}/nope", "/_mock/health"])
def test_a_browser_may_read_every_answer(world: WorldClient, path: str) -> None:
    response = world.get(path, headers={"Origin": "http://localhost:3000"})
    assert response.headers.get_list("access-control-allow-origin") == ["*"]
    assert response.headers["access-control-expose-headers"] == "*"
    assert "access-control-allow-origin" not in world.get(path).headers


# Worlds


@pytest.fixture
def tasks_world(world: WorldClient) -> WorldClient:
    """A world whose client has logged in to agents_v2."""
    world.log_in("agents_v2")
    return world


def test_a_world_that_is_named_first_is_made(server: MockServer) -> None:
    name = "made-by-its-name"
    with WorldClient(server.url, name) as world:
        assert ok(world.get(f"{BASE}/health", headers=KEY))["status"] == "healthy"
        names = [each["name"] for each in ok(world.get("/_mock/worlds"))["worlds"]]
        assert name in names
        assert world.delete(f"/_mock/worlds/{name}").status_code == 204


def test_two_worlds_are_isolated(make_world: Callable[..., WorldClient]) -> None:
    one, other = Tasks(make_world()), Tasks(make_world())
    task_id = one.submit()
    one.world.advance(60)
    assert other.world.get(f"{BASE}/tasks/{task_id}").status_code == 404
    assert other.page()["total"] == one.page()["total"] - 1
    assert ok(other.world.get("/_mock/clock"))["now"] != ok(one.world.get("/_mock/clock"))["now"]
    ok(one.cancel(RUNNING))
    assert other.get(RUNNING)["status"] == "running"


@pytest.mark.parametrize("name", ["by-address", "with%20space", "a%2Fb", "%C3%A4"])
def test_a_world_may_be_named_by_its_address_and_links_keep_it(
    server: MockServer, name: str
) -> None:
    prefix = f"/_mock/worlds/{name}"
    with httpx.Client(base_url=server.url, headers=KEY, **PLAIN) as client:
        made = client.post(f"{prefix}{BASE}/research", json={"topic": "a b"})
        links = made.json()["links"]
        assert links["self"] == f"{prefix}{BASE}/tasks/{made.json()['task_id']}"
        assert ok(client.get(links["self"])) == made.json()
        assert client.get(links["self"].removeprefix(prefix)).status_code == 404
        types = ok(client.get(f"{prefix}{BASE}/types"))["types"]
        assert {each["endpoint"].startswith(prefix) for each in types} == {True}
        assert ok(client.get(f"{prefix}/_mock/clock"))["kind"]
        redirected = client.get(f"{prefix}{BASE}/tasks/")
        assert redirected.headers["location"] == f"{prefix}{BASE}/tasks"
        assert client.delete(prefix).status_code == 204


def test_the_address_wins_over_the_header(make_world: Callable[..., WorldClient]) -> None:
    one, other = Tasks(make_world()), Tasks(make_world())
    task_id = one.submit()
    path = f"/_mock/worlds/{one.world.name}{BASE}/tasks/{task_id}"
    assert ok(other.world.get(path))["task_id"] == task_id


def test_a_task_is_shown_with_the_links_of_the_world_it_is_asked_in(
    make_world: Callable[..., WorldClient],
) -> None:
    tasks = Tasks(make_world())
    prefix = f"/_mock/worlds/{tasks.world.name}"
    for _ in range(2):
        assert tasks.get(COMPLETED)["links"]["self"] == f"{BASE}/tasks/{COMPLETED}"
        shown = ok(tasks.world.get(f"{prefix}{BASE}/tasks/{COMPLETED}"))
        assert shown["links"]["self"] == f"{prefix}{BASE}/tasks/{COMPLETED}"


def test_the_same_task_in_many_worlds_costs_no_memory_for_each() -> None:
    app = App()
    with serving(app, **KEY) as client:
        for number in range(50):
            ok(client.get(f"/_mock/worlds/w{number}{BASE}/tasks/{COMPLETED}"))
        task = app.worlds.get("w0").state("agents_v2").table.get(COMPLETED)
        assert len(task.rendered) < 10


def test_requests_are_written_down_but_those_of_the_control_plane(
    tasks_world: WorldClient,
) -> None:
    tasks_world.get(f"{BASE}/health", headers={"X-Correlation-ID": "mine"})
    tasks_world.get(f"{BASE}/tasks/nope")
    tasks_world.get(f"{BASE}/nope")
    tasks_world.get(f"{BASE}/health", headers={"X-API-Key": "", "Authorization": ""})
    tasks_world.get(f"/_mock/worlds/{tasks_world.name}{BASE}/health")
    found = ok(tasks_world.get("/_mock/requests"))
    assert found["count"] == 5
    assert [(each["number"], each["operation"], each["status"]) for each in found["requests"]] == [
        (1, "get_health", 200),
        (2, "get_task", 404),
        (3, None, 404),
        (4, "get_health", 401),
        (5, "get_health", 200),
    ]
    first, *_, last = found["requests"]
    assert (first["method"], first["path"], first["api"]) == ("GET", f"{BASE}/health", "agents_v2")
    assert (first["request_id"], last["request_id"]) == ("mine", None)
    assert last["path"] == f"{BASE}/health"


# Its own failures


def _wrong_status(_call: Call) -> Answer:
    return answer(418, {})


def _wrong_body(_call: Call) -> Answer:
    return answer(200, {"total": "many"})


async def _wrong_later(_call: Call) -> Answer:
    return answer(200, {"total": "many"})


def _wrong_record(call: Call) -> Answer:
    return Answer(200, call.render("TaskResponse", Versioned(), dict), checked=True)


def _broken(_call: Call) -> Answer:
    raise ZeroDivisionError


async def _broken_later(_call: Call) -> Answer:
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("handler", "logged"),
    [
        (_wrong_status, "get_stats answered 418, which is not documented"),
        (_wrong_body, "get_stats answered 200 against its contract"),
        (_wrong_later, "get_stats answered 200 against its contract"),
        (_wrong_record, "WrongAnswerError: TaskResponse: "),
        (_broken, "failed; this is a fault of the mock"),
        (_broken_later, "failed; this is a fault of the mock"),
    ],
)
def test_an_answer_against_the_contract_becomes_a_logged_500(
    handler: Handler, logged: str, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        caplog.at_level(logging.ERROR),
        serving(App(apis=[changed(get_stats=handler)]), **KEY) as client,
    ):
        response = client.get(f"{BASE}/stats")
        assert response.status_code == 500
        assert response.json()["detail"]["code"] == "INTERNAL_ERROR"
        assert client.get(f"{BASE}/health").status_code == 200
    assert logged in caplog.text


async def _failing_stream() -> AsyncIterator[bytes]:
    yield b"data: one\n\n"
    raise ZeroDivisionError


def test_a_stream_that_fails_is_left_unfinished(caplog: pytest.LogCaptureFixture) -> None:
    def stream(_call: Call) -> Answer:
        return Answer(200, media="text/event-stream", stream=_failing_stream())

    app = App(apis=[changed(stream_task=stream)])
    with caplog.at_level(logging.ERROR), serving(app, **KEY) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            client.get(f"{BASE}/tasks/{COMPLETED}/stream")
        assert client.get(f"{BASE}/health").status_code == 200
    assert "a stream failed; this is a fault of the mock" in caplog.text


def test_an_event_that_fails_is_a_500_and_the_world_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_world: Any, _key: Any) -> None:
        raise ZeroDivisionError

    def plan(call: Call) -> Answer:
        call.world.plan(call.world.now + SECOND, "agents_v2", "fail")
        return answer(500, {"detail": {"code": "INTERNAL_ERROR", "message": "planned"}})

    api = evolve(changed(get_stats=plan), due={**agents_v2.API.due, "fail": fail})
    app = App(Defaults(clock="manual"), apis=[api])
    with caplog.at_level(logging.ERROR), serving(app, **KEY) as client:
        assert client.get(f"{BASE}/stats").status_code == 500
        later = {"seconds": 1}
        assert client.post("/_mock/clock/advance", json=later).status_code == 500
        assert client.post("/_mock/clock/advance", json=later).status_code == 200
        assert client.get(f"{BASE}/health").status_code == 200
        world = app.worlds.get("default")
    assert "active=0" in repr(world)
    assert "this is a fault of the mock" in caplog.text


def test_a_server_without_a_handler_for_each_operation_does_not_start() -> None:
    handlers = {id: each for id, each in agents_v2.API.handlers.items() if id != "get_stats"}
    with pytest.raises(ContractError, match=r"contract without handlers: \['get_stats'\]"):
        App(apis=[evolve(agents_v2.API, handlers=handlers)])


def test_a_server_with_a_handler_too_many_does_not_start() -> None:
    with pytest.raises(ContractError, match=r"handlers without contract: \['brew'\]"):
        App(apis=[changed(brew=_broken)])


def test_a_server_with_a_quirk_that_the_contract_does_not_list_does_not_start() -> None:
    with pytest.raises(ContractError, match=r"quirks without contract: \['odd'\]"):
        App(apis=[evolve(agents_v2.API, quirks=agents_v2.API.quirks | {"odd"})])


# The server


def test_two_servers_share_nothing() -> None:
    with MockServer() as one, MockServer() as other:
        assert one.url != other.url
        body = {"topic": "a b", "idempotency_key": "k"}
        for each in (one, other):
            made = httpx.post(f"{each.url}{BASE}/research", json=body, headers=KEY, **PLAIN)
            assert made.status_code == 202
        totals = [
            httpx.get(f"{each.url}{BASE}/tasks", headers=KEY, **PLAIN).json()["total"]
            for each in (one, other)
        ]
        assert totals == [11, 11]
        assert repr(one) == f"<MockServer {one.url}>"


def test_a_server_that_stops_ends_its_streams() -> None:
    with MockServer() as mock:
        url = f"{mock.url}{BASE}/tasks/{RUNNING}/stream"
        stream = httpx.stream("GET", url, headers=KEY, **PLAIN)
        with stream as response:
            reading = response.iter_lines()
            assert next(reading).startswith("id: ")
            mock.stop()
            rest = [line for line in reading if line]
    assert json.loads(rest[0].removeprefix("data: "))["event"] == "progress"


def test_every_api_is_served_by_its_name() -> None:
    assert list(App().services) == list(APIS)
