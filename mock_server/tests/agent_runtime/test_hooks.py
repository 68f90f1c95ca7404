"""What somebody has put before claims and spawns."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from mock_server.tests.agent_runtime.calls import (
    NOTHING,
    PEER,
    RUN,
    WORKER,
    add,
    add_task,
    claim,
    claimed,
    me,
    refusal,
    spawn,
    spawned,
)
from mock_server.tests.wire import WorldClient


def test_a_hook_refuses_claims_with_its_reason(client: WorldClient) -> None:
    add(client, claim_hooks=[{"refuse": "not on a Friday"}])
    response = claim(client)
    assert response.status_code == 403
    assert response.json() == {"error": "permission denied: not on a Friday"}


def test_a_hook_refuses_before_a_held_run_does(client: WorldClient) -> None:
    claimed(client)
    assert claim(client).status_code == 409
    add(client, claim_hooks=[{"refuse": "no"}])
    assert claim(client).status_code == 403


def test_hooks_stand_until_others_take_their_place(client: WorldClient) -> None:
    add(client, claim_hooks=[{"refuse": "no"}])
    add(client, scheduler_paused=False)
    assert claim(client).status_code == 403
    add(client, claim_hooks=[])
    assert claim(client).status_code == 200


@pytest.mark.parametrize(
    ("concern", "status"),
    [
        ({}, 403),
        ({"agent_name": "demo-agent"}, 403),
        ({"agent_name": "peer-agent"}, 200),
        ({"workspace_id": "ws-demo"}, 403),
        ({"workspace_id": "ws-second"}, 200),
        ({"agent_name": "demo-agent", "workspace_id": "ws-second"}, 200),
    ],
)
def test_a_hook_concerns_whom_it_names(
    client: WorldClient, concern: dict[str, str], status: int
) -> None:
    add(client, claim_hooks=[{"refuse": "no", **concern}])
    add(client, spawn_hooks=[{"refuse": "no", **concern}])
    assert claim(client).status_code == status
    assert spawn(client).status_code == (201 if status == 200 else 403)


@pytest.mark.parametrize(
    ("hooked", "asked", "status"), [(20, 0, 200), (21, 0, 204), (0, 21, 204), (21, 30, 204)]
)
def test_a_hook_raises_the_least_priority_and_never_lowers_it(
    client: WorldClient, hooked: int, asked: int, status: int
) -> None:
    add(client, claim_hooks=[{"priority_min": hooked}])
    assert claim(client, priority_min=asked).status_code == status


def test_a_hook_adds_to_what_a_claimer_can_do(client: WorldClient) -> None:
    assert claim(client, PEER, priority_min=20).status_code == 204
    add(client, claim_hooks=[{"add_capabilities": ["x"]}, {"add_capabilities": ["csv-import"]}])
    assert claimed(client, PEER, priority_min=20) == RUN


def test_a_claim_that_waits_asks_the_hooks_at_each_try(client: WorldClient) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(claim, client, priority_min=41, wait=True)
        client.waiters()
        add(client, claim_hooks=[{"refuse": "closed"}])
        add_task(client)
        assert waiting.result().status_code == 403


def test_a_hook_refuses_spawns_after_limits_and_permissions(client: WorldClient) -> None:
    add(client, spawn_hooks=[{"refuse": "no children"}])
    wrong = spawn(client, permissions={**NOTHING, "tools": ["x"]})
    assert "is not granted" in wrong.json()["error"]
    unknown = spawn(client, agent_name="nobody")
    assert unknown.status_code == 403
    assert unknown.json() == {"error": "permission denied: no children"}
    add(client, spawn_hooks=[])
    for _ in range(5):
        spawned(client)
    add(client, spawn_hooks=[{"refuse": "no children"}])
    assert spawn(client).status_code == 409


def test_a_hook_changes_the_child(client: WorldClient) -> None:
    wanted = {**NOTHING, "skills": ["csv-import"], "network_channels": ["coord-demo"]}
    child = {
        "agent_name": "demo-agent",
        "spawn_role": "judge",
        "ttl_seconds": 60,
        "permissions": {"skills": ["csv-import", "csv-import"]},
    }
    add(client, spawn_hooks=[{"child": child}, {"child": {"ttl_seconds": 30}}])
    found = spawn(client, permissions=wanted).json()["spawn"]
    assert found["session"]["agent_name"] == "demo-agent"
    assert found["lineage"]["spawn_role"] == "judge"
    assert found["lineage"]["ttl_expires_at"] == "2026-01-01T01:00:30Z"
    assert found["permissions"] == {**NOTHING, "skills": ["csv-import"]}


def test_what_a_hook_leaves_out_is_as_it_was_asked_for(client: WorldClient) -> None:
    add(client, spawn_hooks=[{"child": {"spawn_role": "judge"}}])
    headers = spawned(client, permissions={**NOTHING, "skills": ["csv-import"]})
    found = me(client, headers)["session"]["lineage"]
    assert found["spawn_budget"]["ttl_seconds"] == 3600
    assert found["permission_policy"]["skills"] == ["csv-import"]


def test_a_hook_cannot_grant_what_the_parent_lacks(client: WorldClient) -> None:
    add(client, spawn_hooks=[{"child": {"permissions": {"skills": ["csv-import"]}}}])
    response = spawn(client, WORKER)
    assert response.status_code == 403
    assert "skills csv-import is not granted" in response.json()["error"]


@pytest.mark.parametrize(
    "records",
    [
        {"claim_hooks": [{"refuse": ""}]},
        {"claim_hooks": [{"priority_min": -1}]},
        {"claim_hooks": [{"child": {}}]},
        {"spawn_hooks": [{"child": {"ttl_seconds": 0}}]},
        {"spawn_hooks": [{"child": {"spawn_role": " Coordinator"}}]},
        {"spawn_hooks": [{"child": {"model": "m"}}]},
    ],
)
def test_a_hook_that_makes_no_sense_is_refused(client: WorldClient, records: Any) -> None:
    assert refusal(client, **records)
