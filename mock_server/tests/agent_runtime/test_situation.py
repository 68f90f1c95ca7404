"""What callers are told about themselves, their work and their workspace."""

from typing import Any

import pytest

from mock_server.tests.agent_runtime.calls import (
    MESSAGE,
    METADATA,
    PEER,
    RUN,
    WORKER,
    add,
    add_task,
    caller,
    claimed,
    context,
    control,
    get,
    me,
    send,
)
from mock_server.tests.wire import WorldClient


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


def test_a_caller_without_work_has_no_channel_for_it_and_sees_who_is_on_its_own(
    client: WorldClient,
) -> None:
    found = context(client)
    assert found["task"] == found["coordination_channel"] == {"available": False}
    assert [each["session_id"] for each in found["peer_roster"]["peers"]] == ["sess-peer"]
    assert found["inbox_summary"]["unread_count"] == 1
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


@pytest.mark.parametrize(
    ("run", "channel"),
    [
        ({}, None),
        ({"metadata": {"coordination_channel_id": " coord-x "}}, "coord-x"),
        ({"metadata": {"coordination_channel_id": 5}, "network_channel": "net"}, "net"),
        ({"metadata": ["coordination_channel_id"], "network_channel": "net"}, "net"),
    ],
)
def test_a_global_run_is_coordinated_where_it_says_itself(
    client: WorldClient, run: dict[str, Any], channel: str | None
) -> None:
    lone = caller("sess-lone", "lone")
    add(
        client,
        agents=[{"name": "lone", "workspace_id": None}],
        sessions=[{"id": "sess-lone", "agent_name": "lone", "workspace_id": None}],
        tasks=[{"workspace_id": None, "runs": [run]}],
    )
    claimed(client, lone)
    found = context(client, lone)
    assert found["coordination_channel"].get("channel", {}).get("id") == channel
    assert "coordination_channel_id" not in found["task"]["lease"]


def test_who_works_on_a_runs_own_channel_sees_who_else_is_there(client: WorldClient) -> None:
    joined = {"agent_name": "peer-agent", "channel": "coord-run-own"}
    add_task(client, runs=[{"id": "run-own", "held_by": "sess-demo"}])
    add(client, sessions=[{"id": "sess-x", **joined}])
    found = context(client)
    assert found["coordination_channel"]["channel"]["id"] == "coord-run-own"
    (peer,) = found["peer_roster"]["peers"]
    assert (peer["session_id"], peer["channel_id"]) == ("sess-x", "coord-run-own")


def test_the_inbox_shows_what_is_about_the_channel_of_the_work(client: WorldClient) -> None:
    metadata = {**METADATA, "coordination_channel_id": "elsewhere"}
    send(client, "Not about this", PEER, metadata=metadata)
    assert context(client)["inbox_summary"]["unread_count"] == 2
    claimed(client)
    (item,) = context(client)["inbox_summary"]["items"]
    assert item["message_id"] == MESSAGE


def test_a_session_that_holds_several_runs_is_told_of_the_furthest(client: WorldClient) -> None:
    claimed(client)
    other = add_task(client, runs=[{"held_by": "sess-demo"}])
    control(client, other, "bind", "start")
    assert me(client)["active_task_leases"][0]["run_id"] == other


def test_of_runs_that_have_come_equally_far_the_latest_is_told(client: WorldClient) -> None:
    for run_id, told in (("run-c", "run-c"), ("run-b", "run-b"), ("run-x", "run-b")):
        add_task(client, runs=[{"id": run_id, "held_by": "sess-demo"}])
        assert me(client)["active_task_leases"][0]["run_id"] == told
    client.advance(1)
    add_task(client, runs=[{"id": "run-z", "held_by": "sess-demo"}])
    assert me(client)["active_task_leases"][0]["run_id"] == "run-z"


def test_reading_changes_nothing(client: WorldClient) -> None:
    for path in ("/context", "/me", "/channels", "/soul", "/coordinator/config"):
        assert get(client, path).content == get(client, path).content
    assert context(client, WORKER) == context(client, WORKER)
