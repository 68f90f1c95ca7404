"""Answers that are lost, and what is left in the world by then."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from mock_server.tests.agents_v2.client import BODIES, COMPLETED, Tasks, ok
from mock_server.tests.faults.calls import LOST, RESEARCH, SOON, TASK, add, connected


@pytest.mark.parametrize("kind", LOST)
def test_before_the_effect_the_world_stays_as_it_was(tasks: Tasks, kind: str) -> None:
    before = tasks.page()
    add(tasks.world, {kind: {"phase": "before"}}, operation="run_research")
    with pytest.raises(LOST[kind]):
        tasks.world.post(RESEARCH, json=BODIES["research"], timeout=SOON)
    assert tasks.page() == before


@pytest.mark.parametrize("kind", LOST)
def test_after_the_effect_it_stands_and_only_the_answer_is_lost(tasks: Tasks, kind: str) -> None:
    total = tasks.page()["total"]
    add(tasks.world, {kind: {"phase": "after"}}, operation="run_research")
    with pytest.raises(LOST[kind]):
        tasks.world.post(RESEARCH, json=BODIES["research"], timeout=SOON)
    assert tasks.page()["total"] == total + 1


@pytest.mark.parametrize(("phase", "more"), [("before", 0), ("after", 1)])
def test_another_answer_comes_before_or_after_the_effect(
    tasks: Tasks, phase: str, more: int
) -> None:
    total = tasks.page()["total"]
    other = {"status": 502, "body": {"error": "bad"}, "headers": {"Retry-After": "7"}}
    add(tasks.world, {"status": {**other, "phase": phase}}, operation="run_research")
    response = tasks.run()
    assert (response.status_code, response.json()) == (502, {"error": "bad"})
    assert response.headers["retry-after"] == "7"
    assert tasks.page()["total"] == total + more


@pytest.mark.parametrize(
    ("answer", "media", "body"),
    [
        ({}, None, b""),
        ({"body": "a"}, "application/json", b'"a"'),
        ({"body": "<p>", "headers": {"Content-Type": "text/html"}}, "text/html", b"<p>"),
        ({"body": "a", "headers": {"content-type": "a/b+json"}}, "a/b+json", b'"a"'),
    ],
)
def test_another_answer_has_the_body_and_the_type_that_are_wanted(
    tasks: Tasks, answer: dict[str, Any], media: str | None, body: bytes
) -> None:
    add(tasks.world, {"status": {"status": 503, **answer}})
    response = tasks.world.get(TASK)
    assert response.status_code == 503
    assert response.headers.get_list("content-type") == ([media] if media else [])
    assert response.content == body


def test_a_reset_is_one_of_tcp(tasks: Tasks) -> None:
    add(tasks.world, {"reset": {}})
    with connected(tasks.world, TASK) as line, pytest.raises(ConnectionResetError):
        line.recv(1)


def test_a_lost_synchronous_run_is_waited_for_first(tasks: Tasks) -> None:
    tasks.script({"take": 60})
    add(tasks.world, {"status": {"status": 504, "phase": "after"}}, operation="run_research")
    with ThreadPoolExecutor() as pool:
        running = pool.submit(tasks.run)
        tasks.world.waiters()
        tasks.world.advance(60)
        assert running.result().status_code == 504
    assert tasks.page(limit=1)["tasks"][0]["status"] == "completed"


def test_a_time_out_ends_with_the_world_too(tasks: Tasks) -> None:
    add(tasks.world, {"timeout": {}})
    with ThreadPoolExecutor() as pool:
        asking = pool.submit(tasks.world.get, TASK)
        assert tasks.world.waiters()[0]["what"] == "a client to give up"
        tasks.world.post("/_mock/reset").raise_for_status()
        with pytest.raises(httpx.RemoteProtocolError):
            asking.result()


def test_a_client_that_gave_up_is_no_longer_waited_for(tasks: Tasks) -> None:
    add(tasks.world, {"timeout": {}})
    with pytest.raises(httpx.ReadTimeout):
        tasks.world.get(TASK, timeout=SOON)
    tasks.world.waiters(0)
    tasks.world.advance(1)
    assert tasks.get(COMPLETED)["status"] == "completed"


@pytest.mark.parametrize("kind", LOST)
def test_a_request_without_an_answer_is_written_down_without_a_status(
    tasks: Tasks, kind: str
) -> None:
    add(tasks.world, {kind: {}})
    with pytest.raises(LOST[kind]):
        tasks.world.get(TASK, timeout=SOON)
    (entry,) = ok(tasks.world.get("/_mock/requests"))["requests"]
    assert (entry["operation"], entry["status"]) == ("get_task", None)


def test_a_fault_is_no_error_of_the_server(tasks: Tasks, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for path, fault in (
            (TASK, {"reset": {}}),
            (TASK, {"truncate": {}}),
            (f"{TASK}/stream", {"cut": {"event": 1}}),
        ):
            add(tasks.world, fault)
            with pytest.raises(httpx.TransportError):
                tasks.world.get(path)
        ok(tasks.world.get(TASK))
    assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []
