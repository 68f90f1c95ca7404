"""Who may call, and what is answered to everyone else."""

from collections.abc import Callable

import pytest

from mock_server.tests.agent_runtime.calls import (
    BASE,
    PEER,
    RUN,
    add,
    caller,
    claim,
    claimed,
    control,
    do,
    get,
    me,
    receive,
    reply,
    send,
    spawned,
)
from mock_server.tests.wire import WorldClient
from taskpact_mock.contract.load import load

SESSION = load("agent_runtime").lifecycles["Session"]
(STALE,) = (row for row in SESSION["refused"] if "get_me" in row["by"])
DEMO = caller("sess-demo")


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        pytest.param({}, 401, "identity_required", id="nothing"),
        pytest.param({"X-AGH-Agent": "demo-agent"}, 401, "identity_required", id="no session"),
        pytest.param({"X-AGH-Session-ID": "sess-demo"}, 401, "identity_required", id="no agent"),
        pytest.param(caller("", "demo-agent"), 401, "identity_required", id="blank session"),
        pytest.param(caller("sess-none"), 401, "identity_stale", id="unknown session"),
        pytest.param(caller("sess-none", "x"), 401, "identity_stale", id="stale before mismatch"),
        pytest.param(caller("sess-demo", "Demo-Agent"), 401, "identity_mismatch", id="other case"),
        pytest.param(
            {**DEMO, "X-AGH-Workspace-ID": "ws-second"}, 403, "identity_unauthorized", id="place"
        ),
    ],
)
def test_headers_that_name_no_caller_are_refused_with_a_diagnostic(
    world: WorldClient, headers: dict[str, str], status: int, code: str
) -> None:
    response = get(world, "/me", headers=headers)
    assert response.status_code == status
    diagnostic = response.json()["diagnostic"]
    assert diagnostic["code"] == code
    assert diagnostic["id"] == f"agentidentity.{code}"
    assert response.json()["error"] == (
        f"{diagnostic['message']}: {diagnostic['suggested_command']}"
    )


def test_the_workspace_may_be_named(world: WorldClient) -> None:
    headers = {**DEMO, "X-AGH-Workspace-ID": "ws-demo"}
    assert me(world, headers)["self"]["session_id"] == "sess-demo"


@pytest.mark.parametrize("state", [*STALE["from"], "active"])
def test_only_an_active_session_may_call(world: WorldClient, state: str) -> None:
    add(world, sessions=[{"id": "sess-x", "agent_name": "demo-agent", "state": "starting"}])
    if state != "starting":
        control(world, "sess-x", *(["activate"] if state == "active" else ["stop"]))
    world.advance(2 if state == "stopped" else 0)
    response = get(world, "/me", headers=caller("sess-x"))
    if state == "active":
        assert response.status_code == 200
    else:
        assert response.status_code == STALE["status"]
        assert response.json()["diagnostic"]["code"] == STALE["code"]


def test_identity_is_checked_before_the_body(world: WorldClient) -> None:
    assert world.post(f"{BASE}/tasks/{RUN}/fail", content="{").status_code == 401


def test_under_off_the_default_session_calls_unless_another_is_named(
    make_world: Callable[..., WorldClient],
) -> None:
    world = make_world(auth="off")
    assert me(world)["self"]["session_id"] == "sess-demo"
    assert me(world, caller("sess-none"))["self"]["session_id"] == "sess-demo"
    assert me(world, PEER)["self"]["session_id"] == "sess-peer"


def test_under_any_a_new_session_gets_a_workspace_of_its_own(
    make_world: Callable[..., WorldClient],
) -> None:
    world = make_world(auth="any")
    mine = me(world, caller("sess-mine", "my-agent"))
    assert mine["self"] == {
        "agent_name": "my-agent",
        "provider": "demo-provider",
        "session_id": "sess-mine",
    }
    assert mine["workspace"]["id"] == "ws-sess-mine"
    assert claim(world, caller("sess-mine", "my-agent")).status_code == 204
    assert get(world, "/me", headers=caller("sess-mine", "other")).status_code == 401
    assert get(world, "/me").status_code == 401


def test_under_any_a_known_workspace_can_be_joined(make_world: Callable[..., WorldClient]) -> None:
    world = make_world(auth="any")
    headers = {**caller("sess-new", "demo-agent"), "X-AGH-Workspace-ID": "ws-demo"}
    assert claimed(world, headers) == RUN


def test_the_second_principal_sees_nothing_of_the_first(world: WorldClient) -> None:
    world.log_in("agent_runtime", second=True)
    assert me(world)["workspace"]["id"] == "ws-second"
    assert get(world, "/channels/coord-demo/recv").status_code == 404
    assert send(world).status_code == 404
    assert reply(world).status_code == 404
    assert receive(world, channel="coord-second") == []
    assert claimed(world) == "run-00000000000000b1"
    assert do(world, "heartbeat", RUN).status_code == 409


def test_the_credentials_name_what_the_default_world_holds(world: WorldClient) -> None:
    found = world.get("/_mock/credentials").json()["agent_runtime"]
    for who in (found, found["second"]):
        world.headers.update(who["headers"])
        assert claimed(world) == who["parameters"]["run_id"]
        assert do(world, "heartbeat", who["parameters"]["run_id"]).status_code == 200
        assert receive(world, channel=who["parameters"]["channel"]) is not None
    world.headers.update(found["holder"]["headers"])
    assert do(world, "heartbeat", found["holder"]["parameters"]["run_id"]).status_code == 200


def test_a_wrong_method_is_405_and_an_unknown_path_404(client: WorldClient) -> None:
    wrong = client.delete(f"{BASE}/me")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET")
    assert "error" in wrong.json()
    assert "error" in client.get(f"{BASE}/nothing").json()
    assert client.get(f"{BASE}/nothing").status_code == 404


def test_a_body_over_four_mebibytes_is_413(client: WorldClient) -> None:
    response = do(client, "complete", result="x" * (4 * 1024 * 1024))
    assert response.status_code == 413
    assert "error" in response.json()


def test_errors_show_neither_tokens_nor_credentials(client: WorldClient) -> None:
    response = claim(client, required_capabilities=["agh_claim_abc password=hunter2"])
    assert response.status_code == 422
    assert "[REDACTED]" in response.json()["error"]
    assert "abc" not in response.json()["error"]
    assert "hunter2" not in response.json()["error"]


def test_a_spawned_session_may_call_at_once(client: WorldClient) -> None:
    child = spawned(client)
    assert me(client, child)["session"]["type"] == "spawned"
