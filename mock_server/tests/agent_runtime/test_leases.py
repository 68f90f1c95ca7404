"""What the holder of a run may do with it, and what everybody else is told."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_server.tests.agent_runtime.calls import (
    HELD,
    PEER,
    RUN,
    add,
    add_task,
    claim,
    claimed,
    context,
    control,
    do,
    me,
)
from mock_server.tests.wire import WorldClient
from taskpact_mock.contract.load import load

LIFECYCLE = load("agent_runtime").lifecycles["TaskRun"]
OPERATIONS = {f"{name}_run": name for name in ("heartbeat", "complete", "fail", "release")}
RUNS = {
    "queued": RUN,
    "running": HELD,
    "completed": "run-00000000000000a4",
    "failed": "run-00000000000000a5",
    "canceled": "run-00000000000000a6",
    "needs_attention": "run-00000000000000a7",
}
STEPS: dict[str, tuple[str, ...]] = {
    "claimed": (),
    "starting": ("bind",),
    "running": ("bind", "start"),
}


def _listed(state: str, operation: str) -> str:
    """The state that the operation leads to for the holder of the run."""
    for row in LIFECYCLE["transitions"]:
        if operation in row["by"].get("operation", ()) and state in row["from"]:
            return state if row["to"] == "same" else str(row["to"])
    raise AssertionError(f"{operation} leads nowhere from {state}")


@pytest.fixture
def run(client: WorldClient) -> str:
    """A run that the caller has just claimed."""
    return claimed(client)


def test_the_tables_of_these_tests_hold_every_state() -> None:
    assert {*RUNS, *STEPS} == set(LIFECYCLE["states"])
    assert set(STEPS) == {
        state
        for row in LIFECYCLE["transitions"]
        if row["by"].get("operation") == "heartbeat_run"
        for state in row["from"]
    }


@pytest.mark.parametrize("state", STEPS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_holder_gets_in_each_state_what_the_life_cycle_lists(
    client: WorldClient, run: str, state: str, operation: str
) -> None:
    control(client, run, *STEPS[state])
    response = do(client, OPERATIONS[operation], run)
    assert response.status_code == 200
    assert response.json()["lease"]["status"] == _listed(state, operation)


@pytest.mark.parametrize("state", sorted({*RUNS} - {"running"}))
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_run_that_nobody_holds_is_409_in_every_state(
    client: WorldClient, state: str, operation: str
) -> None:
    response = do(client, OPERATIONS[operation], RUNS[state])
    assert response.status_code == 409
    assert response.json()["error"].startswith("AUTONOMY_NO_ACTIVE_LEASE:")


@pytest.mark.parametrize("state", STEPS)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_run_that_another_session_holds_is_403_in_every_state(
    client: WorldClient, state: str, operation: str
) -> None:
    run_id = add_task(client, runs=[{"held_by": "sess-peer"}])
    control(client, run_id, *STEPS[state])
    response = do(client, OPERATIONS[operation], run_id)
    assert response.status_code == 403
    assert response.json()["error"].startswith("AUTONOMY_FOREIGN_RUN:")


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("ending", ["complete", "fail"])
def test_a_run_that_was_the_callers_is_expired_once_it_has_ended(
    client: WorldClient, run: str, ending: str, operation: str
) -> None:
    do(client, ending, run)
    response = do(client, OPERATIONS[operation], run)
    assert response.status_code == 409
    assert response.json()["error"].startswith("AUTONOMY_LEASE_EXPIRED:")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_run_that_was_released_or_cancelled_is_held_no_more(
    client: WorldClient, run: str, operation: str
) -> None:
    do(client, "release", run)
    response = do(client, OPERATIONS[operation], run)
    assert response.json()["error"].startswith("AUTONOMY_NO_ACTIVE_LEASE:")
    control(client, claimed(client), "cancel")
    response = do(client, OPERATIONS[operation], run)
    assert response.json()["error"].startswith("AUTONOMY_LEASE_EXPIRED:")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_unknown_run_is_404(client: WorldClient, operation: str) -> None:
    claimed(client)
    assert do(client, OPERATIONS[operation], "run-none").status_code == 404


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_session_with_several_runs_may_do_nothing_with_any(
    client: WorldClient, run: str, operation: str
) -> None:
    other = add_task(client, runs=[{"held_by": "sess-demo"}])
    for each in (run, other, HELD):
        response = do(client, OPERATIONS[operation], each)
        assert response.status_code == 409
        assert response.json()["error"].startswith("AUTONOMY_LEASE_ALREADY_HELD:")


def test_a_heartbeat_counts_from_now_and_can_also_shorten(client: WorldClient, run: str) -> None:
    client.advance(30)
    lease = do(client, "heartbeat", run, lease_seconds=120).json()["lease"]
    assert lease["heartbeat_at"] == "2026-01-01T01:00:30Z"
    assert lease["lease_until"] == "2026-01-01T01:02:30Z"
    assert lease["status"] == "claimed"
    assert "coordination_channel" not in lease


@pytest.mark.parametrize(
    ("operation", "members"),
    [
        (
            "heartbeat",
            "claim_token_hash claimed_by coordination_channel_id heartbeat_at lease_until run_id "
            "session_id status task_id",
        ),
        (
            "complete",
            "claim_token_hash claimed_by coordination_channel_id run_id session_id status task_id",
        ),
        (
            "fail",
            "claim_token_hash claimed_by coordination_channel_id run_id session_id status task_id",
        ),
        ("release", "coordination_channel_id run_id status task_id"),
    ],
)
def test_what_is_left_of_a_lease_depends_on_how_it_ended(
    client: WorldClient, run: str, operation: str, members: str
) -> None:
    assert sorted(do(client, operation, run).json()["lease"]) == members.split()


@pytest.mark.parametrize("operation", ["complete", "fail", "release"])
def test_who_ended_its_lease_can_claim_the_next_run(
    client: WorldClient, run: str, operation: str
) -> None:
    do(client, operation, run)
    expected = run if operation == "release" else "run-00000000000000a3"
    assert claimed(client) == expected


def test_a_released_run_is_the_same_attempt_and_knows_nothing_of_its_holder(
    client: WorldClient, run: str
) -> None:
    do(client, "release", run)
    again = claim(client, PEER, required_capabilities=["csv-import"]).json()["claim"]["run"]
    assert (again["id"], again["attempt"]) == (run, 1)
    assert "soul" not in again["metadata"]


def test_at_the_very_moment_of_its_end_a_lease_has_ended(client: WorldClient, run: str) -> None:
    do(client, "heartbeat", run, lease_seconds=7)
    client.advance(7)
    response = do(client, "heartbeat", run)
    assert response.json()["error"].startswith("AUTONOMY_LEASE_EXPIRED:")
    assert me(client)["active_task_leases"] == []


def test_between_its_end_and_the_sweep_a_run_is_nobodys_and_its_holder_may_claim_another(
    client: WorldClient, run: str
) -> None:
    do(client, "heartbeat", run, lease_seconds=7)
    client.advance(7)
    assert claimed(client) == "run-00000000000000a3"
    client.advance(8)
    assert claimed(client, PEER, required_capabilities=["csv-import"]) == run


def test_after_the_sweep_the_run_is_queued_and_its_holder_has_no_lease(
    client: WorldClient, run: str
) -> None:
    client.advance(300)
    response = do(client, "complete", run)
    assert response.json()["error"].startswith("AUTONOMY_NO_ACTIVE_LEASE:")
    assert claimed(client) == run


def test_renewals_keep_a_run_through_many_sweeps(client: WorldClient, run: str) -> None:
    for _ in range(5):
        client.advance(250)
        assert do(client, "heartbeat", run).status_code == 200


def test_a_sweep_queues_a_hundred_runs_and_the_next_one_the_rest(client: WorldClient) -> None:
    held = {"held_by": "sess-peer", "lease_seconds": 10}
    runs = add(client, tasks=[{"count": 130, "runs": [held]}])["runs"]

    def expired() -> int:
        answers = [do(client, "heartbeat", run_id, PEER).json()["error"] for run_id in runs]
        return sum(each.startswith("AUTONOMY_LEASE_EXPIRED") for each in answers)

    client.advance(10)
    assert expired() == 130
    client.advance(5)
    assert expired() == 30
    client.advance(15)
    assert expired() == 0


@pytest.mark.parametrize(
    ("operation", "body", "status"),
    [
        ("heartbeat", {"lease_seconds": -1}, 422),
        ("heartbeat", {"lease_seconds": 86401}, 422),
        ("heartbeat", {"lease_seconds": "1"}, 422),
        ("complete", {"result": {"a": [{"Claim_Token": 1}]}}, 422),
        ("complete", {"result": "x" * 65535}, 413),
        ("complete", {"result": "x" * 65534}, 200),
        ("complete", {"result": None}, 200),
        ("fail", {"error": " "}, 422),
        ("fail", {"error": 5}, 422),
        ("fail", {"metadata": {"claim_token": None}}, 422),
        ("fail", {"metadata": "x" * 65535}, 413),
        ("release", {"reason": 5}, 422),
        ("release", {"reason": " why "}, 200),
    ],
)
def test_bodies_are_checked(
    client: WorldClient, run: str, operation: str, body: dict[str, Any], status: int
) -> None:
    assert do(client, operation, run, **body).status_code == status


def test_a_result_of_many_levels_is_422(client: WorldClient, run: str) -> None:
    content = b'{"result":' + b"[" * 500 + b"]" * 500 + b"}"
    path = f"/api/agent/tasks/{run}/complete"
    assert client.post(path, content=content).status_code == 422


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_body_is_checked_before_the_lease(client: WorldClient, operation: str) -> None:
    path = f"/api/agent/tasks/run-none/{OPERATIONS[operation]}"
    assert client.post(path, content=b"").status_code == 422
    assert client.post(path, json=[]).status_code == 422


def test_a_failed_task_can_be_tried_again_until_its_attempts_are_used_up(
    client: WorldClient,
) -> None:
    record = {"id": "task-try", "max_attempts": 2, "network_channel": "coord-demo"}
    add(client, tasks=[{**record, "priority": "urgent"}])
    do(client, "fail", claimed(client), error="No header.")
    add(client, runs=[{"task_id": "task-try"}])
    second = claim(client).json()["claim"]["run"]
    assert second["attempt"] == 2
    bundle = context(client)["task"]["bundle"]
    assert bundle["handoff_summary"] == "No header."
    assert [each["attempt"] for each in bundle["prior_attempts"]] == [1]
    do(client, "fail", second["id"])
    response = client.post(
        "/_mock/fixtures", json={"agent_runtime": {"runs": [{"task_id": "task-try"}]}}
    )
    assert response.status_code == 422


def test_a_run_for_which_nobody_could_be_woken_needs_attention_until_it_is_recovered(
    client: WorldClient,
) -> None:
    run_id = add_task(client, priority="urgent", network_channel="coord-demo", runs=[{"wakes": 10}])
    client.advance(120)
    assert claimed(client) == RUN
    do(client, "complete")
    control(client, run_id, "recover")
    assert claimed(client) == run_id


def test_a_run_that_was_claimed_in_time_never_starves(client: WorldClient) -> None:
    run_id = add_task(client, priority="urgent", network_channel="coord-demo", runs=[{"wakes": 10}])
    assert claimed(client) == run_id
    client.advance(120)
    assert do(client, "complete", run_id).status_code == 200


def test_a_run_that_was_cancelled_in_time_never_starves(client: WorldClient) -> None:
    run_id = add_task(client, runs=[{"wakes": 10}])
    control(client, run_id, "cancel")
    client.advance(120)
    assert do(client, "complete", run_id).status_code == 409


def test_a_copied_world_goes_on_by_itself(
    client: WorldClient, make_world: Callable[..., WorldClient]
) -> None:
    run_id = claimed(client)
    twin = make_world(**{"from": client.name})
    twin.log_in("agent_runtime")
    do(client, "complete", run_id)
    assert do(twin, "heartbeat", run_id).status_code == 200
    twin.advance(315)
    assert claimed(twin) == run_id
    assert claimed(client) == "run-00000000000000a3"
