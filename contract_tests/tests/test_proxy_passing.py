"""The proxy changes nothing on the way: bytes, order, timing, and who leaves when."""

import gzip
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from contract_tests.tests.conftest import MakeTarget
from contract_tests.tests.proxies import WAIT, Wire, proxied, says, wire
from taskpact_contract import APIS, Target, bridge
from taskpact_contract.documents import operations

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
STATS = "/api/v1/agents/v2/stats"
STREAM = "/api/v1/agents/v2/tasks/a11ce00000000001/stream"
EVENT = b'id: 1\ndata: {"event": "heartbeat", "data": {"task_id": "1", "timestamp": "now"}}\n\n'


def _sent_raw(url: str, request: bytes) -> socket.socket:
    """A connection to a server, on which the request is on its way."""
    host, port = url.removeprefix("http://").split(":")
    connection = socket.create_connection((host, int(port)), timeout=WAIT)
    connection.sendall(request)
    return connection


def _received(connection: socket.socket) -> bytes:
    """All that comes until the other side closes."""
    received = b""
    while part := connection.recv(65536):
        received += part
    return received


@pytest.mark.bridge
@pytest.mark.parametrize("style", ["sync", "async"])
@pytest.mark.parametrize("api", APIS)
def test_the_sdk_works_as_without_it_and_a_sound_pair_is_silent(
    api: str, style: Any, make_target: MakeTarget
) -> None:
    target = make_target(api)
    with proxied(api, target.base_url) as proxy:
        through = Target(api=api, base_url=proxy.url, principal=target.principal)
        report = bridge.run(through, style=style, seed=1, max_examples=2)
    assert report, str(report)
    assert {operation for operation, _ in report.seen} == set(operations(api))
    assert proxy.ledger.exchanges > 0
    assert proxy.out.getvalue() == ""


CALLS: dict[str, list[tuple[str, str, Any]]] = {
    "agents_v2": [
        ("GET", "/api/v1/agents/v2/tasks?limit=3", None),
        ("POST", "/api/v1/agents/v2/research", {"topic": "tidal power"}),
        ("POST", "/api/v1/agents/v2/research", {"topic": 1}),
        ("GET", "/api/v1/agents/v2/tasks/nobody", None),
        ("GET", STREAM, None),
        ("POST", "/api/v1/agents/v2/tasks/a11ce00000000001/cancel", {}),
    ],
    "agent_tasks": [
        ("POST", "/agent/request/agt_active000001", {"message": "Look at it"}),
        ("GET", "/agent/agt_active000001/task/tsk_queued000001", None),
        ("GET", "/agent/agt_active000001/task/tsk_nobody", None),
    ],
    "task_records": [("GET", "/api/v1/task", None), ("GET", "/api/v1/task/nobody", None)],
    "agent_runs": [("POST", "/v1/organizations/1/agent/run", {"prompt": "Look at it"})],
    "agent_runtime": [
        ("GET", "/api/agent/channels/coord-demo/recv?wait=true", None),
        ("POST", "/api/agent/tasks/claim-next", {"wait": True}),
        ("GET", "/api/agent/me", None),
    ],
}
"""For each API some calls, among them refused ones, streams and long polls."""

OF_A_CONNECTION = {b"transfer-encoding", b"connection"}


def _exchanges(api: str, base_url: str, headers: Any) -> Iterator[Any]:
    """Status, headers in order and bytes of the answers to the calls."""
    for method, path, body in CALLS[api]:
        answer = httpx.request(method, base_url + path, json=body, headers=headers, timeout=WAIT)
        raw = [pair for pair in answer.headers.raw if pair[0].lower() not in OF_A_CONNECTION]
        yield answer.status_code, raw, answer.content


@pytest.mark.parametrize("api", APIS)
def test_answers_are_the_same_to_the_byte(api: str, url: str) -> None:
    """The same calls in two equal worlds, one of them behind the proxy."""
    found = []
    for through in (False, True):
        world = {"name": f"proxied-{api}", "clock": "auto", "seed": 3}
        httpx.post(f"{url}/_mock/worlds", json=world).raise_for_status()
        base_url = f"{url}/_mock/worlds/{world['name']}"
        credentials = httpx.get(f"{base_url}/_mock/credentials").json()[api]["headers"]
        with proxied(api, base_url) as proxy:
            base = proxy.url if through else base_url
            found.append(list(_exchanges(api, base, credentials)))
        httpx.delete(base_url).raise_for_status()
    assert found[0] == found[1]
    assert {status // 100 for status, _, _ in found[1]} >= {2}


def test_a_request_goes_on_as_it_is_but_for_its_connection() -> None:
    body = b'{"topic": "\xff"}'
    with wire(says(OK)) as server, proxied("agents_v2", f"{server.url}/base") as proxy:
        connection = _sent_raw(
            proxy.url,
            b"POST /a/../%2e%2F/x%20y?b=%2B&a=&b=c+d HTTP/1.1\r\n"
            b"zeta: 1\r\nhost: proxy.example\r\nConnection: close, X-Own\r\nX-Own: 1\r\n"
            b"TE: trailers\r\nCookie: a=b\r\nzeta: 2\r\n"
            b"content-length: 14\r\naccept-encoding: br;q=0.1\r\n\r\n" + body,
        )
        with connection:
            assert _received(connection).endswith(b"{}")
        host = server.url.removeprefix("http://").encode()
    assert server.body == body
    assert server.head.split(b"\r\n") == [
        b"POST /base/a/../%2e%2F/x%20y?b=%2B&a=&b=c+d HTTP/1.1",
        b"host: " + host,
        b"zeta: 1",
        b"cookie: a=b",
        b"zeta: 2",
        b"content-length: 14",
        b"accept-encoding: br;q=0.1",
    ]


def test_a_body_of_unknown_length_stays_one() -> None:
    with wire(says(OK)) as server, proxied("agents_v2", server.url) as proxy:
        httpx.post(f"{proxy.url}/x", content=iter([b"one", b"two"]), timeout=WAIT)
    assert b"transfer-encoding: chunked" in server.head.lower()
    assert b"one" in server.body
    assert b"two" in server.body


def test_an_answer_comes_as_it_is() -> None:
    packed = gzip.compress(b"{}", mtime=0)
    answer = (
        b"HTTP/1.1 203 Mine\r\nX-b: 1\r\nSET-Cookie: a=1\r\nx-A:  2 \r\nset-cookie: b=2\r\n"
        b"Keep-Alive: timeout=5\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%b"
    ) % (len(packed), packed)
    with wire(says(answer)) as server, proxied("agents_v2", server.url) as proxy:
        request = b"GET %b HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n" % STATS.encode()
        with _sent_raw(proxy.url, request) as connection:
            head, _, body = _received(connection).partition(b"\r\n\r\n")
    assert body == packed
    assert head.split(b"\r\n")[1:-1] == [
        b"X-b: 1", b"SET-Cookie: a=1", b"x-A: 2", b"set-cookie: b=2", b"Content-Encoding: gzip",
        b"Content-Length: %d" % len(packed),
    ]  # fmt: skip
    assert head.startswith(b"HTTP/1.1 203 ")


@pytest.mark.parametrize("status", [520, 600, 999])
def test_every_status_that_http_knows_passes(status: int) -> None:
    answer = b"HTTP/1.1 %d Odd\r\ncontent-length: 2\r\n\r\n{}" % status
    with wire(says(answer)) as server, proxied("agents_v2", server.url) as proxy:
        found = httpx.get(proxy.url + STATS, headers={"X-API-Key": "k"}, timeout=WAIT)
    assert (found.status_code, found.content) == (status, b"{}")
    assert proxy.findings == [("server", "get_stats", "status")]


def test_an_answer_in_chunks_passes_whatever_length_it_tells() -> None:
    answer = (
        b"HTTP/1.1 203 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n"
        b"5\r\n[1,2]\r\n0\r\n\r\n"
    )
    with wire(says(answer)) as server, proxied("agents_v2", server.url) as proxy:
        assert httpx.get(proxy.url + STATS, timeout=WAIT).content == b"[1,2]"


def test_events_pass_one_by_one() -> None:
    def answer(server: Wire, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + EVENT)
        assert server.release.wait(WAIT)
        connection.sendall(EVENT)

    with (
        wire(answer) as server,
        proxied("agents_v2", server.url) as proxy,
        httpx.stream("GET", proxy.url + STREAM, timeout=WAIT) as streamed,
    ):
        parts = streamed.iter_raw()
        assert next(parts) == EVENT
        server.release.set()
        assert next(parts) == EVENT


def test_a_client_that_leaves_is_seen_by_the_server() -> None:
    def answer(server: Wire, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + EVENT)
        if connection.recv(1) == b"":
            server.left.set()

    with wire(answer) as server, proxied("agents_v2", server.url) as proxy:
        with httpx.stream("GET", proxy.url + STREAM, timeout=WAIT) as streamed:
            next(streamed.iter_raw())
        assert server.left.wait(WAIT)
    assert ("server", "stream_task", "answer") not in proxy.findings


def test_a_client_that_leaves_while_it_waits_is_seen_by_the_server() -> None:
    def answer(server: Wire, connection: socket.socket) -> None:
        server.release.set()
        if connection.recv(1) == b"":
            server.left.set()

    with wire(answer) as server, proxied("agents_v2", server.url) as proxy:
        request = b"GET %b HTTP/1.1\r\nhost: x\r\n\r\n" % STATS.encode()
        with _sent_raw(proxy.url, request):
            assert server.release.wait(WAIT)
        assert server.left.wait(WAIT)


CUTS = {
    "before the answer": b"",
    "in its head": b"HTTP/1.1 200 OK\r\ncontent-",
    "in its body": b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}",
    "between two chunks": b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n",
}


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS.keys())
def test_a_connection_that_the_server_cuts_is_cut(cut: bytes) -> None:
    with (
        wire(says(cut)) as server,
        proxied("agents_v2", server.url) as proxy,
        pytest.raises(httpx.RemoteProtocolError),
    ):
        httpx.get(proxy.url + STATS, timeout=WAIT)
    assert proxy.findings.count(("server", "get_stats", "answer")) == 1


def test_a_cut_reaches_a_client_that_still_sends() -> None:
    """The body is more than all buffers on the way hold, and nobody reads it."""
    with (
        wire(says(b""), whole=False) as server,
        proxied("agents_v2", server.url) as proxy,
        pytest.raises(httpx.TransportError),
    ):
        httpx.post(proxy.url + STATS, content=(b"x" * 65536 for _ in range(400)), timeout=WAIT)
    assert ("client", "POST /api/v1/agents/v2/stats", "method") not in proxy.findings


def test_a_server_that_is_not_there_is_a_cut_and_a_finding() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        gone = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with proxied("agents_v2", gone) as proxy, pytest.raises(httpx.RemoteProtocolError):
        httpx.get(proxy.url + STATS, headers={"X-API-Key": "k"}, timeout=WAIT)
    assert proxy.findings == [("server", "get_stats", "answer")]


def test_a_proxy_that_stops_cuts_what_is_open() -> None:
    def answer(server: Wire, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + EVENT)
        if connection.recv(1) == b"":
            server.left.set()

    with wire(answer) as server:
        with proxied("agents_v2", server.url) as proxy:
            client = httpx.Client(timeout=WAIT)
            streamed = client.send(client.build_request("GET", proxy.url + STREAM), stream=True)
            parts = streamed.iter_raw()
            next(parts)
        assert server.left.wait(WAIT)
        with pytest.raises(httpx.RemoteProtocolError):
            next(parts)
        client.close()
