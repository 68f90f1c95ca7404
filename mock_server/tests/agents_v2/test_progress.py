"""Progress, and the events that tell of it."""

from typing import Any

import pytest

from mock_server.tests.agents_v2.client import (
    AGENTS,
    BASE,
    BODIES,
    COMPLETED,
    Tasks,
    accepted,
    detail,
    ok,
)

# Percent, step, its number and their count, as often as they are reported.
STEPS: dict[str, list[tuple[int, str, int, int]]] = {
    "research": [
        (10, "outline", 1, 3),
        (25, "outline", 1, 3),
        *[(25, "sections", 2, 3)] * 3,
        (75, "sections", 2, 3),
        (80, "synthesis", 3, 3),
        (95, "synthesis", 3, 3),
        (100, "done", 3, 3),
    ],
    "data_analyst": [
        (10, "statistics", 1, 2),
        (30, "analysis", 2, 2),
        (90, "analysis", 2, 2),
        (100, "done", 2, 2),
    ],
    "email_draft": [(10, "drafting", 1, 1), (80, "drafting", 1, 1), (100, "done", 1, 1)],
    "content_repurpose": [
        (10, "tweet_thread", 1, 2),
        (50, "slides", 2, 2),
        (95, "finalise", 2, 2),
        (100, "done", 2, 2),
    ],
    "proofreading": [
        (10, "readability", 1, 2),
        (20, "proofreading", 2, 2),
        (85, "proofreading", 2, 2),
        (100, "done", 2, 2),
    ],
}


@pytest.mark.parametrize("agent", AGENTS)
def test_progress_goes_through_the_agents_steps(tasks: Tasks, agent: str) -> None:
    tasks.script({"take": 10 * (len(STEPS[agent]) + 1)})
    task_id = tasks.submit(agent)
    tasks.world.advance(0.1)
    seen = []
    for _ in STEPS[agent]:
        tasks.world.advance(10)
        task = tasks.get(task_id)
        assert task["status"] == "running"
        now = task["progress"]
        assert now["message"]
        seen.append(
            (now["percent"], now["current_step"], now["current_step_num"], now["total_steps"])
        )
    assert seen == STEPS[agent]
    tasks.world.advance(10)
    assert tasks.get(task_id)["status"] == "completed"


@pytest.mark.parametrize("agent", AGENTS)
def test_every_step_is_an_event(tasks: Tasks, agent: str) -> None:
    task = accepted(tasks.run(agent))
    events = tasks.events(task["task_id"])
    assert [each["event_type"] for each in events] == [
        "created",
        "started",
        *["progress"] * len(STEPS[agent]),
        "completed",
    ]
    assert [(each["previous_status"], each["new_status"]) for each in events] == [
        (None, "pending"),
        ("pending", "running"),
        *[(None, None)] * len(STEPS[agent]),
        ("running", "completed"),
    ]
    steps = [(each["event_data"]["percent"], each["event_data"]["step"]) for each in events[2:-1]]
    assert steps == [(percent, step) for percent, step, _, _ in STEPS[agent]]
    assert events[1]["event_data"] == {"attempt": 1}
    assert events[-1]["event_data"] == {
        name: task["cost"][name] for name in ("tokens_input", "tokens_output")
    }
    ids = [each["id"] for each in events]
    assert ids == sorted(set(ids))


def test_events_that_were_seen_stay_as_they_were(tasks: Tasks) -> None:
    tasks.script({"take": 100})
    task_id = tasks.submit()
    seen: list[dict[str, Any]] = []
    for _ in range(12):
        tasks.world.advance(10)
        events = tasks.events(task_id)
        assert events[: len(seen)] == seen
        seen = events
    assert seen[-1]["event_type"] == "completed"
    assert [each["created_at"] for each in seen] == sorted(each["created_at"] for each in seen)


@pytest.mark.parametrize("agent", AGENTS)
def test_the_created_event_holds_the_input_without_what_is_not_for_the_agent(
    tasks: Tasks, agent: str
) -> None:
    task_id = tasks.submit(agent, idempotency_key="k", priority=3)
    (created,) = tasks.events(task_id)
    params = created["event_data"]["input_params"]
    assert not {"idempotency_key", "priority", "webhook_url", "sync"} & set(params)
    assert BODIES[agent].items() <= params.items()


def test_events_come_newest_first_and_as_many_as_wanted(tasks: Tasks) -> None:
    path = f"{BASE}/tasks/{COMPLETED}/events"
    everything = ok(tasks.world.get(path))
    assert [each["id"] for each in everything] == sorted(
        (each["id"] for each in everything), reverse=True
    )
    for limit in (1, 3, 500):
        assert ok(tasks.world.get(path, params={"limit": limit})) == everything[:limit]
    for refused in (0, 501, -1, "x"):
        detail(tasks.world.get(path, params={"limit": refused}), 422)
