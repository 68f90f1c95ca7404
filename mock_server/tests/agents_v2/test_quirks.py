"""Each way in which the deployed service departs from the contract, switched off and on."""

import ast
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from mock_server.tests.agents_v2.client import (
    AGENTS,
    BASE,
    COMPLETED,
    FAILED,
    PENDING,
    RUNNING,
    Tasks,
    accepted,
    detail,
    ok,
)
from taskpact_mock.apis.agents_v2 import API
from taskpact_mock.contract.load import load
from taskpact_mock.contract.model import Operation

CONTRACT = load("agents_v2")
DAY = 24 * 3600
MEANINGLESS = "12345 67890"
WRAPPED = [
    (operation, status)
    for operation in CONTRACT.operations.values()
    for status in operation.quirks["wrapped_errors"]
]
Quirky = Callable[..., Tasks]


@pytest.fixture
def quirky(make_tasks: Callable[..., Tasks]) -> Quirky:
    """Makes worlds that play the quirks of these names; empty ones name none."""

    def make(*names: str, **options: Any) -> Tasks:
        return make_tasks(quirks=[f"agents_v2.{name}" for name in names if name], **options)

    return make


def test_every_quirk_of_the_contract_is_played() -> None:
    assert set(CONTRACT.quirks) == API.quirks


# Errors


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (400, lambda tasks: tasks.run(topic=MEANINGLESS)),
        (404, lambda tasks: tasks.world.get(f"{BASE}/tasks/o'clock")),
        (409, lambda tasks: tasks.cancel(COMPLETED)),
        (409, lambda tasks: tasks.retry(COMPLETED)),
    ],
)
def test_wrapped_errors_hold_the_python_text_of_what_stands_under_detail(
    quirky: Quirky, status: int, cause: Callable[[Tasks], httpx.Response]
) -> None:
    usual = detail(cause(quirky()), status)
    response = cause(quirky("wrapped_errors"))
    body = response.json()
    assert response.status_code == status
    assert (body["status"], body["code"], set(body)) == (
        "error",
        f"http_{status}",
        {"status", "code", "message"},
    )
    assert ast.literal_eval(body["message"]) == usual


@pytest.mark.parametrize(
    ("operation", "status"), WRAPPED, ids=lambda each: getattr(each, "id", each)
)
def test_a_scripted_status_has_the_wrapper_of_its_quirk(
    quirky: Quirky, operation: Operation, status: int
) -> None:
    path = operation.template.replace("{task_id}", COMPLETED)
    bodies = []
    for tasks in (quirky(), quirky("wrapped_errors")):
        tasks.script({"status": status}, operation=operation.id)
        bodies.append(tasks.world.request(operation.method, path).json())
    assert [set(body) for body in bodies] == [{"detail"}, {"status", "code", "message"}]


def test_wrapped_errors_leave_the_other_errors_alone(quirky: Quirky) -> None:
    tasks = quirky("wrapped_errors")
    assert detail(tasks.run(topic="one"), 422)[0]["type"] == "string_pattern_mismatch"
    assert tasks.world.get(f"{BASE}/nope").json() == {"detail": "Not Found"}


@pytest.mark.parametrize(("name", "status"), [("", 202), ("cancelled_sync", 500)])
def test_cancelled_sync_fails_the_call_that_waits(quirky: Quirky, name: str, status: int) -> None:
    tasks = quirky(name)
    tasks.script({"hold": "running"})
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(tasks.run)
        tasks.world.waiters()
        (task,) = tasks.page(status="running", limit=1)["tasks"]
        assert tasks.cancel(task["task_id"]).status_code == 200
        response = waiting.result()
    assert response.status_code == status
    if name:
        assert detail(response, 500)["code"] == "INTERNAL_ERROR"
    assert tasks.get(task["task_id"])["status"] == "cancelled"


# What is taken


@pytest.mark.parametrize(
    ("agent", "fields"),
    [
        ("research", {"max_sections": "3"}),
        ("research", {"max_sections": " +3 "}),
        ("research", {"max_sections": "3.0"}),
        ("research", {"priority": "0"}),
        ("research", {"sync": "no"}),
        ("email_draft", {"include_subject": "OFF"}),
        ("data_analyst", {"generate_charts": 0}),
        ("content_repurpose", {"adapt_length": 1.0}),
        ("proofreading", {"preserve_voice": "t"}),
    ],
)
def test_lenient_types_casts_values_before_they_are_checked(
    quirky: Quirky, agent: str, fields: dict[str, Any]
) -> None:
    detail(quirky().run(agent, **fields), 422)
    accepted(quirky("lenient_types").run(agent, **fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"max_sections": "three"},
        {"max_sections": "3.5"},
        {"max_sections": "21"},
        {"max_sections": None},
        {"priority": "9" * 30},
        {"sync": "maybe"},
        {"sync": 2},
        {"sync": []},
        {"topic": 5},
    ],
)
def test_lenient_types_takes_no_more_than_can_be_cast(
    quirky: Quirky, fields: dict[str, Any]
) -> None:
    detail(quirky("lenient_types").run(**fields), 422)


def test_values_that_were_cast_count(quirky: Quirky) -> None:
    tasks = quirky("lenient_types")
    assert accepted(tasks.run(sync="false"))["status"] == "pending"
    assert len(accepted(tasks.run(max_sections="2"))["result"]["sections"]) == 2
    assert accepted(tasks.run("email_draft", include_subject="n"))["result"]["subject"] == ""


def test_lenient_types_leaves_bodies_without_such_members_alone(quirky: Quirky) -> None:
    tasks = quirky("lenient_types")
    assert tasks.cancel(RUNNING, json=[]).status_code == 422
    assert tasks.cancel(RUNNING, json={"reason": "1"}).json()["error"]["message"] == "1"


def test_accepted_research_ends_as_a_failed_task(quirky: Quirky) -> None:
    detail(quirky().run(topic=MEANINGLESS), 400)
    tasks = quirky("accepted_research")
    task = accepted(tasks.run(topic=MEANINGLESS))
    assert (task["status"], task["error"]["code"]) == ("failed", "VALIDATION_ERROR")
    later = tasks.submit(topic=MEANINGLESS)
    assert tasks.get(later)["status"] == "pending"
    tasks.world.advance(1)
    assert tasks.get(later)["status"] == "failed"


def test_accepted_research_is_still_checked_and_answers_to_its_key(quirky: Quirky) -> None:
    tasks = quirky("accepted_research")
    detail(tasks.run(topic=MEANINGLESS, max_sections=0), 422)
    first, again = (accepted(tasks.run(topic=MEANINGLESS, idempotency_key="k")) for _ in range(2))
    assert first["task_id"] == again["task_id"]


# What is told


def test_naive_times_have_no_offset_once_they_are_read_back(quirky: Quirky) -> None:
    usual, tasks = quirky(), quirky("naive_times")

    def offsets(task: dict[str, Any]) -> dict[str, bool]:
        """Which of the task's times have an offset."""
        times = task["timestamps"].items()
        return {name: time.endswith("+00:00") for name, time in times if time is not None}

    ended = accepted(tasks.run())
    assert offsets(ended) == {"created_at": False, "started_at": True, "completed_at": True}
    submitted = accepted(tasks.run(sync=False, idempotency_key="k"))
    assert offsets(submitted) == {"created_at": True}
    assert offsets(accepted(tasks.run(idempotency_key="k"))) == {"created_at": False}
    cancelled = ok(tasks.cancel(submitted["task_id"]))
    assert offsets(cancelled) == {"created_at": False, "completed_at": True}
    read = tasks.get(ended["task_id"])
    assert offsets(read) == {"created_at": False, "started_at": True, "completed_at": False}
    assert offsets(tasks.page()["tasks"][-1]) == offsets(read)
    assert read["result"]["generated_at"].endswith("+00:00")
    assert not any("+" in event["created_at"] for event in tasks.events(COMPLETED))
    assert all(offsets(usual.get(COMPLETED)).values())
    assert all(event["created_at"].endswith("+00:00") for event in usual.events(COMPLETED))


@pytest.mark.parametrize(("name", "base"), [("", BASE), ("short_links", "/agents/v2")])
def test_short_links_leave_out_what_stands_before_the_service(
    quirky: Quirky, name: str, base: str
) -> None:
    tasks = quirky(name)
    links = tasks.get(RUNNING)["links"]
    assert links == {
        "self": f"{base}/tasks/{RUNNING}",
        "cancel": f"{base}/tasks/{RUNNING}/cancel",
        "retry": None,
        "events": f"{base}/tasks/{RUNNING}/events",
        "stream": f"{base}/tasks/{RUNNING}/stream",
    }
    types = ok(tasks.world.get(f"{BASE}/types"))["types"]
    assert types[0]["endpoint"] == f"{base}/research"
    addressed = tasks.world.get(f"/_mock/worlds/{tasks.world.name}{BASE}/tasks/{RUNNING}")
    before = "" if name else f"/_mock/worlds/{tasks.world.name}"
    assert ok(addressed)["links"]["self"] == f"{before}{base}/tasks/{RUNNING}"


def test_plain_stream_has_no_ids_and_cannot_be_resumed(quirky: Quirky) -> None:
    usual, tasks = quirky(), quirky("plain_stream")
    path, last = f"{BASE}/tasks/{COMPLETED}/stream", {"Last-Event-ID": "999"}
    whole = usual.world.get(path).text
    plain = "".join(line for line in whole.splitlines(True) if not line.startswith("id:"))
    assert whole != plain
    assert usual.world.get(path, headers=last).text.count("\n\n") == 1
    assert tasks.world.get(path).text == plain
    assert tasks.world.get(path, headers=last).text == plain


@pytest.mark.parametrize(
    "query",
    [{"status": "done"}, {"status": "COMPLETED"}, {"agent_type": "nobody"}],
)
def test_ignored_filters_find_everything(quirky: Quirky, query: dict[str, str]) -> None:
    assert quirky().page(**query)["total"] == 0
    assert quirky("ignored_filters").page(**query)["total"] == 10


def test_ignored_filters_still_filter_by_words_that_exist(quirky: Quirky) -> None:
    assert quirky("ignored_filters").page(status="failed", agent_type="research")["total"] == 1


def test_no_users_lets_everybody_see_all_tasks_and_finds_none_by_user(quirky: Quirky) -> None:
    usual, tasks = quirky(), quirky("no_users")
    assert usual.page(user_id="demo")["total"] == 10
    assert tasks.page(user_id="demo")["total"] == 0
    assert tasks.page(user_id="")["total"] == 10
    made = accepted(tasks.run(idempotency_key="k"))["task_id"]
    second = Tasks(tasks.world, second=True)
    assert second.page()["total"] == 11
    assert accepted(second.run(idempotency_key="k"))["task_id"] == made
    assert Tasks(usual.world, second=True).page()["total"] == 0


def test_unlisted_expired_leaves_old_tasks_out_of_lists_alone(quirky: Quirky) -> None:
    usual, tasks = quirky(), quirky("unlisted_expired")
    for each in (usual, tasks):
        each.world.advance(7 * DAY - 3600)
    young = [accepted(tasks.run())["task_id"] for _ in range(3)]
    assert usual.page()["total"] == 10
    assert tasks.page()["total"] < 13
    tasks.world.advance(3600)
    page = tasks.page(limit=2, offset=1)
    assert page["total"] == 3
    assert [each["task_id"] for each in page["tasks"]] == young[1::-1]
    assert tasks.page(status="pending")["total"] == 0
    assert tasks.get(PENDING)["status"] == "pending"
    assert ok(tasks.world.get(f"{BASE}/stats"))["total"] == 13


# Retries


@pytest.mark.parametrize(("name", "status"), [("", 200), ("refused_retries", 409)])
def test_refused_retries_refuse_every_task(quirky: Quirky, name: str, status: int) -> None:
    tasks = quirky(name)
    assert (tasks.get(FAILED)["links"]["retry"] is None) == bool(name)
    response = tasks.retry(FAILED)
    assert response.status_code == status
    if name:
        assert detail(response, 409)["code"] == "CANNOT_RETRY"
    assert tasks.retry("nope").status_code == 404


@pytest.mark.parametrize("agent", AGENTS)
def test_idle_retries_fail_without_the_agent(quirky: Quirky, agent: str) -> None:
    usual, tasks = quirky(), quirky("idle_retries")
    ids = []
    for each in (usual, tasks):
        each.script({"fail": {"code": "LLM_TIMEOUT"}})
        ids.append(accepted(each.run(agent))["task_id"])
        each.world.advance(30)
    assert usual.get(ids[0])["status"] == "completed"
    task = tasks.get(ids[1])
    assert (task["status"], task["attempts"]["count"]) == ("failed", 3)
    assert task["error"] == {
        "code": "UNEXPECTED_ERROR",
        "message": f"Cannot claim task {ids[1]}: "
        "status is AgentTaskStatus.RUNNING, expected PENDING",
        "retryable": True,
    }
    kinds = [event["event_type"] for event in tasks.events(ids[1])]
    assert kinds[-4:] == ["retry_started", "retry_scheduled", "retry_started", "failed"]


# The same again


@pytest.mark.parametrize(("name", "status"), [("", 202), ("unique_keys", 500)])
def test_unique_keys_fail_after_a_day(quirky: Quirky, name: str, status: int) -> None:
    tasks = quirky(name)
    made = accepted(tasks.run(idempotency_key="k"))["task_id"]
    tasks.world.advance(DAY - 1)
    assert accepted(tasks.run(idempotency_key="k"))["task_id"] == made
    tasks.world.advance(1)
    response = tasks.run(idempotency_key="k")
    assert response.status_code == status
    assert tasks.page()["total"] == (11 if name else 12)
    accepted(tasks.run(idempotency_key="other"))
    accepted(tasks.run(idempotency_key=""))
