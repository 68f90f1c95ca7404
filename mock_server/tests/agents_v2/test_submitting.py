"""Submitting: what a run answers, its id and its links."""

from collections.abc import Callable
from datetime import datetime

import pytest

from mock_server.tests.agents_v2.client import (
    AGENTS,
    BASE,
    BY_STATE,
    FAILED,
    RUNNING,
    Tasks,
    accepted,
    ok,
)
from mock_server.tests.agents_v2.outcomes import FILTERED


@pytest.mark.parametrize("agent", AGENTS)
def test_a_run_answers_with_its_result(tasks: Tasks, agent: str) -> None:
    task = accepted(tasks.run(agent))
    assert (task["agent_type"], task["status"]) == (agent, "completed")
    assert task["result"]["generated_at"] == task["timestamps"]["completed_at"]
    assert task["progress"]["percent"] == 100
    assert task["progress"]["message"] == "Completed"
    assert task["progress"]["current_step"] == "done"
    assert task["error"] is None
    assert task["attempts"] == {"count": 1, "max": 3}
    assert task["cost"]["tokens_output"] > 0
    assert tasks.get(task["task_id"]) == task


@pytest.mark.parametrize("agent", AGENTS)
def test_a_run_that_nobody_waits_for_answers_at_once(tasks: Tasks, agent: str) -> None:
    task = accepted(tasks.run(agent, sync=False))
    assert (task["agent_type"], task["status"]) == (agent, "pending")
    assert task["progress"] == {
        "percent": 0,
        "message": None,
        "current_step": None,
        "total_steps": None,
        "current_step_num": None,
    }
    assert task["attempts"] == {"count": 0, "max": 3}
    assert task["cost"] == {"tokens_input": 0, "tokens_output": 0, "estimated_cost_cents": 0}
    assert (task["result"], task["error"]) == (None, None)
    assert task["timestamps"]["started_at"] is task["timestamps"]["completed_at"] is None


@pytest.mark.parametrize("agent", AGENTS)
def test_it_is_picked_up_and_done_within_a_second(tasks: Tasks, agent: str) -> None:
    task_id = tasks.submit(agent)
    tasks.world.advance(0.1)
    task = tasks.get(task_id)
    assert (task["status"], task["attempts"]["count"]) == ("running", 1)
    tasks.world.advance(0.9)
    task = tasks.get(task_id)
    assert task["status"] == "completed"
    moments = [datetime.fromisoformat(task["timestamps"][each]) for each in task["timestamps"]]
    assert [(moment - moments[0]).total_seconds() for moment in moments] == [0, 0.1, 1]


def test_waiting_or_not_makes_the_same_result(make_tasks: Callable[..., Tasks]) -> None:
    waited = make_tasks()
    polled = make_tasks()
    one = accepted(waited.run("data_analyst"))
    other = polled.submit("data_analyst")
    polled.world.advance(1)
    assert {**one["result"], "generated_at": ""} == {
        **polled.get(other)["result"],
        "generated_at": "",
    }


def test_ids_have_16_hex_digits_and_sort_by_time(tasks: Tasks) -> None:
    ids = []
    for _ in range(5):
        ids.append(tasks.submit())
        tasks.world.advance(0.001)
    assert all(len(each) == 16 and int(each, 16) >= 0 for each in ids)
    assert ids == sorted(set(ids))


def test_links_name_what_can_be_done_and_resolve(tasks: Tasks) -> None:
    shown = {}
    for state, task_id in BY_STATE.items():
        links = tasks.get(task_id)["links"]
        assert links["self"] == f"{BASE}/tasks/{task_id}"
        assert {name: link for name, link in links.items() if link and name != "self"} == {
            name: f"{links['self']}/{name}" for name in links if links[name] and name != "self"
        }
        assert ok(tasks.world.get(links["self"]))["task_id"] == task_id
        assert ok(tasks.world.get(links["events"]))
        shown[state] = {name for name in ("cancel", "retry", "stream") if links[name]}
    assert shown == {
        "pending": {"cancel", "stream"},
        "running": {"cancel", "stream"},
        "retrying": {"stream"},
        "failed": {"retry"},
        "completed": set(),
        "cancelled": set(),
    }
    assert ok(tasks.world.post(tasks.get(FAILED)["links"]["retry"]))["status"] == "completed"
    assert ok(tasks.world.post(tasks.get(RUNNING)["links"]["cancel"]))["status"] == "cancelled"


def test_a_task_that_cannot_be_retried_has_no_link_for_it(tasks: Tasks) -> None:
    tasks.script(FILTERED)
    task = accepted(tasks.run())
    assert (task["status"], task["links"]["retry"]) == ("failed", None)
