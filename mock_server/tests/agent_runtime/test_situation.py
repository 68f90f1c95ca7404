"""What callers are told about themselves, their work and their workspace."""

from typing import Any

import orjson
import pytest

from mock_server.tests.agent_runtime.calls import (
    RUN,
    WORKER,
    add,
    add_task,
    caller,
    claimed,
    context,
    control,
    do,
    get,
    me,
)
from mock_server.tests.wire import WorldClient

NEVER = "0001-01-01T00:00:00Z"


def _config(world: WorldClient, **query: str) -> Any:
    return get(world, "/coordinator/config", params=query)


def test_me_shows_identity_place_and_limits(client: WorldClient) -> None:
    found = me(client)
    assert found["self"]["model"] == "demo-large"
    assert found["workspace"] == {"id": "ws-demo", "name": "Demo", "root_dir": "/srv/demo"}
    assert found["capabilities"] == [
        {"id": "csv-import", "source": "agent", "summary": "Reads tables of any size."}
    ]
    assert found["limits"] == {
        "context_section_limit": 8,
        "max_active_task_leases": 1,
        "max_children": 5,
        "max_spawn_depth": 1,
    }
    assert found["coordinator"]["source"] == "workspace"
    assert found["session"]["lineage"]["spawn_depth"] == 0


def test_me_shows_the_lease_that_is_held_and_its_channel_once(client: WorldClient) -> None:
    assert me(client)["active_task_leases"] == []
    claimed(client)
    found = me(client)
    assert [each["run_id"] for each in found["active_task_leases"]] == [RUN]
    assert [each["id"] for each in found["channels"]] == ["coord-demo"]
    assert found["channels"][0]["run_id"] == RUN
    assert found["active_task_leases"][0]["coordination_channel"] == found["channels"][0]


def test_a_caller_without_workspace_and_lineage_sees_neither(client: WorldClient) -> None:
    add(
        client,
        agents=[{"name": "lone", "workspace_id": None}],
        sessions=[{"id": "sess-lone", "agent_name": "lone", "workspace_id": None}],
    )
    found = context(client, caller("sess-lone", "lone"))
    assert found["workspace"] == {}
    assert "lineage" not in found["session"]
    assert found["coordination_channel"] == {"available": False}
    assert found["task"] == {"available": False}
    assert found["soul"] == {
        "active": False,
        "enabled": False,
        "present": False,
        "principles": [],
        "tone": [],
        "valid": False,
    }
    assert me(client, caller("sess-lone", "lone"))["coordinator"]["source"] == "default"


def test_the_context_of_a_caller_without_work_shows_its_channel(client: WorldClient) -> None:
    found = context(client)
    assert found["task"] == {"available": False}
    assert found["coordination_channel"]["channel"]["purpose"] == "network_channel"
    assert found["provenance"]["source"] == "daemon.situation"
    assert found["soul"]["snapshot_id"] == "soul-00000000000000a1"


def test_lists_are_cut_to_eight_and_say_so(client: WorldClient) -> None:
    known = [{"id": f"c{number}", "source": "skill"} for number in range(8)]
    agent = {"name": "demo-agent", "capabilities": [*known, {"id": "z"}]}
    joined = [
        {"id": f"sess-{number}", "agent_name": "peer-agent", "channel": "coord-demo"}
        for number in range(8)
    ]
    add(client, agents=[agent], sessions=joined)
    found = context(client)
    assert [each["id"] for each in found["capabilities"]["capabilities"]][:2] == ["z", "c0"]
    assert found["capabilities"]["section"] == {"limit": 8, "returned": 8, "truncated": True}
    assert found["peer_roster"]["peers"][0]["session_id"] == "sess-0"
    assert found["peer_roster"]["section"] == {"limit": 8, "returned": 8, "truncated": True}
    assert found["peer_roster"]["peers"][0] == {
        "capabilities": ["review"],
        "channel_id": "coord-demo",
        "display_name": "peer-agent",
        "peer_id": "peer-agent.sess-0",
        "session_id": "sess-0",
    }


def test_a_bundle_tells_what_happened_to_the_task(client: WorldClient) -> None:
    claimed(client, lease_seconds=60)
    work = context(client)["task"]
    assert work["lease"]["run_id"] == work["bundle"]["current_run"]["id"] == RUN
    bundle = work["bundle"]
    assert bundle["latest_event_seq"] == bundle["task"]["latest_event_seq"] == 2
    events = bundle["recent_events"]
    assert [each["event_type"] for each in events] == ["task.run_enqueued", "task.run_claimed"]
    assert [each["sequence"] for each in events] == [1, 2]
    assert events[1]["payload"] == {"lease_seconds": 60}
    assert events[1]["actor"] == {"kind": "agent_session", "ref": "sess-demo"}
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


def test_a_bundle_stays_within_its_bound_and_loses_the_oldest_first(client: WorldClient) -> None:
    run_id = claimed(client)
    for _ in range(30):
        do(client, "heartbeat", run_id)
    bundle = context(client)["task"]["bundle"]
    assert len(orjson.dumps(bundle)) <= 8192
    assert bundle["latest_event_seq"] == 32
    sequences = [each["sequence"] for each in bundle["recent_events"]]
    assert sequences == list(range(33 - len(sequences), 33))
    assert len(sequences) > 3


def test_events_count_on_when_the_oldest_are_forgotten(client: WorldClient) -> None:
    run_id = claimed(client)
    for _ in range(60):
        do(client, "heartbeat", run_id)
    bundle = context(client)["task"]["bundle"]
    assert bundle["latest_event_seq"] == bundle["recent_events"][-1]["sequence"] == 62


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


@pytest.mark.parametrize(
    ("steps", "status", "task_status"),
    [
        ((), "claimed", "ready"),
        (("bind",), "starting", "in_progress"),
        (("bind", "start"), "running", "in_progress"),
    ],
)
def test_a_task_is_in_progress_once_its_run_is(
    client: WorldClient, steps: tuple[str, ...], status: str, task_status: str
) -> None:
    control(client, claimed(client), *steps)
    work = context(client)["task"]
    assert work["lease"]["status"] == status
    assert work["task"]["status"] == task_status


def test_the_workflow_of_a_run_is_shown_with_its_channel(client: WorldClient) -> None:
    record = {"priority": "urgent", "network_channel": "coord-demo"}
    add_task(client, **record, runs=[{"metadata": {"workflow_id": "wf-1"}}])
    claimed(client)
    assert context(client)["coordination_channel"]["channel"]["workflow_id"] == "wf-1"


def test_a_session_that_holds_several_runs_is_told_of_the_furthest(client: WorldClient) -> None:
    claimed(client)
    other = add_task(client, runs=[{"held_by": "sess-demo"}])
    control(client, other, "bind", "start")
    assert me(client)["active_task_leases"][0]["run_id"] == other


def test_settings_come_from_the_workspace_then_from_everywhere_then_are_built_in(
    client: WorldClient,
) -> None:
    second = {"workspace": "ws-second"}
    built_in = {
        "agent_name": "coordinator",
        "default_ttl_seconds": 7200,
        "enabled": False,
        "max_active_sessions_per_workspace": 5,
        "max_children": 5,
        "source": "default",
        "workspace_id": "ws-second",
    }
    assert _config(client, **second).json()["coordinator"] == built_in
    add(client, coordinator={"default_ttl_seconds": 60, "max_children": 2})
    found = _config(client, **second).json()["coordinator"]
    assert found == {
        **built_in,
        "default_ttl_seconds": 60,
        "max_children": 2,
        "source": "global",
    }
    own = {"id": "ws-second", "coordinator": {"max_children": 3}}
    add(client, workspaces=[own])
    found = _config(client, **second).json()["coordinator"]
    assert (found["default_ttl_seconds"], found["max_children"]) == (60, 3)
    assert found["source"] == "workspace"


def test_the_coordinators_definition_fills_in_what_it_runs_on(client: WorldClient) -> None:
    agent = {"name": "coordinator", "workspace_id": "ws-second", "provider": "p", "model": "m"}
    add(client, agents=[agent])
    found = _config(client, workspace="ws-second").json()["coordinator"]
    assert (found["provider"], found["model"]) == ("p", "m")


@pytest.mark.parametrize("name", ["ws-second", "Second", "/srv/second", " ws-second "])
def test_a_workspace_is_found_by_id_name_and_directory(client: WorldClient, name: str) -> None:
    found = _config(client, workspace=name).json()["coordinator"]
    assert found["workspace_id"] == "ws-second"


def test_an_unknown_workspace_is_404(client: WorldClient) -> None:
    assert _config(client, workspace="nothing").status_code == 404
    assert _config(client, workspace="").json()["coordinator"]["workspace_id"] == "ws-demo"


def test_a_model_without_provider_is_500_and_left_empty_in_ones_own_view(
    client: WorldClient,
) -> None:
    add(client, workspaces=[{"id": "ws-demo", "coordinator": {"model": "m"}}])
    response = _config(client)
    assert response.status_code == 500
    assert response.json() == {"error": "Internal Server Error"}
    assert me(client)["coordinator"] == {
        "agent_name": "",
        "default_ttl_seconds": 0,
        "enabled": False,
        "max_active_sessions_per_workspace": 0,
        "max_children": 0,
        "source": "default",
    }


def test_reading_changes_nothing(client: WorldClient) -> None:
    for path in ("/context", "/me", "/channels", "/soul", "/coordinator/config"):
        assert get(client, path).content == get(client, path).content
    assert context(client, WORKER) == context(client, WORKER)
