"""What callers are told about the work that they hold, and how it is cut."""

import orjson
import pytest

from mock_server.tests.agent_runtime.calls import RUN, add, add_task, claimed, context, do
from mock_server.tests.wire import WorldClient

NEVER = "0001-01-01T00:00:00Z"


def test_a_bundle_tells_what_happened_to_the_task(client: WorldClient) -> None:
    claimed(client, lease_seconds=60)
    work = context(client)["task"]
    assert work["lease"]["run_id"] == work["bundle"]["current_run"]["id"] == RUN
    bundle = work["bundle"]
    assert bundle["latest_event_seq"] == bundle["task"]["latest_event_seq"] == 3
    made, queued, taken = bundle["recent_events"]
    assert [each["event_type"] for each in (made, queued, taken)] == [
        "task.created",
        "task.run_enqueued",
        "task.run_claimed",
    ]
    assert [each["sequence"] for each in (made, queued, taken)] == [1, 2, 3]
    assert "run" not in made
    assert taken["payload"] == {"lease_seconds": 60}
    assert taken["actor"] == {"kind": "agent_session", "ref": "sess-demo"}
    assert bundle["current_run"]["started_at"] == bundle["current_run"]["ended_at"] == NEVER
    assert bundle["execution_profile"]["worker"] == {"mode": "inherit"}
    assert bundle["execution_profile"]["created_at"] == NEVER


def test_a_bundle_shows_the_profile_that_a_task_has(client: WorldClient) -> None:
    profile = {"sandbox": {"mode": "ref", "sandbox_ref": "box"}, "review": {"model": "m"}}
    record = {"priority": "urgent", "network_channel": "coord-demo"}
    add_task(client, **record, execution_profile=profile)
    claimed(client)
    shown = context(client)["task"]["bundle"]["execution_profile"]
    assert shown["sandbox"] == profile["sandbox"]
    assert shown["review"] == profile["review"]
    assert shown["created_at"] == shown["updated_at"] == "2026-01-01T01:00:00Z"


def test_a_bundle_tells_and_keeps_the_limits_of_the_workspace(client: WorldClient) -> None:
    limits = {"context_body_max_bytes": 2000, "max_runtime_seconds": 60, "summary_max_bytes": 9}
    add(client, workspaces=[{"id": "ws-demo", "limits": limits}])
    record = {"id": "task-x", "priority": "urgent", "network_channel": "coord-demo"}
    add(client, tasks=[record])
    do(client, "fail", claimed(client), error="0123456789")
    add(client, runs=[{"task_id": "task-x"}])
    claimed(client)
    bundle = context(client)["task"]["bundle"]
    assert bundle["limits"] == limits
    assert bundle["handoff_summary"] == "012345678"
    assert len(orjson.dumps(bundle)) <= 2000


def test_texts_of_a_bundle_hold_no_tokens(client: WorldClient) -> None:
    record = {"id": "task-x", "priority": "urgent", "network_channel": "coord-demo"}
    add(client, tasks=[{**record, "title": "agh_claim_a", "identifier": "agh_claim_b"}])
    do(client, "fail", claimed(client), error="agh_claim_c broke")
    add(client, runs=[{"task_id": "task-x"}])
    claimed(client)
    bundle = context(client)["task"]["bundle"]
    assert "agh_claim" not in str(bundle)
    assert bundle["task"]["title"] == bundle["task"]["identifier"] == "[REDACTED]"
    assert bundle["prior_attempts"][0]["error"] == "[REDACTED] broke"
    assert bundle["handoff_summary"] == "[REDACTED] broke"


def test_a_bundle_stays_within_its_bound_and_loses_the_oldest_first(client: WorldClient) -> None:
    run_id = claimed(client)
    for _ in range(30):
        do(client, "heartbeat", run_id)
    bundle = context(client)["task"]["bundle"]
    assert len(orjson.dumps(bundle)) <= 8192
    assert bundle["latest_event_seq"] == 33
    sequences = [each["sequence"] for each in bundle["recent_events"]]
    assert sequences == list(range(34 - len(sequences), 34))
    assert len(sequences) > 3


def test_events_count_on_when_the_oldest_are_forgotten(client: WorldClient) -> None:
    run_id = claimed(client)
    for _ in range(60):
        do(client, "heartbeat", run_id)
    bundle = context(client)["task"]["bundle"]
    assert bundle["latest_event_seq"] == bundle["recent_events"][-1]["sequence"] == 63


@pytest.mark.parametrize(("guidance", "attempts", "handoff"), [(0, 1, 2048), (4000, 0, 1024)])
def test_a_bundle_cuts_earlier_attempts_and_the_handoff_after_the_events(
    client: WorldClient, guidance: int, attempts: int, handoff: int
) -> None:
    record = {"id": "task-x", "max_attempts": 10, "priority": "urgent"}
    profile = {"coordinator": {"guidance": "x" * guidance}}
    add(
        client,
        tasks=[{**record, "network_channel": "coord-demo", "execution_profile": profile}],
    )
    for _ in range(7):
        do(client, "fail", claimed(client), error="é" * 4000)
        add(client, runs=[{"task_id": "task-x"}])
    claimed(client)
    bundle = context(client)["task"]["bundle"]
    assert len(orjson.dumps(bundle)) <= 8192
    assert bundle["recent_events"] == []
    assert len(bundle["prior_attempts"]) == attempts
    assert all(len(each["error"].encode()) == 2048 for each in bundle["prior_attempts"])
    assert bundle["handoff_summary"] == "é" * handoff


def test_a_bundle_that_cannot_be_cut_is_left_out(client: WorldClient) -> None:
    record = {"id": "task-x", "priority": "urgent", "network_channel": "coord-demo"}
    guidance = {"coordinator": {"guidance": "x" * 8192}}
    add(client, tasks=[{**record, "execution_profile": guidance}])
    do(client, "fail", claimed(client))
    add(client, runs=[{"task_id": "task-x"}])
    claimed(client)
    work = context(client)["task"]
    assert work["available"]
    assert "bundle" not in work


def test_events_hold_no_secrets(client: WorldClient) -> None:
    record = {"id": "task-x", "max_attempts": 2, "priority": "urgent"}
    add(client, tasks=[{**record, "network_channel": "coord-demo"}])
    more = {"db_secret": "s", "line": [1, {"oauth_code": "c", "why": "agh_claim_abc"}]}
    do(client, "fail", claimed(client), metadata=more)
    add(client, runs=[{"task_id": "task-x"}])
    claimed(client)
    events = context(client)["task"]["bundle"]["recent_events"]
    (failed,) = (each for each in events if each["event_type"] == "task.run_failed")
    assert failed["payload"]["metadata"] == {"line": [1, {"why": "[REDACTED]"}]}
