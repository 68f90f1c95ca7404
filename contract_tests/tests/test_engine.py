"""What schemathesis sends is counted, bounded and broken off, whatever a server answers."""

import gzip
import itertools
import signal
import socketserver
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from attrs import define, evolve, field

from contract_tests.tests.conftest import MakeTarget
from taskpact_contract import Pace, Report, Target, links, raw
from taskpact_contract.bounds import Bounds

LAYERS = (raw, links)
SECONDS, LARGEST = 0.3, 100_000

Parts = Callable[[threading.Event], Iterator[bytes]]
"""An answer, part by part; the event is set when the server ends."""


@define(eq=False)
class Odd:
    """A server that always gives the same answer, and counts what it is asked."""

    parts: Parts
    url: str = ""
    asked: list[bytes] = field(factory=list)
    ended: threading.Event = field(factory=threading.Event)

    def target(self, api: str = "agent_tasks", **pace: Any) -> Target:
        pace.setdefault("bounds", Bounds(SECONDS, LARGEST))
        return Target(api=api, base_url=self.url, pace=Pace(**pace))


@contextmanager
def answering(parts: Parts) -> Iterator[Odd]:
    odd = Odd(parts)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # the client has had enough
                self.answer()

        def answer(self) -> None:
            while line := self.rfile.readline():
                odd.asked.append(line)
                length = 0
                while (header := self.rfile.readline()) not in (b"\r\n", b""):
                    name, _, value = header.partition(b":")
                    if name.lower() == b"content-length":
                        length = int(value)
                self.rfile.read(length)
                for part in parts(odd.ended):
                    self.wfile.write(part)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as server:
        odd.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield odd
        finally:
            odd.ended.set()
            server.shutdown()
            thread.join()


def whole(body: bytes, *headers: bytes, status: bytes = b"200 OK") -> Parts:
    lines = [b"HTTP/1.1 " + status, b"Content-Type: application/json", *headers]
    head = b"\r\n".join([*lines, b"Content-Length: %d" % len(body)])
    return lambda _ended: iter([head + b"\r\n\r\n" + body])


def drips(start: bytes, drop: bytes) -> Parts:
    def parts(ended: threading.Event) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\n" + start
        while not ended.wait(0.02):
            yield drop

    return parts


def floods(start: bytes, part: bytes) -> Parts:
    return lambda _ended: itertools.chain([b"HTTP/1.1 200 OK\r\n" + start], itertools.repeat(part))


JSON = b"Content-Type: application/json\r\n"
EVENTS = b"Content-Type: text/event-stream\r\n\r\n"

LATE = [
    pytest.param(drips(JSON + b"Content-Length: 100000\r\n\r\n", b" "), id="a body that drips"),
    pytest.param(drips(b"X-Long: ", b"x"), id="a header that drips"),
    pytest.param(drips(b"", b"X-More: x\r\n"), id="headers that drip"),
    pytest.param(drips(EVENTS, b": still here\n\n"), id="events where JSON is promised"),
    pytest.param(drips(JSON + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"), id="chunks"),
]

BOMB = gzip.compress(b" " * 100 * LARGEST)

UNREADABLE = [
    pytest.param(floods(JSON + b"\r\n", b" " * 65536), "more than 100000 bytes", id="endless"),
    pytest.param(floods(EVENTS, b": x\n" * 9999), "more than 100000 bytes", id="endless events"),
    pytest.param(whole(BOMB, b"Content-Encoding: gzip"), "more than 100000 bytes", id="a bomb"),
    pytest.param(whole(b"\x1f\x8bno", b"Content-Encoding: gzip"), "Content-Encoding", id="no gzip"),
    pytest.param(whole(b"[" * 40_000 + b"]" * 40_000), "nests more than", id="nested brackets"),
    pytest.param(whole(b'{"a":' * 5000 + b"1" + b"}" * 5000), "nests more than", id="objects"),
]


def run(layer: Any, target: Target, only: tuple[str, ...] = ()) -> Report:
    report = layer.run(target, seed=1, max_examples=2, only=only)
    assert isinstance(report, Report)
    return report


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("parts", LATE)
def test_an_answer_that_never_ends_is_a_finding(parts: Parts, layer: Any) -> None:
    with answering(parts) as odd:
        report = run(layer, odd.target())
    assert ("submit_task", "engine", "no whole answer within 0.3 s") in _found(report)
    assert all(each.pointer for each in report.findings)


def test_a_server_that_answers_nothing_is_given_up() -> None:
    with answering(drips(JSON + b"Content-Length: 100000\r\n\r\n", b" ")) as odd:
        report = run(raw, odd.target())
    assert any("in a row without an answer" in each.reason for each in report.skipped)
    assert len({each.operation for each in report.findings}) > 1  # it went on before
    assert len(odd.asked) < 10


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize(("parts", "message"), UNREADABLE)
def test_an_answer_that_nobody_can_read_is_a_finding_of_its_operation(
    parts: Parts, message: str, layer: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    with answering(parts) as odd:
        report = run(layer, odd.target(budget=20, bounds=Bounds(20, LARGEST)))
    assert {each.check for each in report.findings} == {"engine"}
    assert "submit_task" in {each.operation for each in report.findings}
    assert {message in each.message for each in report.findings} == {True}
    assert len(odd.asked) > 10  # it went on
    assert capfd.readouterr().err == ""


def test_what_is_nested_in_a_text_is_no_nesting() -> None:
    with answering(whole(b'{"detail": "\\"' + b"[{" * 5000 + b'"}')) as odd:
        report = run(raw, odd.target(), only=("get_task",))
    assert "engine" not in {each.check for each in report.findings}
    assert report.checked["get_task"]


def test_a_promised_stream_is_not_read_for_ever_either() -> None:
    with answering(floods(EVENTS, b": nothing happens\n\n" * 1000)) as odd:
        report = run(raw, odd.target("agents_v2"), only=("stream_task",))
    assert ("stream_task", "engine", "the answer has more than 100000 bytes") in _found(report)


@pytest.mark.parametrize("path", ["", "/%7Eme", "/a/../b", "/a b", "/\u00fc"])
def test_a_promised_stream_may_stand_still(path: str) -> None:
    """However the base URL is written."""
    event = b'event: status\ndata: {"status": "running"}\n\n'
    with answering(drips(EVENTS + event, b": still here\n\n")) as odd:
        target = odd.target("agents_v2", budget=3)
        report = run(raw, evolve(target, base_url=odd.url + path), only=("stream_task",))
    assert report.checked["stream_task"]
    assert "engine" not in {each.check for each in report.findings}


def test_a_stream_may_take_longer_to_begin_than_it_may_be_silent() -> None:
    def parts(ended: threading.Event) -> Iterator[bytes]:
        ended.wait(1.2)  # the published settings let a stream be silent for a second
        yield b"HTTP/1.1 404 Not Found\r\n" + JSON + b"Content-Length: 2\r\n\r\n{}"

    with answering(parts) as odd:
        target = odd.target("agents_v2", budget=3, bounds=Bounds(10.0, LARGEST))
        report = run(raw, target, only=("stream_task",))
    assert report.checked["stream_task"]
    assert "engine" not in {each.check for each in report.findings}


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("status", [b"301 Moved", b"302 Found", b"307 Moved", b"308 Moved"])
def test_a_redirect_is_an_answer_and_never_followed(status: bytes, layer: Any) -> None:
    with answering(whole(b"", b"Location: /elsewhere", status=status)) as odd:
        target = odd.target(budget=20)
        report = run(layer, target)
    assert "status_code_conformance" in {each.check for each in report.findings}
    assert len(odd.asked) == target.pace.sent <= 20
    assert not [line for line in odd.asked if b"/elsewhere" in line]


@pytest.mark.parametrize("budget", [1, 2, 3, 10])
@pytest.mark.parametrize("layer", LAYERS)
def test_every_request_of_schemathesis_counts(layer: Any, budget: int) -> None:
    with answering(whole(b"{}")) as odd:
        target = odd.target(budget=budget)
        report = run(layer, target)
    assert len(odd.asked) == target.pace.sent == budget
    assert "budget" in report.skipped[-1].reason
    assert "engine" not in {each.check for each in report.findings}


@pytest.mark.parametrize("layer", LAYERS)
def test_an_interruption_breaks_a_layer_off(layer: Any) -> None:
    def interrupt(count: int) -> None:
        if count == 5:
            raise KeyboardInterrupt

    with answering(whole(b"{}")) as odd, pytest.raises(KeyboardInterrupt):
        run(layer, odd.target(watch=interrupt))
    assert len(odd.asked) == 4


@pytest.mark.parametrize("layer", ["raw", "links"])
def test_the_command_ends_when_it_is_interrupted(layer: str) -> None:
    reached, signalled = threading.Event(), threading.Event()

    def parts(ended: threading.Event) -> Iterator[bytes]:
        if len(odd.asked) == 6:
            reached.set()
            signalled.wait(20)
        yield from whole(b"{}")(ended)

    with answering(parts) as odd:
        command = [sys.executable, "-m", "taskpact_contract.cli", "run", "--api", "agent_tasks"]
        command += ["--base-url", odd.url, "--layer", layer, "--layer", "links"]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
            assert reached.wait(30)
            process.send_signal(signal.SIGINT)
            signalled.set()
            told, complained = process.communicate(timeout=30)
    assert (process.returncode, complained.splitlines()[-1:]) == (
        2,
        ["taskpact-contract: interrupted"],
    )
    assert "conforms" not in told


UNLINKED = [
    ("agent_tasks", ["get_task"]),
    ("task_records", ["list_tasks"]),
    ("agents_v2", ["get_stats", "list_tasks"]),
]


@pytest.mark.parametrize(("api", "only"), UNLINKED)
def test_operations_without_links_between_them_are_left_out(
    api: str, only: list[str], make_target: MakeTarget
) -> None:
    target = make_target(api)
    report = links.run(target, seed=1, max_examples=2, only=only)
    assert report, str(report)
    assert [each.reason for each in report.skipped] == [
        "no link leads from one of the chosen operations to another"
    ]
    assert target.pace.sent == 0


def test_some_operations_are_walked_along_the_links_between_them(make_target: MakeTarget) -> None:
    only = ["submit_task", "get_task"]
    report = links.run(make_target("agent_tasks"), seed=1, max_examples=2, only=only)
    assert report, str(report)
    assert set(report.checked) == set(only)
    assert not report.skipped


def _found(report: Report) -> set[tuple[str, str, str]]:
    return {(each.operation, each.check, each.message) for each in report.findings}
