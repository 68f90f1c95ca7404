"""What scripts do to the work of agents_v2, and to requests."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_server.tests.agents_v2.client import AGENTS, BASE, COMPLETED, Tasks, accepted, ok
from taskpact_mock.contract.load import load

OPERATIONS = load("agents_v2").operations
TARGETS = ["tweet_thread", "blog_summary"]
DOCUMENTED = [
    (operation.id, status)
    for operation in OPERATIONS.values()
    for status in operation.responses
    if status != 200 or operation.id != "stream_task"
]


@pytest.mark.parametrize(("operation", "status"), DOCUMENTED)
def test_every_documented_status_can_be_had(tasks: Tasks, operation: str, status: int) -> None:
    tasks.script({"status": status}, operation=operation)
    found = OPERATIONS[operation]
    path = found.template.replace("{task_id}", COMPLETED)
    response = tasks.world.request(found.method, path, json={})
    assert response.status_code == status
    assert response.json()


def test_a_scripted_answer_may_bring_its_own_body_and_headers(tasks: Tasks) -> None:
    outcome = {"status": 503, "body": {"status": "x"}, "headers": {"Retry-After": "7"}}
    tasks.script(outcome, operation="get_health")
    response = tasks.world.get(f"{BASE}/health")
    assert (response.status_code, response.json()) == (503, {"status": "x"})
    assert response.headers["retry-after"] == "7"
    assert ok(tasks.world.get(f"{BASE}/health"))["status"] == "healthy"


def test_a_scripted_answer_changes_nothing(tasks: Tasks) -> None:
    tasks.script({"status": 500}, operation="run_research")
    before = tasks.page()
    assert tasks.run().status_code == 500
    assert tasks.page() == before
    assert accepted(tasks.run())["status"] == "completed"


def test_credentials_are_wanted_before_a_script_is_used(tasks: Tasks) -> None:
    tasks.script({"status": 503}, operation="get_health")
    nobody = {"Authorization": "Bearer nobody"}
    assert tasks.world.get(f"{BASE}/health", headers=nobody).status_code == 401
    assert tasks.world.get(f"{BASE}/health").status_code == 503


def test_a_scripted_answer_comes_before_the_input_is_checked(tasks: Tasks) -> None:
    tasks.script({"status": 500}, operation="run_research")
    assert tasks.run(topic="").status_code == 500
    assert tasks.run(topic="").status_code == 422


def test_a_script_waits_for_the_body_that_it_wants(tasks: Tasks) -> None:
    tasks.script({"fail": {"code": "X", "retryable": False}}, match={"topic": "Bad luck"})
    assert accepted(tasks.run())["status"] == "completed"
    assert accepted(tasks.run(topic="Bad luck"))["status"] == "failed"
    assert accepted(tasks.run(topic="Bad luck"))["status"] == "completed"


@pytest.mark.parametrize("agent", AGENTS)
def test_a_script_without_an_operation_fits_every_agent(tasks: Tasks, agent: str) -> None:
    tasks.script({"fail": {"code": "X", "retryable": False}}, times=None)
    for _ in range(3):
        assert accepted(tasks.run(agent))["error"]["code"] == "X"


@pytest.mark.parametrize(
    ("fail", "error"),
    [
        ({"code": "X"}, {"code": "X", "message": "X by a script", "retryable": True}),
        ({"code": "X", "message": "No"}, {"code": "X", "message": "No", "retryable": True}),
        (
            {"code": "VALIDATION_ERROR"},
            {
                "code": "VALIDATION_ERROR",
                "message": "VALIDATION_ERROR by a script",
                "retryable": False,
            },
        ),
        (
            {"code": "LLM_TIMEOUT", "retryable": False},
            {"code": "LLM_TIMEOUT", "message": "LLM_TIMEOUT by a script", "retryable": False},
        ),
    ],
)
def test_a_failure_has_code_message_and_whether_it_can_be_repeated(
    tasks: Tasks, fail: dict[str, Any], error: dict[str, Any]
) -> None:
    tasks.script({"fail": fail}, times=None)
    task_id = accepted(tasks.run())["task_id"]
    tasks.world.advance(60)
    task = tasks.get(task_id)
    assert (task["status"], task["error"]) == ("failed", error)
    assert task["attempts"]["count"] == (3 if error["retryable"] else 1)


@pytest.mark.parametrize(("after", "percent"), [(0, 0), (1, 10), (2, 25), (9, 100), (50, 100)])
def test_a_failure_comes_after_as_many_steps_as_wanted(
    tasks: Tasks, after: int, percent: int
) -> None:
    tasks.script({"fail": {"code": "X", "retryable": False, "after": after}})
    assert accepted(tasks.run())["progress"]["percent"] == percent


def _rewritten(tasks: Tasks, *lost: str) -> Any:
    """A content that was to be rewritten in two formats, of which the model cannot make those."""
    tasks.script({"partial": {"formats": lost}}, operation="run_content_repurpose", times=3)
    task_id = accepted(tasks.run("content_repurpose", target_formats=TARGETS))["task_id"]
    tasks.world.advance(60)
    return tasks.get(task_id)


def test_a_partial_result_has_an_error_where_a_format_is_missing(tasks: Tasks) -> None:
    task = _rewritten(tasks, TARGETS[1], "slides")
    assert task["status"] == "completed"
    made, missing = task["result"]["outputs"]
    assert (made["format"], made["error"]) == (TARGETS[0], None)
    assert (missing["content"], missing["word_count"], missing["char_count"]) == ("", 0, 0)
    assert TARGETS[1] in missing["error"]
    counts = [task["result"][f"formats_{name}"] for name in ("requested", "succeeded", "failed")]
    assert counts == [2, 1, 1]
    assert task["result"]["adaptations_made"] == [f"Converted to {TARGETS[0]}"]


def test_a_result_without_any_format_is_a_failure(tasks: Tasks) -> None:
    task = _rewritten(tasks, *TARGETS)
    assert (task["status"], task["result"]) == ("failed", None)
    assert task["error"]["code"] == "ALL_FORMATS_FAILED"
    assert task["error"]["message"] == "All 2 format conversions failed"
    assert task["attempts"]["count"] == 3


@pytest.mark.parametrize("operation", [None, "run_research"])
def test_only_content_that_is_rewritten_can_be_made_in_part(
    tasks: Tasks, operation: str | None
) -> None:
    body = {"api": "agents_v2", "outcome": {"partial": {"formats": TARGETS}}}
    body |= {"operation": operation} if operation else {}
    response = tasks.world.post("/_mock/scripts", json=body)
    assert response.status_code == 422
    assert response.json()["error"].startswith("body.outcome: 'partial' is none of ")


@pytest.mark.parametrize("state", ["pending", "running"])
def test_a_held_task_stands_still_until_it_is_cancelled(tasks: Tasks, state: str) -> None:
    tasks.script({"hold": state})
    task_id = tasks.submit()
    tasks.world.advance(1_000_000)
    assert tasks.get(task_id)["status"] == state
    assert ok(tasks.cancel(task_id))["status"] == "cancelled"


def test_a_run_takes_as_long_as_it_is_told(tasks: Tasks) -> None:
    tasks.script({"take": 1000})
    task_id = tasks.submit()
    tasks.world.advance(1000)
    assert tasks.get(task_id)["status"] == "running"
    tasks.world.advance(0.1)
    assert tasks.get(task_id)["status"] == "completed"


def test_the_same_seed_and_requests_give_the_same_bytes(
    make_tasks: Callable[..., Tasks],
) -> None:
    def play(seed: int) -> list[bytes]:
        tasks = make_tasks(seed=seed)
        tasks.script({"fail": {"code": "LLM_TIMEOUT"}}, times=2)
        seen = [tasks.run().content, *(tasks.run(agent).content for agent in AGENTS)]
        tasks.world.advance(30)
        listed = tasks.world.get(f"{BASE}/tasks")
        return [*seen, listed.content, listed.headers["x-correlation-id"].encode()]

    assert play(7) == play(7)
    assert play(7) != play(8)
