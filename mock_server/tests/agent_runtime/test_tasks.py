"""Tasks outside the hands of those who work on them: dependants, approval, drafts, history."""

from typing import Any

import pytest

from mock_server.tests.agent_runtime.calls import (
    WORKER,
    add,
    add_task,
    claim,
    claimed,
    context,
    control,
    do,
    refusal,
)
from mock_server.tests.wire import WorldClient

FIRST, NEXT = "run-first", "task-next"


@pytest.fixture
def first(client: WorldClient) -> WorldClient:
    """A world in which sess-worker can claim run-first, and nothing else that is urgent."""
    do(client, "complete", "run-00000000000000a2", WORKER)
    add(client, tasks=[{"id": "task-first", "priority": "urgent", "runs": [{"id": FIRST}]}])
    assert claimed(client, WORKER) == FIRST
    return client


def waiting(world: WorldClient, **task: Any) -> None:
    """A task that is to have a run once the first one is completed."""
    wanted = {"depends_on": ["task-first"], "enqueue_when_ready": True, "runs": []}
    add(world, tasks=[{"id": NEXT, "priority": "urgent", **wanted, **task}])


def next_claim(world: WorldClient) -> Any:
    """The task and the run of the next urgent claim; None if there is none."""
    response = claim(world, WORKER, priority_min=40)
    return response.json()["claim"] if response.status_code == 200 else None


def events_of(world: WorldClient) -> list[tuple[str, int]]:
    """What happened to the worker's task, and the number of each event."""
    found = context(world, WORKER)["task"]["bundle"]["recent_events"]
    return [(each["event_type"].removeprefix("task."), each["sequence"]) for each in found]


def test_completing_a_task_queues_runs_of_those_that_waited_for_it(first: WorldClient) -> None:
    waiting(first)
    do(first, "complete", FIRST, WORKER)
    found = next_claim(first)
    assert found["task"]["id"] == NEXT
    assert found["run"]["attempt"] == 1
    assert found["run"]["origin"] == {"kind": "agent_session", "ref": "agent.task.complete"}
    event = context(first, WORKER)["task"]["bundle"]["recent_events"][2]
    assert event["event_type"] == "task.run_enqueued"
    assert event["actor"] == {"kind": "agent_session", "ref": "sess-worker"}


def test_a_run_that_comes_so_wakes_who_waits_for_one(first: WorldClient) -> None:
    waiting(first, network_channel="coord-demo")
    do(first, "complete", FIRST, WORKER)
    assert claim(first, priority_min=40).json()["claim"]["task"]["id"] == NEXT


@pytest.mark.parametrize(
    "task",
    [
        pytest.param({"enqueue_when_ready": False}, id="not wanted"),
        pytest.param({"paused": True}, id="paused"),
        pytest.param({"draft": True}, id="draft"),
        pytest.param({"approved": False}, id="not approved"),
        pytest.param({"depends_on": ["task-first", "task-00000000000000a1"]}, id="still waits"),
    ],
)
def test_a_task_that_is_held_back_gets_no_run(first: WorldClient, task: dict[str, Any]) -> None:
    waiting(first, **task)
    do(first, "complete", FIRST, WORKER)
    assert next_claim(first) is None
    add(first, runs=[{"task_id": NEXT}])


def test_a_task_below_a_paused_one_gets_no_run(first: WorldClient) -> None:
    add(first, tasks=[{"id": "task-top", "paused": True, "runs": []}])
    waiting(first, parent_task_id="task-top")
    do(first, "complete", FIRST, WORKER)
    assert next_claim(first) is None


def test_a_task_that_has_a_run_keeps_that_one(first: WorldClient) -> None:
    waiting(first, runs=[{"id": "run-own"}])
    do(first, "complete", FIRST, WORKER)
    assert next_claim(first)["run"]["id"] == "run-own"


@pytest.mark.parametrize("ending", ["fail", "release"])
def test_what_is_not_completed_queues_nothing(first: WorldClient, ending: str) -> None:
    waiting(first)
    do(first, ending, FIRST, WORKER)
    found = next_claim(first)
    assert found is None or found["run"]["id"] == FIRST


def test_chains_of_tasks_go_on_by_themselves(first: WorldClient) -> None:
    waiting(first)
    more = {"depends_on": [NEXT], "enqueue_when_ready": True, "runs": []}
    add(first, tasks=[{"id": "task-last", "priority": "urgent", **more}])
    do(first, "complete", FIRST, WORKER)
    do(first, "complete", next_claim(first)["run"]["id"], WORKER)
    assert next_claim(first)["task"]["id"] == "task-last"


def test_a_task_that_needs_approval_is_claimed_once_it_has_it(client: WorldClient) -> None:
    record = {"id": "task-x", "approved": False, "priority": "urgent"}
    run_id = add_task(client, **record, network_channel="coord-demo")
    assert claim(client, priority_min=40).status_code == 204
    control(client, "task-x", "approve")
    assert claimed(client, priority_min=40) == run_id


def test_a_draft_is_claimed_once_it_is_published(client: WorldClient) -> None:
    record = {"id": "task-x", "draft": True, "priority": "urgent"}
    run_id = add_task(client, **record, network_channel="coord-demo")
    assert claim(client, priority_min=40).status_code == 204
    control(client, "task-x", "publish")
    assert claimed(client, priority_min=40) == run_id


def test_a_cancelled_task_takes_its_run_with_it(client: WorldClient) -> None:
    run_id = claimed(client)
    control(client, "task-00000000000000a1", "cancel")
    response = do(client, "heartbeat", run_id)
    assert response.json()["error"].startswith("AUTONOMY_LEASE_EXPIRED:")
    add(client, runs=[{"task_id": "task-00000000000000a1"}])
    assert claimed(client) == "run-00000000000000a3"


def test_a_cancelled_task_does_not_count_as_completed(first: WorldClient) -> None:
    waiting(first)
    control(first, "task-first", "cancel")
    assert next_claim(first) is None


@pytest.mark.parametrize(
    ("task", "step", "why"),
    [
        ({}, "publish", "no control publish from ready"),
        ({}, "approve", "it waits for no approval"),
        ({"paused": True}, "start", "'task-x' is not known"),
    ],
)
def test_a_task_takes_only_steps_that_it_can_take(
    client: WorldClient, task: dict[str, Any], step: str, why: str
) -> None:
    add_task(client, id="task-x", **task)
    assert why in refusal(client, controls=[{"id": "task-x", "control": step}])


def test_a_task_is_cancelled_once(client: WorldClient) -> None:
    add(client, tasks=[{"id": "task-x", "runs": []}])
    control(client, "task-x", "cancel")
    steps = [{"id": "task-x", "control": "cancel"}]
    assert "no control cancel from canceled" in refusal(client, controls=steps)


def test_the_history_of_a_task_tells_what_operators_did(first: WorldClient) -> None:
    do(first, "complete", FIRST, WORKER)
    more = {"depends_on": ["task-first"], "draft": True, "approved": False, "paused": True}
    add(first, tasks=[{"id": "task-x", "priority": "urgent", "runs": [], **more}])
    for paused in (False, False, True, False):
        add(first, tasks=[{"id": "task-x", "paused": paused}])
    control(first, "task-x", "publish", "approve")
    add(first, tasks=[{"parent_task_id": "task-x", "runs": []}], runs=[{"task_id": "task-x"}])
    assert next_claim(first)["task"]["id"] == "task-x"
    assert events_of(first) == [
        ("created", 1),
        ("dependency_added", 2),
        ("resumed", 3),
        ("paused", 4),
        ("resumed", 5),
        ("published", 6),
        ("approved", 7),
        ("child_created", 8),
        ("run_enqueued", 9),
        ("run_claimed", 10),
    ]


def test_a_run_tells_how_it_came_to_be_queued(client: WorldClient) -> None:
    record = {"priority": "urgent", "network_channel": "coord-demo"}
    given = {"idempotency_key": "nightly-1", "previous_run_id": "run-00000000000000a5"}
    add_task(client, **record, runs=[given])
    run = claim(client).json()["claim"]["run"]
    assert {name: run[name] for name in given} == given
    assert run["origin"] == {"kind": "cli", "ref": "task.run.enqueue"}


def test_a_run_is_claimed_without_the_tokens_in_its_metadata(client: WorldClient) -> None:
    record = {"priority": "urgent", "network_channel": "coord-demo"}
    metadata = {"Claim_Token": "x", "deep": [{"claim_token": 1, "kept": "y"}]}
    add_task(client, **record, runs=[{"metadata": metadata}])
    found = claim(client).json()["claim"]["run"]["metadata"]
    assert {name: found[name] for name in found if name != "soul"} == {"deep": [{"kept": "y"}]}
