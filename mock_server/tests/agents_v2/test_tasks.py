"""Tasks: submitting, progress, ends, cancelling, retrying, idempotency."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from mock_server.tests.agents_v2.client import (
    AGENTS,
    BASE,
    BODIES,
    BY_STATE,
    CANCELLED,
    COMPLETED,
    FAILED,
    RUNNING,
    STATES,
    Tasks,
    accepted,
    detail,
    ok,
)

TIMEOUT = {"fail": {"code": "LLM_TIMEOUT"}}
FILTERED = {"fail": {"code": "LLM_CONTENT_FILTERED"}}
DAY = 24 * 3600

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


def begun(tasks: Tasks, **fields: Any) -> str:
    """A task whose only attempt stands still in the middle, at 25 percent."""
    tasks.script({"take": 1000})
    task_id = tasks.submit(**fields)
    tasks.world.advance(500)
    assert tasks.get(task_id)["progress"]["percent"] == 25
    return task_id


# Submitting


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


# Progress and events


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


# Cancelling


@pytest.mark.parametrize(
    ("request_body", "reason", "message"),
    [
        ({}, None, "Cancelled by user"),
        ({"json": None}, None, "Cancelled by user"),
        ({"content": b"null", "headers": {"content-type": "application/json"}}, None, None),
        ({"json": {}}, None, "Cancelled by user"),
        ({"json": {"reason": None}}, None, "Cancelled by user"),
        ({"json": {"reason": ""}}, "", "Cancelled by user"),
        ({"json": {"reason": "No need"}}, "No need", "No need"),
    ],
)
def test_cancelling_keeps_the_reason(
    tasks: Tasks, request_body: dict[str, Any], reason: str | None, message: str | None
) -> None:
    task_id = tasks.submit()
    task = ok(tasks.cancel(task_id, **request_body))
    assert task["status"] == "cancelled"
    assert task["error"] == {
        "code": None,
        "message": message or "Cancelled by user",
        "retryable": True,
    }
    assert task["timestamps"]["completed_at"] is not None
    assert (task["result"], task["attempts"]["count"]) == (None, 0)
    assert tasks.events(task_id)[-1] | {"id": 0, "created_at": ""} == {
        "id": 0,
        "event_type": "cancelled",
        "previous_status": "pending",
        "new_status": "cancelled",
        "event_data": {"reason": reason},
        "created_at": "",
    }


def test_cancelling_a_running_task_keeps_its_progress_and_drops_what_the_agent_still_does(
    tasks: Tasks,
) -> None:
    task_id = begun(tasks)
    before = tasks.get(task_id)["progress"]
    assert ok(tasks.cancel(task_id))["progress"] == before
    events = tasks.events(task_id)
    tasks.world.advance(10_000)
    assert tasks.get(task_id)["progress"] == before
    assert tasks.events(task_id) == events


def test_cancelling_is_not_idempotent(tasks: Tasks) -> None:
    ok(tasks.cancel(RUNNING))
    assert detail(tasks.cancel(RUNNING), 409) == {
        "code": "CANNOT_CANCEL",
        "message": "Task cannot be cancelled in its current state",
    }


def test_a_caller_who_waits_learns_that_the_task_was_cancelled(tasks: Tasks) -> None:
    tasks.script({"take": 60})
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(tasks.run)
        tasks.world.waiters()
        (task,) = tasks.page(status="running", limit=1)["tasks"]
        ok(tasks.cancel(task["task_id"]))
        found = accepted(waiting.result())
    assert (found["task_id"], found["status"]) == (task["task_id"], "cancelled")


# Failing and retrying


@pytest.mark.parametrize("seed", range(12))
def test_failed_attempts_are_repeated_after_pauses_that_double(
    make_tasks: Callable[..., Tasks], seed: int
) -> None:
    tasks = make_tasks(seed=seed)
    tasks.script(TIMEOUT, times=2)
    task = accepted(tasks.run())
    for attempt, (low, high) in enumerate([(3, 6), (7, 12)], start=1):
        assert (task["status"], task["error"]) == ("retrying", None)
        assert task["attempts"]["count"] == attempt
        seconds = int(
            task["progress"]["message"].removeprefix("Retry scheduled in ").removesuffix("s")
        )
        assert low <= seconds <= high
        tasks.world.advance(seconds - 0.001)
        assert tasks.get(task["task_id"])["status"] == "retrying"
        tasks.world.advance(0.001)
        task = tasks.get(task["task_id"])
    assert (task["status"], task["attempts"]["count"]) == ("completed", 3)


def test_pauses_differ_from_seed_to_seed(make_tasks: Callable[..., Tasks]) -> None:
    messages = set()
    for seed in range(12):
        tasks = make_tasks(seed=seed)
        tasks.script(TIMEOUT)
        messages.add(accepted(tasks.run())["progress"]["message"])
    assert len(messages) > 1


def test_the_third_failure_is_final(tasks: Tasks) -> None:
    tasks.script(TIMEOUT, times=3)
    task_id = accepted(tasks.run())["task_id"]
    tasks.world.advance(60)
    task = tasks.get(task_id)
    assert (task["status"], task["attempts"]["count"]) == ("failed", 3)
    assert task["error"] == {
        "code": "LLM_TIMEOUT",
        "message": "LLM_TIMEOUT by a script",
        "retryable": True,
    }
    assert task["cost"]["tokens_input"] == 0
    events = tasks.events(task_id)
    assert [each["event_type"] for each in events if each["event_type"] != "progress"] == [
        "created",
        "started",
        "retry_scheduled",
        "retry_started",
        "retry_scheduled",
        "retry_started",
        "failed",
    ]
    scheduled = [each for each in events if each["event_type"] == "retry_scheduled"]
    started = [each for each in events if each["event_type"] == "retry_started"]
    assert [each["event_data"]["error_code"] for each in scheduled] == ["LLM_TIMEOUT"] * 2
    assert [each["event_data"]["next_retry_at"] for each in scheduled] == [
        each["created_at"] for each in started
    ]
    assert events[-1]["event_data"] == {
        "error": "LLM_TIMEOUT by a script",
        "error_code": "LLM_TIMEOUT",
        "final": True,
    }


def test_a_failure_that_another_attempt_cannot_mend_is_final_at_once(tasks: Tasks) -> None:
    tasks.script(FILTERED)
    task = accepted(tasks.run())
    assert (task["status"], task["attempts"]["count"]) == ("failed", 1)
    assert task["error"]["retryable"] is False


def test_progress_never_falls_from_attempt_to_attempt(tasks: Tasks) -> None:
    tasks.script({"take": 10, "fail": {"code": "LLM_ERROR", "after": 8}})
    tasks.script({"take": 100})
    task_id = tasks.submit()
    seen: list[int] = []
    for _ in range(40):
        tasks.world.advance(3)
        seen.append(tasks.get(task_id)["progress"]["percent"])
    assert seen == sorted(seen)
    assert {95, 100} <= set(seen)
    told = [
        each["event_data"]["percent"]
        for each in tasks.events(task_id)
        if each["event_type"] == "progress"
    ]
    assert told == sorted(told)


def test_a_failed_task_is_run_again_by_hand_though_its_attempts_are_used_up(tasks: Tasks) -> None:
    before = tasks.get(FAILED)
    assert before["attempts"] == {"count": 3, "max": 3}
    task = ok(tasks.retry(FAILED))
    assert (task["status"], task["attempts"]["count"]) == ("completed", 4)
    assert (task["error"], task["links"]["retry"]) == (None, None)
    assert task["timestamps"]["started_at"] > before["timestamps"]["started_at"]
    last = [each for each in tasks.events(FAILED) if each["event_type"] != "progress"][-2:]
    assert [(each["event_type"], each["previous_status"]) for each in last] == [
        ("retry_started", "failed"),
        ("completed", "running"),
    ]


def test_a_retry_by_hand_that_fails_again_is_not_repeated_by_itself(tasks: Tasks) -> None:
    tasks.script(TIMEOUT)
    task = ok(tasks.retry(FAILED))
    assert (task["status"], task["attempts"]["count"]) == ("failed", 4)
    assert ok(tasks.retry(FAILED))["status"] == "completed"


def test_a_retry_by_hand_waits_for_its_end(tasks: Tasks) -> None:
    tasks.script({"take": 60})
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(tasks.retry, FAILED)
        tasks.world.waiters()
        assert tasks.get(FAILED)["status"] == "running"
        tasks.world.advance(60)
        assert ok(waiting.result())["status"] == "completed"


def test_what_no_attempt_can_mend_is_not_retried_by_hand(tasks: Tasks) -> None:
    tasks.script(FILTERED)
    task_id = accepted(tasks.run())["task_id"]
    assert detail(tasks.retry(task_id), 409) == {
        "code": "CANNOT_RETRY",
        "message": "Task cannot be retried in its current state",
    }


def test_the_agents_own_rules_end_as_a_failed_task(tasks: Tasks) -> None:
    task = accepted(tasks.run("email_draft", tone="sarcastic"))
    assert (task["status"], task["error"]["code"]) == ("failed", "VALIDATION_ERROR")
    assert task["error"]["retryable"] is False
    assert task["error"]["message"].startswith("1 validation error for EmailDraftInput")


# Waiting


def test_a_run_that_takes_time_is_waited_for(tasks: Tasks) -> None:
    tasks.script({"take": 30})
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(tasks.run)
        tasks.world.waiters()
        tasks.world.advance(29)
        assert not waiting.done()
        tasks.world.advance(1)
        task = accepted(waiting.result())
    assert (task["status"], task["attempts"]["count"]) == ("completed", 1)


def test_an_auto_clock_ends_a_slow_run_at_once(make_tasks: Callable[..., Tasks]) -> None:
    tasks = make_tasks(clock="auto")
    tasks.script({"take": 250})
    task = accepted(tasks.run())
    begun, ended = (
        datetime.fromisoformat(task["timestamps"][each]) for each in ("started_at", "completed_at")
    )
    assert (task["status"], (ended - begun).total_seconds()) == ("completed", 250)


def test_nobody_waits_longer_than_300_seconds(make_tasks: Callable[..., Tasks]) -> None:
    tasks = make_tasks(clock="auto")
    tasks.script({"take": 301})
    response = tasks.run()
    assert response.status_code == 504
    assert response.json() == {
        "status": "error",
        "code": "request_timeout",
        "message": "Request timed out. Please try again.",
        "timeout_seconds": 300,
    }
    (task,) = tasks.page(status="running", limit=1)["tasks"]
    tasks.world.advance(1)
    assert tasks.get(task["task_id"])["status"] == "completed"


def test_a_run_that_ends_in_the_last_moment_is_answered(make_tasks: Callable[..., Tasks]) -> None:
    tasks = make_tasks(clock="auto")
    tasks.script({"take": 300})
    assert accepted(tasks.run())["status"] == "completed"


# Idempotency


def test_a_key_answers_with_its_task_whatever_is_sent(tasks: Tasks) -> None:
    first = accepted(tasks.run(idempotency_key="k"))
    assert accepted(tasks.run(idempotency_key="k", topic="Something else")) == first
    assert accepted(tasks.run("proofreading", idempotency_key="k")) == first
    assert accepted(tasks.run(idempotency_key="K"))["task_id"] != first["task_id"]


def test_a_repeated_key_does_not_wait(tasks: Tasks) -> None:
    task_id = begun(tasks, idempotency_key="k")
    again = accepted(tasks.run(idempotency_key="k", sync=True))
    assert (again["task_id"], again["status"]) == (task_id, "running")
    ok(tasks.cancel(task_id))
    assert accepted(tasks.run(idempotency_key="k"))["status"] == "cancelled"


def test_a_key_is_kept_for_24_hours(tasks: Tasks) -> None:
    first = accepted(tasks.run(idempotency_key="k"))["task_id"]
    tasks.world.advance(DAY - 0.001)
    assert accepted(tasks.run(idempotency_key="k"))["task_id"] == first
    tasks.world.advance(0.001)
    second = accepted(tasks.run(idempotency_key="k"))["task_id"]
    assert second != first
    tasks.world.advance(DAY - 0.001)
    assert accepted(tasks.run(idempotency_key="k"))["task_id"] == second


@pytest.mark.parametrize("key", ["", None])
def test_an_empty_key_is_none(tasks: Tasks, key: str | None) -> None:
    ids = {accepted(tasks.run(idempotency_key=key))["task_id"] for _ in range(2)}
    assert len(ids) == 2


def test_of_many_calls_with_one_key_exactly_one_makes_a_task(tasks: Tasks) -> None:
    before = tasks.page()["total"]
    with ThreadPoolExecutor(10) as pool:
        calls = [pool.submit(tasks.submit, idempotency_key="k") for _ in range(50)]
        assert len({call.result() for call in calls}) == 1
    assert tasks.page()["total"] == before + 1


# What the service tells of itself


def test_stats_and_health_count_what_the_list_holds(tasks: Tasks) -> None:
    for _ in range(3):
        tasks.run()
        tasks.submit()
    tasks.script(FILTERED)
    tasks.run()
    stats = ok(tasks.world.get(f"{BASE}/stats"))
    assert stats == {
        **{state: tasks.page(status=state)["total"] for state in STATES},
        "total": tasks.page()["total"],
    }
    assert stats["total"] == sum(stats[state] for state in STATES)
    assert ok(tasks.world.get(f"{BASE}/health")) == {"status": "healthy", "tasks": stats}


def test_the_types_are_the_five_agents_and_their_endpoints_work(tasks: Tasks) -> None:
    types = ok(tasks.world.get(f"{BASE}/types"))["types"]
    assert [each["id"] for each in types] == list(AGENTS)
    for each in types:
        assert each["name"]
        assert each["description"]
        task = accepted(tasks.world.post(each["endpoint"], json=BODIES[each["id"]]))
        assert task["agent_type"] == each["id"]


def test_every_format_can_be_asked_for(tasks: Tasks) -> None:
    formats = ok(tasks.world.get(f"{BASE}/formats/repurpose"))["formats"]
    ids = [each["id"] for each in formats]
    assert len(ids) == len(set(ids)) == 10
    assert all(each["name"] and each["description"] for each in formats)
    result = accepted(tasks.run("content_repurpose", target_formats=ids))["result"]
    assert [each["format"] for each in result["outputs"]] == ids
    assert result["formats_succeeded"] == 10


def test_the_default_world_has_a_task_in_every_state_and_of_every_agent(tasks: Tasks) -> None:
    assert {state: tasks.get(task_id)["status"] for state, task_id in BY_STATE.items()} == {
        state: state for state in STATES
    }
    listed = tasks.page()["tasks"]
    assert {each["agent_type"] for each in listed if each["status"] == "completed"} == set(AGENTS)
    assert tasks.get(CANCELLED)["error"]["message"] == "The customer changed the topic"
