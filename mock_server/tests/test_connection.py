"""The short way for requests that are answered at once: the same answers as by ASGI."""

import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from mock_server.tests.agent_tasks.calls import AGENT
from mock_server.tests.agents_v2.client import BASE, COMPLETED
from mock_server.tests.wire import WorldClient, serving
from taskpact_mock.app import App
from taskpact_mock.serving import MockServer

AUTH = "X-API-Key: demo-key\r\nX-Correlation-Id: one\r\n"
BODY = '{"topic": "Tidal power", "sync": false}'


class Behind(App):
    """The mock behind something that sees every request by ASGI."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Count and serve."""
        self.seen += scope["type"] == "http"
        await super().__call__(scope, receive, send)


@pytest.fixture(scope="module")
def by_asgi() -> Iterator[tuple[Behind, str]]:
    """A server that takes the long way only, and its address."""
    app = Behind()
    with serving(app) as client:
        yield app, str(client.base_url)


def request(line: str, *fields: str, body: str = "", close: bool = False) -> bytes:
    """The bytes of a request of the default principal."""
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    end = "Connection: close\r\n" if close else ""
    more = "".join(f"{field}\r\n" for field in fields)
    return f"{line} HTTP/1.1\r\nHost: x\r\n{AUTH}{length}{more}{end}\r\n{body}".encode()


def exchanged(url: str, *parts: bytes) -> bytes:
    """Everything that comes back for the parts, each sent when the server has had the last one."""
    address = httpx.URL(url)
    with socket.create_connection((address.host, address.port or 80), timeout=10) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for part in parts:
            connection.sendall(part)
            httpx.get(f"{url}/_mock/health", trust_env=False)
        with connection.makefile("rb") as source:
            return source.read()


LAST = request(f"GET {BASE}/types", close=True)
"""What ends a connection after the requests before it."""


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(request(f"GET {BASE}/tasks/{COMPLETED}"), id="record"),
        pytest.param(request(f"GET {BASE}/tasks?limit=2&status=completed"), id="page"),
        pytest.param(request(f"GET {BASE}/tasks/nope"), id="not-found"),
        pytest.param(request(f"GET {BASE}/tasks?limit=x"), id="invalid"),
        pytest.param(request(f"POST {BASE}/research", body="{"), id="malformed"),
        pytest.param(request(f"GET {BASE}/tasks/"), id="redirect"),
        pytest.param(request(f"PUT {BASE}/tasks"), id="wrong-method"),
        pytest.param(request(f"HEAD {BASE}/tasks"), id="head"),
        pytest.param(request(f"GET {BASE}/nope"), id="unknown-path"),
        pytest.param(request(f"GET {BASE}/tasks/a%2Fb%20c"), id="escaped"),
        pytest.param(request(f"GET http://y{BASE}/types"), id="absolute-target"),
        pytest.param(request(f"GET {BASE}/types", "Origin: http://y"), id="browser"),
        pytest.param(request("GET /_mock/health"), id="control"),
        pytest.param(
            request(f"GET {BASE}/types", "Connection: Upgrade", "Upgrade: h2c"),
            id="upgrade",
        ),
    ],
)
def test_both_ways_give_the_same_bytes(
    server: MockServer, by_asgi: tuple[Behind, str], first: bytes
) -> None:
    app, url = by_asgi
    before = app.seen
    found = exchanged(url, first + LAST)
    assert app.seen > before
    assert exchanged(server.url, first + LAST) == found
    assert found.startswith(b"HTTP/1.1 ")


@pytest.mark.parametrize("blank", [" ", "\t", "\t  \t"])
@pytest.mark.parametrize(
    ("path", "credentials"),
    [
        pytest.param(f"{BASE}/types", ["X-API-Key: demo-key"], id="agents_v2"),
        pytest.param(
            "/api/agent/me",
            ["X-AGH-Session-ID: sess-demo", "X-AGH-Agent: demo-agent"],
            id="agent_runtime",
        ),
    ],
)
def test_blanks_around_the_value_of_a_field_are_no_part_of_it(
    server: MockServer,
    by_asgi: tuple[Behind, str],
    path: str,
    credentials: list[str],
    blank: str,
) -> None:
    around = [field.replace(": ", f":{blank}") + blank for field in credentials]
    for url in (server.url, by_asgi[1]):
        found = exchanged(url, request(f"GET {path}", *around, close=True))
        assert found.startswith(b"HTTP/1.1 200 ")


def test_requests_of_one_packet_are_answered_in_their_order(world: WorldClient) -> None:
    named = f"X-Mock-World: {world.name}"
    waited_for = request(f"POST {BASE}/research", named, body='{"topic": "Tidal power"}')
    one = request(f"GET {BASE}/tasks?limit=1", named)
    found = exchanged(str(world.base_url), one + waited_for + one + LAST)
    kinds = [b'"tasks":[', b'"status":"completed"', b'"tasks":[', b'"types":[']
    places: list[int] = []
    for kind in kinds:
        places.append(found.index(kind, places[-1] + 1 if places else 0))
    assert found.count(b"HTTP/1.1 20") == 4


def test_a_body_that_comes_later_than_its_head_is_waited_for(world: WorldClient) -> None:
    named = f"X-Mock-World: {world.name}"
    whole = request(f"POST {BASE}/research", named, body=BODY)
    head, middle, end = whole[:-10], whole[-10:-4], whole[-4:]
    found = exchanged(str(world.base_url), head, middle, end + LAST)
    assert found.startswith(b"HTTP/1.1 202 ")
    assert found.count(b"HTTP/1.1 ") == 2


def test_a_body_that_is_asked_for_first_is_asked_for(server: MockServer) -> None:
    whole = request(f"POST {BASE}/research", "Expect: 100-continue", body=BODY)
    found = exchanged(server.url, whole[: -len(BODY)], BODY.encode() + LAST)
    assert found.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 ")


def test_links_have_the_scheme_that_a_proxy_was_asked_by(server: MockServer) -> None:
    for scheme in ("http", "https"):
        first = request(
            f"POST /agent/request/{AGENT}",
            "Authorization: Bearer sk_shinzo_test_demo",
            f"X-Forwarded-Proto: {scheme}",
            body='{"message": "Do it"}',
        )
        assert f'"poll_url":"{scheme}://x/'.encode() in exchanged(server.url, first + LAST)


def test_a_request_that_fails_leaves_the_connection_usable(server: MockServer) -> None:
    bad = request(f"GET {BASE}/tasks/nope")
    found = exchanged(server.url, bad, bad, LAST)
    assert found.count(b"HTTP/1.1 404 ") == 2
    assert found.count(b"HTTP/1.1 200 ") == 1
