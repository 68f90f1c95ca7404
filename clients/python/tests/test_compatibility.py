"""What a newer server may send: it survives, and is written back as it came."""

import json
from typing import Any

import pytest

import taskpact
from clients.python.tests.styles import Drive, Pauses, both, events_of
from clients.python.tests.wire import JSON, Answer, Server, answer, events
from taskpact import AgentsV2, State, errors
from taskpact.agents_v2 import models


@both
@pytest.mark.parametrize(
    "news",
    [
        pytest.param({"status": "hibernating"}, id="enum value"),
        pytest.param({"mood": {"good": [1, None]}}, id="field"),
        pytest.param({"result": {"haiku": "old pond"}}, id="kind of result"),
        pytest.param({"agent_type": "poet"}, id="agent"),
    ],
)
def test_news_in_a_record_is_written_back(
    server: Server, finished: dict[str, Any], drive: Drive, news: dict[str, Any]
) -> None:
    sent = {**finished, **news}
    server.replies(answer(sent))
    task = drive("AgentsV2", server.url, lambda client: client.get_task("t"))
    assert task.to_dict() == sent


@both
@pytest.mark.parametrize("status", [201, 203, 206, 299])
def test_new_success_is_read_like_the_one_that_is_known(
    server: Server, finished: dict[str, Any], drive: Drive, status: int
) -> None:
    server.replies(answer(finished, status))
    task = drive("AgentsV2", server.url, lambda client: client.get_task("t"))
    assert task.to_dict() == finished


@both
def test_new_success_beside_two_that_differ_is_a_decode_error(server: Server, drive: Drive) -> None:
    server.replies(answer({}, 203))
    with pytest.raises(errors.DecodeError, match="status 203, where its contract lists 200, 204"):
        drive("AgentRuntime", server.url, lambda client: client.claim_next_task())


@both
@pytest.mark.parametrize("status", [402, 418, 451, 499])
def test_new_refusal_is_a_status_error(server: Server, drive: Drive, status: int) -> None:
    server.replies(answer({"code": "NEW", "message": "m"}, status))
    with pytest.raises(errors.StatusError) as caught:
        drive("AgentsV2", server.url, lambda client: client.get_task("t"))
    assert type(caught.value) is errors.StatusError
    assert (caught.value.status, caught.value.code) == (status, "NEW")


@both
@pytest.mark.parametrize(
    "media_type", ["application/vnd.new+json", "application/json; v=2", "text/plain", ""]
)
def test_new_content_type_of_json_is_read(
    server: Server, finished: dict[str, Any], drive: Drive, media_type: str
) -> None:
    server.replies(Answer(200, json.dumps(finished).encode(), {"Content-Type": media_type}))
    task = drive("AgentsV2", server.url, lambda client: client.get_task("t"))
    assert task.to_dict() == finished


@both
def test_new_event_is_given_as_it_came(server: Server, pauses: Pauses, drive: Drive) -> None:
    news = {"event": "thought", "data": {"text": "hm"}}
    server.replies(events(b"id: 1\nevent: thought\ndata: %s\n\n" % json.dumps(news).encode()))
    seen = drive("AgentsV2", server.url, events_of(lambda client: client.stream_task("t")))
    assert [(event.name, event.data) for event in seen] == [("thought", news)]


@both
def test_new_last_event_does_not_keep_a_stream_open(
    server: Server, pauses: Pauses, drive: Drive
) -> None:
    """A connection that ends in good order and brings nothing new ends the stream."""
    server.replies(events(b'id: 1\ndata: {"event": "finished"}\n\n'))
    seen = drive("AgentsV2", server.url, events_of(lambda client: client.stream_task("t")))
    assert len(seen) == 1
    assert len(server.requests) == 2


def test_new_field_of_an_error_is_in_its_body(server: Server) -> None:
    sent = {"detail": {"code": "C", "message": "m", "advice": "rest"}, "trace": "x"}
    server.replies(Answer(404, json.dumps(sent).encode(), JSON))
    with AgentsV2(base_url=server.url) as client, pytest.raises(errors.NotFound) as caught:
        client.get_task("t")
    assert caught.value.body == sent


def test_new_word_is_never_an_end(finished: dict[str, Any]) -> None:
    record = models.TaskResponse.from_dict({**finished, "status": "archived"})
    with AgentsV2(base_url="http://127.0.0.1:9") as client:
        handle = client.track(record)
        assert (handle.state, handle.done, handle.status) == (State.UNKNOWN, False, "archived")


def test_word_of_every_vocabulary_is_known() -> None:
    """The five vocabularies of agent runs that are known to be in use."""
    from taskpact._generated.agent_runs.lifecycle import AGENT_RUN

    words = (
        "ACTIVE COMPLETE RUNNING CANCELLED ERROR FAILED STOPPED PENDING TIMEOUT"
        " MAX_ITERATIONS_REACHED OUT_OF_TOKENS EVALUATION completed failed queued in_progress"
        " pending"
    )
    assert set(words.split()) <= AGENT_RUN.states.keys()
    assert taskpact.State.UNKNOWN not in AGENT_RUN.states.values()
