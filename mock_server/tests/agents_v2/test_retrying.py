"""Failing and retrying, by itself and by hand."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from mock_server.tests.agents_v2.client import FAILED, Tasks, accepted, detail, ok
from mock_server.tests.agents_v2.outcomes import FILTERED, TIMEOUT


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
