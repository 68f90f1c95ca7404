"""Which run a claim gets, and when it gets none."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from mock_server.tests.agent_runtime.calls import (
    RUN,
    WORKER,
    add,
    add_task,
    caller,
    claim,
    claimed,
    context,
    control,
    do,
)
from mock_server.tests.wire import WorldClient

LATE = "run-00000000000000a3"
FREE = caller("sess-free", "free-agent")
LONE = caller("sess-lone", "lone-agent")


@pytest.fixture
def free(world: WorldClient) -> WorldClient:
    """A world with a workspace of its own, without runs, and a caller there on no channel."""
    add(
        world,
        workspaces=[{"id": "ws-free"}],
        agents=[
            {
                "name": "free-agent",
                "workspace_id": "ws-free",
                "capabilities": [{"id": "a"}, {"id": "b"}],
            },
            {"name": "other-agent", "workspace_id": "ws-free"},
            {"name": "lone-agent", "workspace_id": None},
        ],
        sessions=[
            {"id": "sess-free", "agent_name": "free-agent", "workspace_id": "ws-free"},
            {"id": "sess-other", "agent_name": "other-agent", "workspace_id": "ws-free"},
            {"id": "sess-lone", "agent_name": "lone-agent", "workspace_id": None},
        ],
    )
    world.headers.update(FREE)
    return world


def _task(world: WorldClient, **task: Any) -> str:
    return add_task(world, **{"workspace_id": "ws-free", **task})


def test_a_claim_shows_run_lease_task_and_channel(client: WorldClient) -> None:
    response = claim(client, lease_seconds=300, priority_min=10, required_capabilities=["x"])
    found = response.json()["claim"]
    assert found["run"]["id"] == found["lease"]["run_id"] == RUN
    assert found["run"]["status"] == found["lease"]["status"] == "claimed"
    assert found["run"]["claimed_at"] == found["lease"]["heartbeat_at"] == "2026-01-01T01:00:00Z"
    assert found["lease"]["lease_until"] == "2026-01-01T01:05:00Z"
    assert found["run"]["claimed_by"] == {"kind": "agent_session", "ref": "sess-demo"}
    assert found["run"]["metadata"]["file"] == "orders.csv"
    assert found["run"]["metadata"]["soul"] == {
        "snapshot_id": "soul-00000000000000a1",
        "digest": "sha256:e96d3353344f457392008dfb6348de4237548d459ed846c72fe35f3fcfbe4147",
        "agent_name": "demo-agent",
        "captured_at": "2026-01-01T01:00:00Z",
    }
    assert found["coordination_channel"]["id"] == "coord-demo"
    assert found["coordination_channel"]["run_id"] == RUN
    assert found["task"]["status"] == "ready"
    assert found["task"]["latest_event_seq"] == 0


def test_metadata_that_is_no_object_stays_as_it_is(client: WorldClient) -> None:
    record = {"priority": "urgent", "network_channel": "coord-demo"}
    add_task(client, **record, runs=[{"metadata": ["orders.csv"]}])
    assert claim(client).json()["claim"]["run"]["metadata"] == ["orders.csv"]


def test_a_waiting_claim_in_a_world_that_is_dropped_is_503(free: WorldClient) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(claim, free, wait=True)
        free.waiters()
        free.post("/_mock/reset")
        assert waiting.result().status_code == 503


def test_a_claims_token_never_leaves_only_its_hash(client: WorldClient) -> None:
    response = claim(client)
    assert "agh_claim_" not in response.text
    assert 'claim_token"' not in response.text
    digest = response.json()["claim"]["lease"]["claim_token_hash"]
    assert digest.startswith("sha256:")
    assert len(digest) == 71


def test_a_session_that_holds_a_run_gets_409(client: WorldClient) -> None:
    claimed(client)
    assert claim(client).status_code == 409


def test_a_claim_without_a_fitting_run_is_204_without_a_body(free: WorldClient) -> None:
    response = claim(free)
    assert response.status_code == 204
    assert response.content == b""


@pytest.mark.parametrize(
    ("task", "fits"),
    [
        pytest.param({}, True, id="plain"),
        pytest.param({"workspace_id": "ws-demo"}, False, id="another workspace"),
        pytest.param({"workspace_id": None}, False, id="global"),
        pytest.param({"draft": True}, False, id="draft"),
        pytest.param({"paused": True}, False, id="paused"),
        pytest.param({"owner": {"kind": "pool", "ref": "free-agent"}}, True, id="my pool"),
        pytest.param({"owner": {"kind": "pool", "ref": "other-agent"}}, False, id="other pool"),
        pytest.param({"owner": {"kind": "agent_session", "ref": "sess-free"}}, True, id="mine"),
        pytest.param({"owner": {"kind": "agent_session", "ref": "sess-x"}}, False, id="not mine"),
        pytest.param({"owner": {"kind": "human", "ref": "free-agent"}}, False, id="a human's"),
        pytest.param({"runs": [{"required_capabilities": ["a"]}]}, True, id="can"),
        pytest.param({"runs": [{"required_capabilities": ["a", "c"]}]}, False, id="cannot"),
        pytest.param(
            {"execution_profile": {"worker": {"required_capabilities": ["c"]}}},
            False,
            id="worker cannot",
        ),
        pytest.param(
            {"execution_profile": {"participants": {"required_capabilities": ["b"]}}},
            True,
            id="participant can",
        ),
        pytest.param(
            {"execution_profile": {"worker": {"agent_name": "free-agent"}}}, True, id="worker"
        ),
        pytest.param(
            {"execution_profile": {"worker": {"agent_name": "other-agent"}}},
            False,
            id="another worker",
        ),
        pytest.param(
            {
                "execution_profile": {
                    "worker": {"allowed_agent_names": ["free-agent"]},
                    "participants": {"allowed_agent_names": ["other-agent"]},
                }
            },
            False,
            id="on one list of two",
        ),
        pytest.param({"network_channel": "any-channel"}, True, id="any channel"),
    ],
)
def test_a_run_is_claimed_only_by_whom_it_suits(
    free: WorldClient, task: dict[str, Any], fits: bool
) -> None:
    run_id = _task(free, **task)
    response = claim(free)
    assert response.status_code == (200 if fits else 204)
    if fits:
        assert response.json()["claim"]["run"]["id"] == run_id


def test_a_session_without_workspace_gets_global_tasks_alone(free: WorldClient) -> None:
    _task(free)
    assert claim(free, LONE).status_code == 204
    run_id = _task(free, workspace_id=None)
    response = claim(free, LONE)
    assert response.json()["claim"]["run"]["id"] == run_id
    assert "coordination_channel" not in response.text
    assert response.json()["claim"]["task"]["scope"] == "global"


@pytest.mark.parametrize(
    ("tasks", "first"),
    [
        pytest.param([{}, {"priority": "high"}, {"priority": "urgent"}], 2, id="priority"),
        pytest.param([{"priority": "low"}, {}], 1, id="unset is medium"),
        pytest.param([{}, {"runs": [{"preferred_capabilities": ["a"]}]}], 1, id="preference"),
        pytest.param(
            [
                {"runs": [{"preferred_capabilities": ["a", "x", "y"]}]},
                {"runs": [{"preferred_capabilities": ["a", "b"]}]},
            ],
            1,
            id="only matched preferences",
        ),
        pytest.param(
            [{"priority": "high"}, {"runs": [{"preferred_capabilities": ["a"]}]}],
            0,
            id="priority before preference",
        ),
        pytest.param(
            [{"runs": [{"id": "run-b"}]}, {"runs": [{"id": "run-a"}]}], 1, id="id of equals"
        ),
    ],
)
def test_of_several_runs_the_most_urgent_then_the_best_fitting_comes_first(
    free: WorldClient, tasks: list[dict[str, Any]], first: int
) -> None:
    runs = [_task(free, **task) for task in tasks]
    assert claimed(free) == runs[first]


def test_of_equal_runs_the_oldest_comes_first(free: WorldClient) -> None:
    old = _task(free, runs=[{"id": "run-z"}])
    free.advance(1)
    _task(free, runs=[{"id": "run-a"}])
    assert claimed(free) == old


@pytest.mark.parametrize(("least", "status"), [(0, 200), (20, 200), (21, 204), (2**31 - 1, 204)])
def test_priority_min_is_a_floor_by_number(free: WorldClient, least: int, status: int) -> None:
    _task(free)
    assert claim(free, priority_min=least).status_code == status


def test_offered_capabilities_add_to_the_callers_own(free: WorldClient) -> None:
    _task(free, runs=[{"required_capabilities": ["a", "c"]}])
    assert claim(free).status_code == 204
    assert claim(free, required_capabilities=["c", "c"]).status_code == 200


def test_only_the_first_eight_of_the_callers_capabilities_count(free: WorldClient) -> None:
    known = [{"id": f"c{number}"} for number in range(9)]
    add(free, agents=[{"name": "free-agent", "workspace_id": "ws-free", "capabilities": known}])
    _task(free, runs=[{"required_capabilities": ["c8"]}])
    assert claim(free).status_code == 204
    _task(free, runs=[{"required_capabilities": ["c7"]}])
    assert claim(free).status_code == 200


def test_who_joined_a_channel_gets_runs_of_that_channel_alone(client: WorldClient) -> None:
    other = add_task(client, network_channel="elsewhere", priority="urgent")
    assert claimed(client) == RUN
    do(client, "complete")
    assert claimed(client) == LATE
    do(client, "complete", LATE)
    assert claim(client).status_code == 204
    do(client, "complete", "run-00000000000000a2", WORKER)
    assert claimed(client, WORKER) == other


def test_who_joined_a_runs_own_channel_gets_that_run(free: WorldClient) -> None:
    _task(free)
    wanted = _task(free, runs=[{"id": "run-mine"}])
    add(
        free,
        sessions=[
            {
                "id": "sess-joined",
                "agent_name": "free-agent",
                "workspace_id": "ws-free",
                "channel": "coord-run-mine",
            }
        ],
    )
    joined = caller("sess-joined", "free-agent")
    assert claimed(free, joined) == wanted
    assert context(free, joined)["coordination_channel"]["channel"]["id"] == "coord-run-mine"


def test_a_paused_task_keeps_all_below_it_back_until_it_goes_on(free: WorldClient) -> None:
    top = add(free, tasks=[{"id": "task-top", "workspace_id": "ws-free", "runs": []}])["tasks"][0]
    middle = {"id": "task-mid", "workspace_id": "ws-free", "runs": [], "parent_task_id": top}
    add(free, tasks=[middle])
    run_id = _task(free, parent_task_id="task-mid")
    add(free, tasks=[{"id": top, "paused": True}])
    assert claim(free).status_code == 204
    add(free, tasks=[{"id": top, "paused": False}])
    assert claimed(free) == run_id


def test_a_paused_scheduler_keeps_everything_back(client: WorldClient) -> None:
    add(client, scheduler_paused=True)
    assert claim(client).status_code == 204
    add(client, scheduler_paused=False)
    assert claimed(client) == RUN


def test_a_task_is_blocked_until_what_it_depends_on_is_completed(free: WorldClient) -> None:
    first = add(free, tasks=[{"id": "task-first", "workspace_id": "ws-free"}])["runs"][0]
    second = _task(free, depends_on=["task-first"], priority="urgent")
    assert claimed(free) == first
    do(free, "fail", first)
    assert claim(free).status_code == 204
    add(free, runs=[{"task_id": "task-first", "id": "run-again"}])
    assert claimed(free) == "run-again"
    do(free, "complete", "run-again")
    assert claimed(free) == second


def test_another_workspace_than_the_sessions_is_403(client: WorldClient) -> None:
    assert claim(client, workspace_id="ws-second").status_code == 403
    assert claim(client, workspace_id="ws-demo").status_code == 200


def test_a_session_without_workspace_must_not_name_one(free: WorldClient) -> None:
    assert claim(free, LONE, workspace_id="ws-free").status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        {"lease_seconds": -1},
        {"lease_seconds": 86401},
        {"priority_min": -1},
        {"required_capabilities": [""]},
        {"required_capabilities": ["a b"]},
        {"required_capabilities": ["a,b"]},
        {"required_capabilities": ["a" * 129]},
        {"wait": "yes"},
        [],
        None,
    ],
)
def test_bad_criteria_are_422(client: WorldClient, body: Any) -> None:
    response = client.post("/api/agent/tasks/claim-next", json=body)
    assert response.status_code == 422


@pytest.mark.parametrize("content", ["", "{", '{"wait":true,"wait":false}'])
def test_a_body_that_is_absent_or_no_json_is_422(client: WorldClient, content: str) -> None:
    assert client.post("/api/agent/tasks/claim-next", content=content).status_code == 422


@pytest.mark.parametrize(("seconds", "lasts"), [(0, 300), (None, 300), (1, 1), (86400, 86400)])
def test_a_lease_lasts_as_asked_and_300_seconds_by_default(
    client: WorldClient, seconds: int | None, lasts: int
) -> None:
    body: dict[str, Any] = {} if seconds is None else {"lease_seconds": seconds}
    claimed(client, **body)
    client.advance(lasts - 0.5)
    assert do(client, "heartbeat").status_code == 200


def test_a_waiting_claim_gets_the_run_that_comes(free: WorldClient) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(claim, free, wait=True)
        (waiter,) = free.waiters()
        run_id = _task(free)
        assert waiting.result().json()["claim"]["run"]["id"] == run_id
    assert waiter["what"] == "a run for sess-free"


def test_of_two_waiting_claims_one_gets_the_run_and_the_other_goes_on_waiting(
    free: WorldClient,
) -> None:
    other = caller("sess-other", "other-agent")
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(claim, free, who, wait=True) for who in (FREE, other)]
        free.waiters(2)
        _task(free)
        free.waiters(1)
        free.advance(1)
        assert sorted(each.result().status_code for each in both) == [200, 204]


@pytest.mark.parametrize("clock", ["auto", "real"])
def test_a_waiting_claim_ends_with_204_after_the_worlds_max_wait(
    make_world: Callable[..., WorldClient], clock: str
) -> None:
    world = make_world(clock=clock, max_wait=0.05)
    world.headers.update(caller("sess-peer", "peer-agent"))
    assert claim(world, wait=True, priority_min=41).status_code == 204


def test_a_waiting_claim_of_a_session_that_is_stopped_is_403(free: WorldClient) -> None:
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(claim, free, wait=True)
        free.waiters()
        control(free, "sess-free", "stop")
        _task(free)
        assert waiting.result().status_code == 403
