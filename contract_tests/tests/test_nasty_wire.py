"""The nasty layer's connection and its lines for a shell, without a server that means it."""

import select
import shlex
import socket
import struct
import subprocess
import threading

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contract_tests.tests.wires import Serve, head_of, serving
from taskpact_contract.bounds import Bounds
from taskpact_contract.nasty.connection import Connection, NoAnswerError
from taskpact_contract.nasty.messages import Sent
from taskpact_contract.nasty.parts import parts, whole
from taskpact_contract.nasty.shell import line

pytestmark = pytest.mark.nasty

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
HOST = (b"Host", b"127.0.0.1")
READ = Sent(b"GET", b"/", (HOST,))


def _answering(*answers: bytes) -> Serve:
    """Gives each request the next answer; the connection ends behind the last."""

    def serve(wire: socket.socket) -> None:
        for answer in answers:
            if head_of(wire):
                wire.sendall(answer)

    return serve


def test_a_connection_is_used_again() -> None:
    with serving(_answering(GOOD, GOOD)) as url, Connection(url, Bounds(5)) as connection:
        found = [connection.exchange(READ) for _ in range(2)]
    assert [(each.status, each.body, each.whole) for each in found] == [(200, b"{}", True)] * 2


def test_a_connection_that_the_server_ends_is_not_used_again() -> None:
    last = GOOD.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with serving(_answering(last)) as url, Connection(url, Bounds(5)) as connection:
        assert connection.exchange(READ).status == 200
        assert connection.exchange(READ).status == 200


def test_the_answer_to_head_has_no_body() -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"
    with serving(_answering(answer, GOOD)) as url, Connection(url, Bounds(5)) as connection:
        assert connection.exchange(Sent(b"HEAD", b"/", (HOST,))).body == b""
        assert connection.exchange(READ).body == b"{}"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param(b"", "ended the connection", id="nothing"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", "ended the connection",
                     id="half an answer"),
        pytest.param(b"500 it failed\r\n\r\n", "no HTTP", id="no HTTP"),
    ],
)  # fmt: skip
def test_an_answer_that_is_none_is_told(answer: bytes, told: str) -> None:
    with (
        serving(_answering(answer)) as url,
        Connection(url, Bounds(5)) as connection,
        pytest.raises(NoAnswerError, match=told) as caught,
    ):
        connection.exchange(READ)
    assert not caught.value.late


def test_bytes_behind_an_answer_spoil_the_connection() -> None:
    with serving(_answering(GOOD + b"{}", GOOD)) as url, Connection(url, Bounds(5)) as connection:
        connection.exchange(READ)
        with pytest.raises(NoAnswerError, match="no HTTP"):
            connection.exchange(READ)


def test_an_answer_that_never_comes_is_late() -> None:
    def serve(wire: socket.socket) -> None:
        while wire.recv(2**16):
            pass

    with (
        serving(serve) as url,
        Connection(url, Bounds(0.1)) as connection,
        pytest.raises(NoAnswerError, match=r"within 0\.1 s") as caught,
    ):
        connection.exchange(READ)
    assert caught.value.late


def test_an_answer_that_trickles_is_late() -> None:
    def serve(wire: socket.socket) -> None:
        head_of(wire)
        wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")
        wire.recv(1)

    with (
        serving(serve) as url,
        Connection(url, Bounds(0.1)) as connection,
        pytest.raises(NoAnswerError),
    ):
        connection.exchange(READ)


def test_a_server_that_refuses_a_large_body_unread_is_heard() -> None:
    def serve(wire: socket.socket) -> None:
        head_of(wire)
        wire.sendall(b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")
        wire.recv(1)

    large = Sent(b"POST", b"/", (HOST,), parts((b"x", 2**25)), "length")
    with serving(serve) as url, Connection(url, Bounds(5)) as connection:
        assert connection.exchange(large).status == 413


def test_a_server_that_resets_a_large_body_has_not_answered() -> None:
    def serve(wire: socket.socket) -> None:
        head_of(wire)
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    large = Sent(b"POST", b"/", (HOST,), parts((b"x", 2**25)), "length")
    with (
        serving(serve) as url,
        Connection(url, Bounds(5)) as connection,
        pytest.raises(NoAnswerError, match="connection"),
    ):
        connection.exchange(large)


def test_a_server_that_reads_nothing_is_late() -> None:
    def serve(wire: socket.socket) -> None:
        over.wait()

    over = threading.Event()
    large = Sent(b"POST", b"/", (HOST,), parts((b"x", 2**25)), "length")
    with serving(serve) as url, Connection(url, Bounds(0.2)) as connection:
        with pytest.raises(NoAnswerError, match="within"):
            connection.exchange(large)
        over.set()


def test_a_stream_that_stands_still_is_left() -> None:
    def serve(wire: socket.socket) -> None:
        head_of(wire)
        wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: hello")
        wire.recv(1)

    with serving(serve) as url, Connection(url, Bounds(5)) as connection:
        found = connection.exchange(READ)
    assert (found.body, found.whole) == (b": hello", False)


def test_a_stream_is_left_behind_its_first_event() -> None:
    def serve(wire: socket.socket) -> None:
        head_of(wire)
        wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\ndata")
        wire.recv(1)

    with serving(serve) as url, Connection(url, Bounds(5)) as connection:
        found = connection.exchange(READ)
    assert (found.body[:9], found.whole) == (b"data: 1\n\n", False)


WAITING = Sent(
    b"POST", b"/", (HOST, (b"Expect", b"100-continue")), parts(b'{"a": 1}'), "waits"
)  # fmt: skip


@pytest.mark.parametrize("asks", [True, False], ids=["asks", "asks not"])
def test_a_body_that_waits_is_sent_when_asked_for_or_after_a_while(asks: bool) -> None:
    bodies = []

    def serve(wire: socket.socket) -> None:
        assert head_of(wire).endswith(b"\r\n\r\n")
        if asks:
            wire.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        bodies.append(wire.recv(2**16))
        wire.sendall(GOOD)

    with serving(serve) as url, Connection(url, Bounds(5)) as connection:
        assert connection.exchange(WAITING).status == 200
    assert bodies == [b'{"a": 1}']


def test_a_body_waits_for_the_whole_of_the_leave() -> None:
    bodies = []

    def serve(wire: socket.socket) -> None:
        head_of(wire)
        wire.sendall(b"HTTP/1.1 100 Cont")
        assert not select.select([wire], [], [], 0.05)[0]
        wire.sendall(b"inue\r\n\r\n")
        bodies.append(wire.recv(2**16))
        wire.sendall(GOOD)

    with serving(serve) as url, Connection(url, Bounds(5)) as connection:
        assert connection.exchange(WAITING).status == 200
    assert bodies == [b'{"a": 1}']


def test_a_body_that_waits_is_not_sent_behind_a_refusal() -> None:
    refusal = b"HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n"
    with serving(_answering(refusal)) as url, Connection(url, Bounds(5)) as connection:
        assert connection.exchange(WAITING).status == 417
        assert connection.exchange(WAITING).status == 417


# Lines for a shell


STUBS = """
nc() { cat; }
curl() { printf '%s\\0' "$@"; printf '\\n'; cat; }
"""
"""Show what these commands would get: their arguments, and what is written to them."""


def _shell(command: str) -> bytes:
    script = f"{STUBS}\n{command} < /dev/null"
    if "|" in command:
        script = f"{STUBS}\n{command}"
    return subprocess.run(
        ["bash", "-c", script], stdin=subprocess.DEVNULL, capture_output=True, check=True
    ).stdout


texts = st.binary(max_size=30) | st.builds(
    lambda before, piece, count, after: before + piece * count + after,
    st.binary(max_size=5),
    st.binary(min_size=1, max_size=6),
    st.integers(min_value=190, max_value=300),
    st.binary(max_size=5),
)


@settings(max_examples=25)
@example(method=b"POST", body=b"-" * 200 + b"%", note=b"a" * 200 + b"-e")
@given(method=st.sampled_from([b"POST", b"post"]), body=texts, note=texts)
def test_a_line_for_nc_writes_the_very_bytes(method: bytes, body: bytes, note: bytes) -> None:
    request = Sent(method, b"/\xff", (HOST, (b"X-Note", note)), parts(body), "length")
    command = line("http://127.0.0.1:4010", request, ())
    assert command.endswith("| nc 127.0.0.1 4010")
    assert _shell(command) == request.head() + body


@settings(max_examples=25)
@given(body=texts)
def test_a_line_for_curl_hands_it_the_very_body(body: bytes) -> None:
    request = Sent(b"POST", b"/a/../b", (HOST, (b"Content-Type", b"x/y")), parts(body), "length")
    words, _, given_body = _shell(line("http://127.0.0.1:4010", request, ())).partition(b"\n")
    got = words.split(b"\0")
    assert got[:5] == [
        b"--path-as-is", b"--globoff", b"-X", b"POST", b"http://127.0.0.1:4010/a/../b",
    ]  # fmt: skip
    assert body == (given_body if b"--data-binary" in got else got[-2])


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        pytest.param(READ, "curl --path-as-is --globoff -X GET http://h:1/", id="plain"),
        pytest.param(Sent(b"HEAD", b"/", ()), "curl --path-as-is --globoff --head http://h:1/",
                     id="HEAD"),
        pytest.param(Sent(b"GET", b"/", (), version=b"1.0"),
                     "curl --path-as-is --globoff --http1.0 -X GET http://h:1/", id="HTTP/1.0"),
        pytest.param(Sent(b"POST", b"/", (), parts(b"{}"), "length"),
                     "curl --path-as-is --globoff -X POST http://h:1/ -H Content-Type: "
                     "--data-raw '{}'", id="no media type"),
        pytest.param(Sent(b"GET", b"/?a=b", ((b"Authorization", b"s3cr3t"), (b"X", b"y z"))),
                     "curl --path-as-is --globoff -X GET 'http://h:1/?a=b' -H 'X: y z'",
                     id="credentials"),
        pytest.param(Sent(b"GET", b"/" + b"ab" * 300, ()),
                     "curl --path-as-is --globoff -X GET http://h:1/"
                     "\"$(yes ab | head -n 300 | tr -d '\\n')\"", id="long"),
        pytest.param(Sent(b"POST", b"/", (), parts(b"\0", (b"[", 500)), "length"),
                     "{ printf '\\000'; yes '[' | head -n 500 | tr -d '\\n'; } | curl "
                     "--path-as-is --globoff -X POST http://h:1/ -H Content-Type: "
                     "--data-binary @-", id="pieces"),
        pytest.param(Sent(b"POST", b"/", (), parts(b"ab"), "bytes"),
                     "printf 'POST / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\na"
                     "\\r\\n1\\r\\nb\\r\\n0\\r\\n\\r\\n' | nc h 1", id="chunks"),
    ],
)  # fmt: skip
def test_a_line_is_one_that_people_would_write(request_: Sent, words: str) -> None:
    assert line("http://h:1", request_, ["authorization"]) == words
    assert shlex.split(words)


def test_bytes_for_a_server_with_tls_go_through_openssl() -> None:
    request = Sent(b"GET", b"/\xff", ())
    assert line("https://h", request, ()).endswith("| openssl s_client -quiet -connect h:443")


def test_pieces_are_sent_as_often_as_they_stand_there() -> None:
    body = parts(b"{", (b"ab", 50_000), b"}")
    request = Sent(b"POST", b"/", (), body, "length")
    assert b"".join(request.rest()) == whole(body)
    assert b"Content-Length: 100002\r\n" in request.head()
    chunked = b"".join(Sent(b"POST", b"/", (), parts(b"a" * 11), "chunks").rest())
    assert chunked == (
        b'a;nasty="a;b"\r\naaaaaaaaaa\r\n1;nasty="a;b"\r\na\r\n0\r\nX-Nasty: trailer\r\n\r\n'
    )


def test_a_connection_that_was_idle_for_long_is_not_used_again() -> None:
    """Its server may have ended it, and may do so while a request is on its way."""

    def serve(wire: socket.socket) -> None:
        head_of(wire)
        wire.sendall(GOOD)

    with serving(serve) as url, Connection(url, Bounds(5.0), kept=0.0) as connection:
        assert [connection.exchange(READ).status for _ in range(3)] == [200] * 3
