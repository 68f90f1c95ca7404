"""Runs that take time, and how long they are waited for."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from mock_server.tests.agents_v2.client import Tasks, accepted


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
