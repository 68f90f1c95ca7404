"""Handles on work that asks back."""

from typing import Any

import pytest

import taskpact
from clients.python.tests.kinds import SUBMITTED
from clients.python.tests.styles import Drive, Pauses, both
from clients.python.tests.wire import Server, answer
from taskpact import State
from taskpact.errors import InputNeeded


def _asking(word: str) -> dict[str, Any]:
    return SUBMITTED.record(word)


@both
def test_wait_ends_when_the_agent_asks(server: Server, pauses: Pauses, drive: Drive) -> None:
    server.replies(answer(_asking("running")), answer(_asking("awaiting_input")))
    with pytest.raises(InputNeeded, match="Task t waits for an answer"):
        drive("AgentTasks", server.url, lambda client: client.track("a", "t").result())


@both
def test_reply_reads_what_came_of_it(server: Server, drive: Drive) -> None:
    taken = {"task_id": "t", "status": "running", "message_received": True}
    server.replies(answer(taken), answer(_asking("running")))
    record = drive("AgentTasks", server.url, lambda client: client.track("a", "t").reply("main"))
    assert record.status == "running"


def test_reply_answers_the_agent(server: Server) -> None:
    taken = {"task_id": "t", "status": "running", "message_received": True}
    server.replies(answer(_asking("awaiting_input")), answer(taken), answer(_asking("running")))
    with taskpact.AgentTasks(base_url=server.url) as client:
        task = client.track("a", "t")
        assert task.wait().status == "awaiting_input"
        assert task.needs_input
        assert task.reply("main").status == "running"
    assert server.requests[1].path == "/agent/a/task/t/message"
    assert server.requests[1].json == {"message": "main"}


def test_submission_can_be_followed_at_once(server: Server) -> None:
    submitted = {
        "task_id": "t",
        "status": "queued",
        "created_at": "2026-01-01T00:00:00Z",
        "poll_url": f"{server.url}/agent/a/task/t",
        "cancel_url": f"{server.url}/agent/a/task/t/cancel",
    }
    server.replies(answer(submitted, 202))
    with taskpact.AgentTasks(base_url=server.url) as client:
        task = client.track("a", client.submit_task("a", message="go"))
        assert (task.status, task.state) == ("queued", State.PENDING)
