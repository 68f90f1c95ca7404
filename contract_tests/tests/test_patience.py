"""No answer keeps a layer for ever or fills its memory, and nobody is asked who never answers."""

import gzip
import json
import select
import socket
import time
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.tests.conftest import MakeTarget
from contract_tests.tests.wires import head_of, serving
from taskpact_contract import Pace, Principal, Target, bridge, doors, nasty, suite
from taskpact_contract.bounds import LARGEST, SECONDS, Bounds
from taskpact_contract.bridge.decoding import Decoder, TooLargeError, UnreadableError
from taskpact_contract.bridge.transports import STREAM_SILENCE
from taskpact_contract.findings import Report
from taskpact_contract.pace import MOST_UNANSWERED, SpentError
from taskpact_contract.probe import BrokenError, Probe, Style

BOUNDS = Bounds(seconds=0.3, largest=100_000)
LATE = "no whole answer within 0.3 s"
LARGE = "the answer has more than 100000 bytes"
OPERATION = "get_stats"
"""Of agents_v2: it is secured, and answered with JSON."""

Run = Callable[[Target], Report]


def _doors(target: Target) -> Report:
    return doors.run(target, only=[OPERATION])


def _sync(target: Target) -> Report:
    return bridge.run(target, style="sync", max_examples=1, only=[OPERATION])


def _async(target: Target) -> Report:
    return bridge.run(target, style="async", max_examples=1, only=[OPERATION])


def _nasty(target: Target) -> Report:
    return nasty.run(target, max_examples=1, only=[OPERATION])


LAYERS = [
    pytest.param(_doors, id="doors"),
    pytest.param(_sync, id="sync"),
    pytest.param(_async, id="async"),
    pytest.param(_nasty, id="nasty"),
]
SDK_LAYERS = LAYERS[:3]
GIVEN_UP = f"the server left {MOST_UNANSWERED} requests in a row without an answer"


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "identity": bytes,
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "gzip, gzip": lambda body: gzip.compress(gzip.compress(body)),
    "deflate, identity, gzip": lambda body: gzip.compress(zlib.compress(body)),
}


@frozen
class Answer:
    """What a server says to a request: how it begins, and what it repeats until nobody listens.

    `pause` is in seconds, between any two parts.
    """

    begins: bytes
    repeats: bytes = b""
    pause: float = 0.0

    def serve(self, wire: socket.socket) -> None:
        """Say it on a connection."""
        while head_of(wire):
            wire.sendall(self.begins)
            while self.repeats:
                if self.pause and select.select([wire], [], [], self.pause)[0]:
                    return
                wire.sendall(self.repeats)


def _target(url: str, *, budget: int | None = None) -> Target:
    """A target whose answers have to be quick and small."""
    principal = Principal(headers={"Authorization": "Bearer demo-token"})
    pace = Pace(budget=budget, bounds=BOUNDS)
    return Target(api="agents_v2", base_url=url, principal=principal, pace=pace)


def _timed(run: Run, answer: Answer) -> tuple[Report, float]:
    """What comes of one request that is answered so, and how many seconds it takes."""
    with serving(answer.serve) as url:
        began = time.monotonic()
        report = run(_target(url, budget=1))
        return report, time.monotonic() - began


def _messages(report: Report) -> set[str]:
    """What is wrong, without the name of a row and the rest of its story."""
    found = set()
    for each in report.findings:
        lines = each.message.strip().removeprefix("a plain request: ").splitlines()
        found.add(lines[-1] if each.layer == doors.LAYER else lines[0])
    return found


def _head(*fields: str, media: str = "application/json") -> bytes:
    lines = ["HTTP/1.1 200 OK", f"Content-Type: {media}", *fields, "", ""]
    return "\r\n".join(lines).encode()


def _encoded(coding: str, body: bytes) -> Answer:
    return Answer(_head(f"Content-Encoding: {coding}", f"Content-Length: {len(body)}") + body)


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


EVENTS = _head(media="text/event-stream")
SLOW = [
    pytest.param(Answer(b""), id="nothing"),
    pytest.param(Answer(b"", b"H", 5), id="nothing for long"),
    pytest.param(Answer(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.02), id="a dripping head"),
    pytest.param(Answer(_head("Content-Length: 99999"), b" ", 0.02), id="a dripping body"),
]
STREAM = Answer(EVENTS, b": k\n\n", 0.02)
ENDLESS = Answer(_head("Transfer-Encoding: chunked"), _chunk(b"a" * 0x10000))
BOMB = _encoded("gzip", gzip.compress(bytes(BOUNDS.largest + 1)))


@pytest.mark.parametrize("run", LAYERS)
@pytest.mark.parametrize("answer", SLOW)
def test_an_answer_that_never_becomes_whole_is_a_finding(run: Run, answer: Answer) -> None:
    report, took = _timed(run, answer)
    assert _messages(report) == {LATE}
    assert took < SECONDS / 2


@pytest.mark.parametrize("run", SDK_LAYERS)
def test_a_stream_in_place_of_json_is_left(run: Run) -> None:
    report, took = _timed(run, STREAM)
    assert _messages(report) == {LATE}
    assert took < SECONDS / 2


def test_the_nasty_layer_leaves_a_stream_that_brings_nothing() -> None:
    report, took = _timed(_nasty, Answer(EVENTS, b": k\n", 0.02))
    assert [each.check for each in report.findings] == ["contract"]
    assert took < SECONDS / 2


@pytest.mark.parametrize("style", ["raw", "sync", "async"])
def test_a_stream_of_remarks_is_left_when_its_time_is_over(style: Style) -> None:
    with serving(STREAM.serve) as url, Probe(_target(url), style) as probe:
        began = time.monotonic()
        with suppress(BrokenError):  # a client may want an event
            probe.send("stream_task", path={"task_id": "a", "org_id": 1})
        assert time.monotonic() - began < SECONDS / 2


@pytest.mark.parametrize("style", ["raw", "sync", "async"])
def test_the_first_event_of_a_stream_may_take_longer_than_its_silence(style: Style) -> None:
    beat = {"task_id": "a", "timestamp": "2026-01-01T00:00:15+00:00"}
    frame = json.dumps({"event": "heartbeat", "data": beat}).encode()
    late = Answer(EVENTS, b"id: 1\ndata: " + frame + b"\n\n", STREAM_SILENCE + 0.2)
    with serving(late.serve) as url:
        target = evolve(_target(url), pace=Pace(bounds=Bounds(10.0)))
        with Probe(target, style) as probe:
            assert len(probe.send("stream_task", path={"task_id": "a"}).body) == 1


@pytest.mark.parametrize("style", ["raw", "sync", "async"])
def test_a_stream_that_brings_nothing_in_time_is_a_finding(style: Style) -> None:
    with (
        serving(Answer(EVENTS, b"", 5).serve) as url,
        Probe(_target(url), style) as probe,
        pytest.raises(BrokenError, match=LATE),
    ):
        probe.send("stream_task", path={"task_id": "a"})


@pytest.mark.parametrize("run", LAYERS)
@pytest.mark.parametrize("answer", [ENDLESS, BOMB], ids=["without an end", "of zeros"])
def test_an_answer_that_is_too_large_is_a_finding(run: Run, answer: Answer) -> None:
    report, _ = _timed(run, answer)
    assert {each.rpartition(": ")[2] for each in _messages(report)} == {LARGE}


@pytest.mark.parametrize("run", LAYERS)
@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_body_that_is_not_encoded_as_it_says_is_a_finding(run: Run, coding: str) -> None:
    report, _ = _timed(run, _encoded(coding, b"\x1f\x8bgarbage"))
    (message,) = _messages(report)
    assert "encoded as" in message
    assert coding in message


@pytest.mark.parametrize("run", LAYERS)
@pytest.mark.parametrize("answer", SLOW[:1])
def test_who_never_answers_is_not_asked_for_ever(run: Run, answer: Answer) -> None:
    with serving(answer.serve) as url:
        target = evolve(_target(url), pace=Pace(bounds=BOUNDS))
        reports = [run(target) for _ in range(MOST_UNANSWERED + 1)]
    assert target.pace.sent == MOST_UNANSWERED
    assert not sum(reports, Report())
    assert not reports[-1].checked
    assert [each.reason for each in reports[-1].skipped if each.operation == "*"][-1] == GIVEN_UP


@pytest.mark.parametrize("layer", suite.LAYERS)
def test_no_layer_asks_who_is_given_up(layer: str, make_target: MakeTarget) -> None:
    pace = Pace()
    for _ in range(MOST_UNANSWERED):
        pace.unanswered()
    target = evolve(make_target("agents_v2"), pace=pace)
    ((_, report),) = suite.run(target, layers=[layer], max_examples=1)
    assert pace.sent == 0
    assert GIVEN_UP in {each.reason for each in report.skipped}


def test_where_nobody_is_the_run_ends_soon() -> None:
    target = _target("http://127.0.0.1:9")
    report = doors.run(target)
    assert target.pace.sent == MOST_UNANSWERED
    assert not report
    assert GIVEN_UP in {each.reason for each in report.skipped}


def test_an_operation_that_hangs_does_not_end_the_run(make_target: MakeTarget) -> None:
    def serve(wire: socket.socket) -> None:
        while head := head_of(wire):
            if b"/stats" not in head:
                wire.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    with serving(serve) as url:
        target = _target(url)
        report = bridge.run(target, max_examples=5, only=["get_stats", "get_task"])
    assert target.pace.reason is None
    assert [each.operation for each in report.skipped] == ["get_stats"]
    assert {each.operation for each in report.findings} == {"get_stats", "get_task"}


def test_an_answer_begins_the_count_anew() -> None:
    pace = Pace()
    for _ in range(MOST_UNANSWERED - 1):
        pace.unanswered()
    pace.answered()
    pace.unanswered()
    pace.step()


def test_who_is_given_up_stays_so() -> None:
    pace = Pace()
    for _ in range(MOST_UNANSWERED):
        pace.unanswered()
    pace.answered()
    assert pace.spent
    with pytest.raises(SpentError, match="without an answer"):
        pace.step()


def test_silence_that_nasty_bytes_provoke_gives_nobody_up() -> None:
    def serve(wire: socket.socket) -> None:
        while head := head_of(wire):
            if b"GET /" in head and b"/stats" in head and b"?" not in head:
                wire.sendall(b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n")

    with serving(serve) as url:
        target = _target(url)
        nasty.run(target, deadline=0.05, only=["run_research"])
    assert target.pace.reason is None


@given(
    body=st.binary(max_size=2_000), cut=st.integers(1, 50), coding=st.sampled_from(sorted(ENCODERS))
)
def test_a_body_is_decoded_in_whatever_parts_it_comes(body: bytes, cut: int, coding: str) -> None:
    encoded = ENCODERS[coding](body)
    decoder = Decoder(coding, LARGEST)
    parts = [encoded[start : start + cut] for start in range(0, len(encoded), cut)]
    assert b"".join(map(decoder.take, parts)) == body


@given(most=st.integers(0, 3_000))
def test_no_more_is_decoded_than_wanted(most: int) -> None:
    encoded = gzip.compress(bytes(2_000))
    if most >= 2_000:
        assert len(Decoder("gzip", most).take(encoded)) == 2_000
    else:
        with pytest.raises(TooLargeError):
            Decoder("gzip", most).take(encoded)


def test_deflate_is_read_without_its_header_too() -> None:
    machine = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    encoded = machine.compress(b"{}") + machine.flush()
    assert Decoder("deflate", LARGEST).take(encoded) == b"{}"


def test_an_encoding_that_nobody_asked_for_is_not_read() -> None:
    with pytest.raises(UnreadableError, match="'br', and gzip, deflate are asked for"):
        Decoder("br", LARGEST)


def test_the_largest_body_is_said_in_its_unit() -> None:
    assert Bounds().late == "no whole answer within 20 s"
    assert Bounds().large == "the answer has more than 16 MiB"
