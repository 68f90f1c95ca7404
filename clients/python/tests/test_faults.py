"""What goes wrong on the way, and what comes of it: the right result or the right error.

Each row holds for both styles, over a real connection. No row may duplicate work or hang.
"""

import json
from time import monotonic
from typing import Any

import httpx
import pytest
from attrs import evolve, frozen

from clients.python.tests.styles import Act, Drive, Pauses, both, events_of
from clients.python.tests.wire import JSON, LOST, SILENT, Answer, Server, answer, events
from taskpact import errors
from taskpact.agents_v2 import models

READ: Act = lambda client: client.get_task("t")  # noqa: E731 # an act is a value here
WRITE: Act = lambda client: client.run_research(topic="solar power", sync=False)  # noqa: E731
CANCEL: Act = lambda client: client.cancel_task("t")  # noqa: E731

DATE = "Wed, 21 Oct 2026 07:28:00 GMT"
LATER = "Wed, 21 Oct 2026 07:28:03 GMT"
HTML = Answer(200, b"<html>Hello</html>", {"Content-Type": "text/html"})
PATIENCE = httpx.Timeout(10.0, read=0.5)
REFUSED = {"error": "Rate limit exceeded: 10 per 1 minute"}


@pytest.fixture
def good(finished: dict[str, Any]) -> Answer:
    """An answer that is a success of every operation used here."""
    return answer(finished)


def _busy(**headers: str) -> Answer:
    return answer(REFUSED, 429, **headers)


@both
@pytest.mark.parametrize(
    ("faults", "shortest", "longest"),
    [
        pytest.param([_busy(**{"Retry-After": "2"})], 2, 2.2, id="429 seconds"),
        pytest.param([_busy(**{"Retry-After": LATER, "Date": DATE})], 3, 3.3, id="429 date"),
        pytest.param([_busy(**{"Retry-After-Ms": "1500"})], 1.5, 1.65, id="429 milliseconds"),
        pytest.param([_busy(**{"Retry-After": "soon"})], 0.37, 0.5, id="429 without sense"),
        pytest.param([_busy(), _busy()], 1.1, 1.5, id="429 burst"),
        pytest.param([Answer(503)], 0.37, 0.5, id="503"),
        pytest.param([Answer(529), Answer(529)], 1.1, 1.5, id="529 twice"),
        pytest.param([Answer(408)], 0.37, 0.5, id="408"),
        pytest.param([LOST], 0.37, 0.5, id="lost answer"),
        pytest.param([LOST, Answer(502)], 1.1, 1.5, id="lost answer, bad gateway"),
        pytest.param(
            [Answer(200, b"{", {**JSON, "Content-Length": "9"}, cut=True)], 0.37, 0.5, id="cut"
        ),
    ],
)
@pytest.mark.parametrize("act", [READ, WRITE], ids=["read", "keyed write"])
def test_fault_that_passes_is_overcome(
    server: Server,
    good: Answer,
    pauses: Pauses,
    drive: Drive,
    act: Act,
    faults: list[Answer],
    shortest: float,
    longest: float,
) -> None:
    server.replies(*faults, evolve(good, status=202 if act is WRITE else 200))
    task = drive("AgentsV2", server.url, act, credentials="x")
    assert isinstance(task, models.TaskResponse)
    assert len(server.requests) == len(faults) + 1
    assert shortest <= sum(pauses.seen) <= longest
    assert len({seen.body for seen in server.requests}) == 1


@frozen
class Failure:
    """How a call ends that cannot be saved: its error, and how often it was tried."""

    kind: type[errors.CallFailed]
    outcome: errors.Outcome
    attempts: int


@both
@pytest.mark.parametrize(
    ("act", "reply", "failure"),
    [
        pytest.param(
            READ, Answer(503), Failure(errors.ServerError, "unknown", 3), id="503 for ever"
        ),
        pytest.param(READ, _busy(), Failure(errors.RateLimited, "rejected", 3), id="429 for ever"),
        pytest.param(
            READ,
            _busy(**{"Retry-After": "3600"}),
            Failure(errors.RateLimited, "rejected", 1),
            id="429 for an hour",
        ),
        pytest.param(READ, LOST, Failure(errors.ConnectionFailed, "unknown", 3), id="no answer"),
        pytest.param(
            CANCEL, LOST, Failure(errors.ConnectionFailed, "unknown", 1), id="write, lost answer"
        ),
        pytest.param(
            CANCEL, Answer(503), Failure(errors.ServerError, "unknown", 1), id="write, 503"
        ),
        pytest.param(CANCEL, _busy(), Failure(errors.RateLimited, "rejected", 3), id="write, 429"),
        pytest.param(READ, Answer(501), Failure(errors.ServerError, "unknown", 1), id="501"),
        pytest.param(READ, Answer(404), Failure(errors.NotFound, "rejected", 1), id="404"),
        pytest.param(
            READ,
            Answer(200, b'{"task_id": ', JSON),
            Failure(errors.DecodeError, "unknown", 1),
            id="malformed JSON",
        ),
        pytest.param(READ, HTML, Failure(errors.DecodeError, "unknown", 1), id="HTML for JSON"),
        pytest.param(
            READ,
            Answer(204, b"", {}),
            Failure(errors.DecodeError, "unknown", 1),
            id="status without a contract",
        ),
        pytest.param(
            READ,
            Answer(200, b"no gzip", {**JSON, "Content-Encoding": "gzip"}),
            Failure(errors.DecodeError, "unknown", 1),
            id="broken encoding",
        ),
    ],
)
def test_fault_that_stays_is_the_right_error(
    server: Server, pauses: Pauses, drive: Drive, act: Act, reply: Answer, failure: Failure
) -> None:
    server.replies(reply)
    with pytest.raises(errors.CallFailed) as caught:
        drive("AgentsV2", server.url, act, credentials="x")
    error = caught.value
    assert Failure(type(error), error.outcome, error.attempts) == failure
    assert len(server.requests) == failure.attempts


@both
def test_json_with_another_content_type_is_read_all_the_same(
    server: Server, good: Answer, drive: Drive
) -> None:
    server.replies(evolve(good, headers={"Content-Type": "text/plain"}))
    task = drive("AgentsV2", server.url, READ, credentials="x")
    assert isinstance(task, models.TaskResponse)


@both
def test_no_server_is_tried_again_even_for_a_write(pauses: Pauses, drive: Drive) -> None:
    with pytest.raises(errors.ConnectionFailed) as caught:
        drive("AgentsV2", "http://127.0.0.1:9", CANCEL, credentials="x")
    assert (caught.value.outcome, caught.value.attempts) == ("not_sent", 3)


@both
@pytest.mark.parametrize("slow", [SILENT, events(b"{", b" ", hold=True)], ids=["head", "body"])
def test_slow_answer_past_the_deadline_is_timed_out(
    server: Server, drive: Drive, slow: Answer
) -> None:
    server.replies(slow)
    with pytest.raises(errors.TimedOut) as caught:
        drive("AgentsV2", server.url, READ, credentials="x", deadline=0.2)
    assert (caught.value.outcome, caught.value.attempts) == ("unknown", 1)


@both
def test_answer_that_trickles_past_the_deadline_is_timed_out(server: Server, drive: Drive) -> None:
    """Each byte comes in time, the whole never does."""
    slow = evolve(events(*[b" "] * 100), headers=JSON, pace=0.02)
    server.replies(slow)
    began = monotonic()
    with pytest.raises(errors.TimedOut):
        drive("AgentsV2", server.url, READ, credentials="x", deadline=0.5)
    assert monotonic() - began < 1.5


@both
def test_pause_that_would_pass_the_deadline_is_not_taken(
    server: Server, pauses: Pauses, drive: Drive
) -> None:
    server.replies(_busy(**{"Retry-After": "9"}))
    with pytest.raises(errors.RateLimited):
        drive("AgentsV2", server.url, READ, credentials="x", deadline=5)
    assert pauses.seen == []


@both
def test_lost_answer_of_a_submit_is_left_to_the_caller(
    server: Server, pauses: Pauses, drive: Drive
) -> None:
    """Agent tasks take no idempotency key: a second submit could be a second task."""
    server.replies(LOST)
    with pytest.raises(errors.ConnectionFailed) as caught:
        drive("AgentTasks", server.url, lambda client: client.submit_task("a", message="go"))
    assert (caught.value.outcome, len(server.requests)) == ("unknown", 1)


@both
def test_key_of_a_claim_has_no_effect_so_a_claim_is_not_repeated(
    server: Server, pauses: Pauses, drive: Drive
) -> None:
    server.replies(LOST)
    with pytest.raises(errors.ConnectionFailed):
        drive(
            "AgentRuntime", server.url, lambda client: client.claim_next_task(idempotency_key="k")
        )
    assert len(server.requests) == 1


# Streams


def _frame(number: int, *, last: bool = False) -> bytes:
    data = (
        {"event": "complete", "data": {"task_id": "t", "status": "completed"}}
        if last
        else {
            "event": "progress",
            "data": {"task_id": "t", "status": "running", "progress": {"percent": number}},
        }
    )
    return b"id: %d\ndata: %s\n\n" % (number, json.dumps(data).encode())


FRAMES = [*map(_frame, range(4)), _frame(4, last=True)]
FOLLOW = events_of(lambda client: client.stream_task("t"))


@both
@pytest.mark.parametrize("replays", [True, False], ids=["replays all", "resumes"])
@pytest.mark.parametrize("ending", ["cut", "ended"])
@pytest.mark.parametrize("at", range(1, len(FRAMES)))
def test_stream_goes_on_behind_a_cut_at_each_event(
    server: Server, pauses: Pauses, drive: Drive, at: int, ending: str, replays: bool
) -> None:
    rest = FRAMES if replays else FRAMES[at:]
    server.replies(events(*FRAMES[:at], cut=ending == "cut"), events(*rest))
    seen = drive("AgentsV2", server.url, FOLLOW, credentials="x")
    assert [event.id for event in seen] == ["0", "1", "2", "3", "4"]
    assert isinstance(seen[-1].data, models.CompleteFrame)
    assert [request.headers.get("last-event-id") for request in server.requests] == [
        None,
        str(at - 1),
    ]


@both
def test_stream_cut_inside_an_event_gives_it_once(
    server: Server, pauses: Pauses, drive: Drive
) -> None:
    server.replies(events(FRAMES[0], FRAMES[1][:-9], cut=True), events(*FRAMES[1:]))
    seen = drive("AgentsV2", server.url, FOLLOW, credentials="x")
    assert [event.id for event in seen] == ["0", "1", "2", "3", "4"]


@both
def test_stream_cut_again_and_again_goes_on_while_it_brings_news(
    server: Server, pauses: Pauses, drive: Drive
) -> None:
    server.replies(*(events(frame, cut=True) for frame in FRAMES))
    seen = drive("AgentsV2", server.url, FOLLOW, credentials="x")
    assert len(seen) == len(FRAMES)


@both
def test_stream_without_ids_drops_what_the_next_connection_repeats(
    server: Server, pauses: Pauses, drive: Drive
) -> None:
    bare = [frame.partition(b"\n")[2] for frame in FRAMES]
    server.replies(events(*bare[:2], cut=True), events(*bare[1:]))
    seen = drive("AgentsV2", server.url, FOLLOW, credentials="x")
    assert [event.data.event for event in seen] == ["progress"] * 4 + ["complete"]


@both
def test_stream_that_is_always_cut_is_connection_failed(
    server: Server, pauses: Pauses, drive: Drive
) -> None:
    server.replies(events(FRAMES[0], cut=True))
    with pytest.raises(errors.ConnectionFailed) as caught:
        drive("AgentsV2", server.url, FOLLOW, credentials="x")
    assert caught.value.attempts == 3
    assert len(server.requests) == 3


@both
def test_stream_waits_as_long_as_the_server_says(
    server: Server, pauses: Pauses, drive: Drive
) -> None:
    server.replies(events(b"retry: 70\n" + FRAMES[0], cut=True), events(*FRAMES[1:]))
    drive("AgentsV2", server.url, FOLLOW, credentials="x")
    assert pauses.seen == [0.07]


@both
def test_stream_that_stalls_is_taken_up_again(server: Server, pauses: Pauses, drive: Drive) -> None:
    server.replies(events(*FRAMES[:2], hold=True), events(*FRAMES[2:]))
    seen = drive("AgentsV2", server.url, FOLLOW, credentials="x", timeout=PATIENCE)
    assert len(seen) == len(FRAMES)


@both
def test_stream_that_brings_nothing_in_time_is_timed_out(
    server: Server, pauses: Pauses, drive: Drive
) -> None:
    server.replies(events(hold=True))
    with pytest.raises(errors.TimedOut):
        drive("AgentsV2", server.url, FOLLOW, credentials="x", timeout=PATIENCE)
    assert len(server.requests) == 1


@both
def test_stream_is_bounded_by_the_deadline(server: Server, drive: Drive) -> None:
    """Also when it falls silent behind an event."""
    server.replies(evolve(events(FRAMES[0], FRAMES[1], hold=True), pace=0.2))
    began = monotonic()
    with pytest.raises(errors.TimedOut):
        drive("AgentsV2", server.url, FOLLOW, credentials="x", deadline=0.8)
    assert monotonic() - began < 1.5
    assert len(server.requests) == 1
