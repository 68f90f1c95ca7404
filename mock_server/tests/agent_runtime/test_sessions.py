"""Children: who may have them, what they get, and when they are stopped."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from mock_server.tests.agent_runtime.calls import (
    NOTHING,
    PEER,
    WORKER,
    add,
    add_task,
    caller,
    claimed,
    control,
    do,
    get,
    me,
    receive,
    send,
    spawn,
    spawned,
)
from mock_server.tests.wire import WorldClient
from taskpact_mock.contract.load import load

GRANTED = {**NOTHING, "network_channels": ["coord-demo"], "skills": ["csv-import"]}
FAILURE = load("control").document["components"]["schemas"]["AgentRuntimeFailure"]
PROVIDER_CODES = FAILURE["properties"]["code"]["enum"]


def _is_active(world: WorldClient, headers: dict[str, str]) -> bool:
    return get(world, "/me", headers=headers).status_code == 200


def test_a_child_is_active_on_its_parents_channel_with_a_lineage(client: WorldClient) -> None:
    response = spawn(client, permissions=GRANTED, name="checker", ttl_seconds=3600)
    assert response.status_code == 201
    found = response.json()["spawn"]
    assert found["session"]["state"] == "active"
    assert found["session"]["type"] == "spawned"
    assert found["session"]["channel"] == "coord-demo"
    assert found["session"]["workspace_path"] == "/srv/demo"
    assert found["session"]["lineage"] == found["lineage"]
    assert found["permissions"] == found["lineage"]["permission_policy"] == GRANTED
    assert found["lineage"] == {
        "auto_stop_on_parent": True,
        "parent_session_id": "sess-demo",
        "permission_policy": GRANTED,
        "root_session_id": "sess-demo",
        "spawn_budget": {"max_children": 5, "max_depth": 1, "ttl_seconds": 3600},
        "spawn_depth": 1,
        "spawn_role": "worker",
        "ttl_expires_at": "2026-01-01T02:00:00Z",
    }


def test_a_child_hears_its_parent(client: WorldClient) -> None:
    child = spawned(client)
    send(client, "Begin")
    assert [each["body"]["text"] for each in receive(client, child)] == ["Begin"]


@pytest.mark.parametrize(("role", "shown"), [("", "worker"), (" ", "worker"), ("judge", "judge")])
def test_a_blank_role_is_worker(client: WorldClient, role: str, shown: str) -> None:
    assert spawn(client, spawn_role=role).json()["spawn"]["lineage"]["spawn_role"] == shown


def test_the_longest_time_to_live_ends_with_the_calendar(client: WorldClient) -> None:
    lineage = spawn(client, ttl_seconds=2**63 - 1).json()["spawn"]["lineage"]
    assert lineage["ttl_expires_at"] == "9999-12-31T23:59:59Z"
    assert lineage["spawn_budget"]["ttl_seconds"] == 2**63 - 1


def test_permissions_are_sorted_and_stand_once(client: WorldClient) -> None:
    session = {
        "id": "sess-rich",
        "agent_name": "demo-agent",
        "lineage": {"permissions": {"tools": ["a__b", "c__d"]}},
    }
    add(client, sessions=[session])
    wanted = {**NOTHING, "tools": ["c__d", "a__b", "c__d"]}
    response = spawn(client, caller("sess-rich"), permissions=wanted)
    assert response.json()["spawn"]["permissions"]["tools"] == ["a__b", "c__d"]


@pytest.mark.parametrize(
    ("headers", "permissions", "named"),
    [
        pytest.param(None, {"tools": ["repo__write"]}, "tools repo__write", id="not granted"),
        pytest.param(None, {"skills": ["CSV-import"]}, "skills CSV-import", id="other letters"),
        pytest.param(None, {"skills": [" "]}, "skills", id="blank"),
        pytest.param(WORKER, {"skills": ["csv-import"]}, "skills csv-import", id="no lineage"),
    ],
)
def test_a_child_gets_no_more_than_its_parent_has(
    client: WorldClient, headers: dict[str, str] | None, permissions: dict[str, Any], named: str
) -> None:
    response = spawn(client, headers, permissions={**NOTHING, **permissions})
    assert response.status_code == 403
    assert named in response.json()["error"]


def test_a_session_without_lineage_can_have_a_child_without_permissions(
    client: WorldClient,
) -> None:
    assert spawn(client, WORKER).status_code == 201


def test_children_cannot_have_children(client: WorldClient) -> None:
    response = spawn(client, spawned(client))
    assert response.status_code == 409
    assert "max_depth 1" in response.json()["error"]


def test_a_sixth_child_is_409_until_one_has_stopped(client: WorldClient) -> None:
    children = [spawned(client) for _ in range(5)]
    response = spawn(client)
    assert response.status_code == 409
    assert "max_children 5" in response.json()["error"]
    control(client, children[0]["X-AGH-Session-ID"], "stop")
    assert spawn(client).status_code == 409
    client.advance(1)
    assert spawn(client).status_code == 201


def test_a_workspace_can_be_full(client: WorldClient) -> None:
    lineage = {"max_active_per_workspace": 2}
    add(client, sessions=[{"id": "sess-x", "agent_name": "demo-agent", "lineage": lineage}])
    spawned(client, caller("sess-x"))
    response = spawn(client, caller("sess-x"))
    assert response.status_code == 409
    assert "max_active_per_workspace 2" in response.json()["error"]


def test_limits_come_before_permissions_and_permissions_before_names(client: WorldClient) -> None:
    wrong: dict[str, Any] = {"permissions": {**NOTHING, "tools": ["x"]}, "agent_name": "nobody"}
    assert spawn(client, **wrong).status_code == 403
    for _ in range(5):
        spawned(client)
    assert spawn(client, **wrong).status_code == 409


@pytest.mark.parametrize(
    "change",
    [
        {"agent_name": " "},
        {"agent_name": "nobody"},
        {"provider": "nobody"},
        {"ttl_seconds": 0},
        {"ttl_seconds": 2**63},
        {"spawn_role": " Coordinator\n"},
        {"more": 1},
        {"permissions": {**NOTHING, "more": []}},
        {"permissions": {}},
        {"auto_stop_on_parent": None},
    ],
)
def test_a_spawn_that_is_not_understood_is_422(client: WorldClient, change: dict[str, Any]) -> None:
    assert spawn(client, **change).status_code == 422


def test_another_provider_can_be_chosen(client: WorldClient) -> None:
    add(client, agents=[{"name": "x-agent", "provider": "x-provider"}])
    response = spawn(client, provider="x-provider")
    assert response.json()["spawn"]["session"]["provider"] == "x-provider"


def test_a_workspace_without_directory_is_410(client: WorldClient) -> None:
    add(client, workspaces=[{"id": "ws-demo", "gone": True}])
    assert spawn(client).status_code == 410


def test_a_child_is_stopped_by_the_look_after_its_time_is_up(client: WorldClient) -> None:
    child = spawned(client, ttl_seconds=7)
    client.advance(9)
    assert _is_active(client, child)
    client.advance(1)
    assert not _is_active(client, child)


@pytest.mark.parametrize("auto_stop", [True, False])
def test_a_child_stops_with_its_parent_if_it_was_spawned_so(
    client: WorldClient, auto_stop: bool
) -> None:
    child = spawned(client, auto_stop_on_parent=auto_stop)
    control(client, "sess-demo", "stop")
    client.advance(0.5)
    assert _is_active(client, child)
    client.advance(5)
    assert _is_active(client, child) is not auto_stop


def test_a_session_whose_parent_is_not_there_is_stopped(client: WorldClient) -> None:
    lineage = {"parent_session_id": "sess-none", "auto_stop_on_parent": False}
    add(client, sessions=[{"id": "sess-x", "agent_name": "demo-agent", "lineage": lineage}])
    client.advance(5)
    assert not _is_active(client, caller("sess-x"))


def test_a_child_that_an_operator_stopped_is_not_stopped_again(client: WorldClient) -> None:
    child = spawned(client, ttl_seconds=5)
    control(client, child["X-AGH-Session-ID"], "stop")
    client.advance(10)
    assert not _is_active(client, child)


def test_what_a_stopped_child_held_is_queued_again(client: WorldClient) -> None:
    child = spawned(client, ttl_seconds=5)
    run_id = add_task(client, priority="urgent", network_channel="coord-demo")
    assert claimed(client, child) == run_id
    client.advance(5)
    assert claimed(client) == run_id
    assert do(client, "complete", run_id).status_code == 200


@pytest.mark.parametrize("code", PROVIDER_CODES)
def test_a_script_lets_a_provider_refuse(client: WorldClient, code: str) -> None:
    client.script("agent_runtime", {"fail": {"code": code}}, operation="spawn_session")
    response = spawn(client)
    assert response.status_code == 422
    assert response.json()["diagnostic"]["category"] == "provider"
    assert response.json()["diagnostic"]["code"] == code
    assert spawn(client).status_code == 201


@pytest.mark.parametrize(
    ("outcome", "place"),
    [
        ({"fail": {"code": "nonsense"}}, "body.outcome.fail.code"),
        ({"fail": {}}, "body.outcome.fail.code"),
        ({"fail": {"code": PROVIDER_CODES[0], "after": 1}}, "body.outcome.fail"),
        ({"take": -1}, "body.outcome.take"),
    ],
    ids=str,
)
def test_an_outcome_that_a_spawn_does_not_understand_is_refused(
    client: WorldClient, outcome: dict[str, object], place: str
) -> None:
    body = {"api": "agent_runtime", "operation": "spawn_session", "outcome": outcome}
    response = client.post("/_mock/scripts", json=body)
    assert response.status_code == 422
    assert response.json()["error"].startswith(place)


def test_a_script_lets_a_child_start_slowly(client: WorldClient) -> None:
    client.script("agent_runtime", {"take": 30}, operation="spawn_session")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(spawn, client)
        (waiter,) = client.waiters()
        client.advance(30)
        created = waiting.result().json()["spawn"]["session"]["created_at"]
    assert created == "2026-01-01T01:00:30Z"
    assert waiter["what"] == "the start of a child of sess-demo"


def test_a_script_lets_a_provider_refuse_slowly(client: WorldClient) -> None:
    outcome = {"take": 30, "fail": {"code": "provider_rate_limited"}}
    client.script("agent_runtime", outcome)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(spawn, client)
        client.waiters()
        client.advance(30)
        response = waiting.result()
    assert response.status_code == 422
    assert response.json()["diagnostic"]["code"] == "provider_rate_limited"


def test_a_parent_that_goes_away_while_its_child_starts_gets_404(client: WorldClient) -> None:
    client.script("agent_runtime", {"take": 30}, operation="spawn_session")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(spawn, client)
        client.waiters()
        control(client, "sess-demo", "stop")
        client.advance(30)
        assert waiting.result().status_code == 404


def test_a_script_answers_with_a_documented_status(client: WorldClient) -> None:
    client.script("agent_runtime", {"status": 503}, operation="get_me")
    response = get(client, "/me")
    assert response.status_code == 503
    assert response.json()["diagnostic"]["code"] == "identity_lookup_unavailable"
    assert me(client)["session"]["state"] == "active"


def test_a_peer_that_stopped_hears_nothing_more(client: WorldClient) -> None:
    control(client, "sess-peer", "stop")
    send(client, "Anyone?")
    assert get(client, "/channels/coord-demo/recv", headers=PEER).status_code == 401
    assert get(client, "/context").json()["context"]["peer_roster"]["peers"] == []
