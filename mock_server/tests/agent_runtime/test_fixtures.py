"""What the control plane puts into a world, and what the default world holds."""

from typing import Any

import pytest

from mock_server.tests.agent_runtime.calls import (
    HELD,
    MESSAGE,
    WORKER,
    add,
    add_task,
    caller,
    claimed,
    do,
    get,
    me,
    receive,
    refusal,
)
from mock_server.tests.wire import WorldClient
from taskpact_mock.contract.load import load

SECOND = caller("sess-second", "second-agent")


def test_the_default_world_holds_what_the_contracts_examples_name(client: WorldClient) -> None:
    document = load("agent_runtime").document["components"]["parameters"]
    (message,) = receive(client, channel=document["Channel"]["example"])
    assert message["message_id"] == MESSAGE
    assert message["timestamp"] == "2026-01-01T00:00:10Z"
    assert claimed(client) == document["RunId"]["example"]


def test_the_holder_of_the_default_world_holds_its_run_for_ever(client: WorldClient) -> None:
    client.advance(365 * 24 * 3600)
    assert me(client, WORKER)["active_task_leases"][0]["run_id"] == HELD
    assert do(client, "heartbeat", HELD, WORKER).status_code == 200
    client.advance(315)
    assert me(client, WORKER)["active_task_leases"] == []


def test_worlds_begin_alike_and_share_nothing(client: WorldClient, world: WorldClient) -> None:
    claimed(client)
    client.post("/_mock/reset")
    assert me(client)["active_task_leases"] == []
    assert claimed(client)


def test_a_task_has_a_queued_run_unless_others_are_given(client: WorldClient) -> None:
    made = add(
        client,
        tasks=[
            {"workspace_id": "ws-second", "network_channel": "coord-second", "priority": "urgent"},
            {"runs": []},
        ],
    )
    assert (len(made["tasks"]), len(made["runs"])) == (2, 1)
    assert claimed(client, SECOND) == made["runs"][0]


def test_many_tasks_are_made_at_once(client: WorldClient) -> None:
    made = add(client, tasks=[{"count": 3, "network_channel": "coord-demo"}])
    assert len(set(made["tasks"])) == len(set(made["runs"])) == 3


def test_a_run_can_be_held_from_the_start(client: WorldClient) -> None:
    run_id = add_task(client, runs=[{"held_by": "sess-demo", "lease_seconds": 30}])
    (lease,) = me(client)["active_task_leases"]
    assert (lease["run_id"], lease["lease_until"]) == (run_id, "2026-01-01T01:00:30Z")


def test_a_message_can_be_for_one_alone(client: WorldClient) -> None:
    message = {"from_session_id": "sess-peer", "to_session_id": "sess-demo", "text": "You"}
    (message_id,) = add(client, messages=[message])["messages"]
    assert receive(client)[-1]["message_id"] == message_id
    assert receive(client)[-1]["to_session_id"] == "sess-demo"


def test_a_session_can_be_given_a_place_below_another(client: WorldClient) -> None:
    lineage = {"parent_session_id": "sess-demo", "spawn_role": "judge", "ttl_seconds": 60}
    add(client, sessions=[{"id": "sess-x", "agent_name": "demo-agent", "lineage": lineage}])
    found = me(client, caller("sess-x"))["session"]["lineage"]
    assert found["root_session_id"] == "sess-demo"
    assert found["spawn_depth"] == 1
    assert found["ttl_expires_at"] == "2026-01-01T01:01:00Z"


def test_a_known_workspace_keeps_its_channels_when_it_is_replaced(client: WorldClient) -> None:
    add(client, workspaces=[{"id": "ws-demo", "name": "Renamed"}])
    assert me(client)["workspace"]["name"] == "Renamed"
    assert get(client, "/channels").json()["channels"][0]["id"] == "coord-demo"


@pytest.mark.parametrize(
    ("records", "why"),
    [
        ({"agents": [{"name": "x", "workspace_id": "nothing"}]}, "'nothing' is not known"),
        ({"channels": [{"id": "x", "workspace_id": "nothing"}]}, "'nothing' is not known"),
        ({"agents": [{"name": "x", "provider": None}]}, "set default_provider first"),
        ({"default_provider": "nobody"}, "'nobody' is not known"),
        ({"sessions": [{"agent_name": "nobody"}]}, "no agent 'nobody' in ws-demo"),
        ({"sessions": [{"id": "sess-demo", "agent_name": "demo-agent"}]}, "'sess-demo' is taken"),
        ({"tasks": [{"parent_task_id": "nothing"}]}, "'nothing' is not known"),
        ({"tasks": [{"depends_on": ["nothing"]}]}, "'nothing' is not known"),
        ({"tasks": [{"id": "x", "count": 2}]}, "take the id or the count away"),
        ({"tasks": [{"runs": [{"id": HELD}]}]}, "is taken"),
        ({"tasks": [{"runs": [{}, {}]}]}, "open run or no attempt left"),
        ({"tasks": [{"runs": [{"held_by": "nobody"}]}]}, "'nobody' is not known"),
        ({"tasks": [{"execution_profile": {"worker": 5}}]}, "execution_profile"),
        (
            {"tasks": [{"execution_profile": {"worker": {"agent_name": 5}}}]},
            "tasks.0.execution_profile.worker.agent_name",
        ),
        ({"runs": [{}]}, "runs.0: a run of its own needs the task_id"),
        ({"messages": [{"from_session_id": "sess-worker", "text": "x"}]}, "joined no channel"),
        (
            {"controls": [{"id": "nothing", "control": "bind"}]},
            "controls.0: 'nothing' is not known",
        ),
        ({"controls": [{"id": HELD, "control": "bind"}]}, "no control bind from running"),
        ({"controls": [{"id": "sess-demo", "control": "activate"}]}, "from active"),
    ],
)
def test_records_that_contradict_what_is_there_are_refused(
    client: WorldClient, records: dict[str, Any], why: str
) -> None:
    assert why in refusal(client, **records)
