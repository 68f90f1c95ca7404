"""The control plane, operation by operation."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from mock_server.tests.agents_v2.client import BASE, RUNNING, Tasks, accepted, ok
from mock_server.tests.wire import Receiver, WorldClient, refusal
from taskpact_mock.contract.load import APIS, load

NAMES = list(APIS)
START = "2026-01-01T01:00:00Z"


def test_health_names_the_apis(world: WorldClient) -> None:
    assert ok(world.get("/_mock/health")) == {"status": "ok", "apis": NAMES}


def test_credentials_let_in_to_every_api(world: WorldClient) -> None:
    found = ok(world.get("/_mock/credentials"))
    assert list(found) == NAMES
    for each in found.values():
        assert {"headers", "parameters", "second"} <= set(each)
        assert {"headers", "parameters"} <= set(each["second"])
        assert each["headers"] != each["second"]["headers"]


@pytest.mark.parametrize("headers", [{"Authorization": "Bearer nobody"}, {}])
def test_the_control_plane_asks_for_no_credentials(
    world: WorldClient, headers: dict[str, str]
) -> None:
    ok(world.get("/_mock/clock", headers=headers))


# Worlds


def test_a_new_world_is_as_it_was_wanted(make_world: Callable[..., WorldClient]) -> None:
    world = make_world(seed=-7, clock="auto", speed=2.5, auth="any", rate_limits=True, max_wait=3.5)
    (found,) = [
        each for each in ok(world.get("/_mock/worlds"))["worlds"] if each["name"] == world.name
    ]
    assert found["seed"] == -7
    assert found["clock"] == {"kind": "auto", "speed": 2.5, "now": START}
    assert found["requests"] == 0
    assert {name: found["options"][name] for name in ("auth", "rate_limits", "max_wait")} == {
        "auth": "any",
        "rate_limits": True,
        "max_wait": 3.5,
    }


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({}, "body.name: "),
        ({"name": ""}, "body.name: "),
        ({"name": "a/b"}, "body.name: "),
        ({"name": 5}, "body.name: "),
        ({"name": "a", "seed": 1.5}, "body.seed: "),
        ({"name": "a", "seed": 2**63}, "body.seed: "),
        ({"name": "a", "clock": "slow"}, "body.clock: "),
        ({"name": "a", "speed": 0}, "body.speed: "),
        ({"name": "a", "auth": "no"}, "body.auth: "),
        ({"name": "a", "rate_limits": "yes"}, "body.rate_limits: "),
        ({"name": "a", "max_wait": -1}, "body.max_wait: "),
        ({"name": "a", "quirks": ["agents_v2.none"]}, "body.quirks: 'agents_v2.none' is none of"),
        ({"name": "a", "quirks": "x"}, "body.quirks: "),
        ({"name": "a", "from": "never made"}, "body.from: there is no world 'never made'"),
        ({"name": "a", "colour": "red"}, "colour"),
        ([], "body: "),
        (None, "body: "),
    ],
    ids=str,
)
def test_a_world_that_cannot_be_made_is_refused_by_the_member_at_fault(
    world: WorldClient, body: Any, text: str
) -> None:
    assert text in refusal(world.post("/_mock/worlds", json=body))


def test_making_a_world_anew_begins_anew(world: WorldClient) -> None:
    world.advance(60)
    body = {"name": world.name, "clock": "manual"}
    response = world.post("/_mock/worlds", json=body)
    assert (response.status_code, response.json()["clock"]["now"]) == (201, START)


def test_a_dropped_world_is_gone(world: WorldClient) -> None:
    assert world.delete(f"/_mock/worlds/{world.name}").status_code == 204
    missing = world.delete("/_mock/worlds/never-made")
    assert refusal(missing, 404) == "there is no world 'never-made'"


def test_a_fork_goes_on_as_its_source(make_world: Callable[..., WorldClient]) -> None:
    source = Tasks(make_world(seed=3))
    task_id = source.submit()
    source.world.advance(0.5)
    source.script({"fail": {"code": "LLM_TIMEOUT"}}, times=3)
    fork = Tasks(make_world(**{"from": source.world.name}))
    assert fork.get(task_id) == source.get(task_id)
    seen = []
    for each in (source, fork):
        each.world.advance(0.5)
        seen.append((each.get(task_id), accepted(each.run()), each.events(task_id)))
    assert seen[0] == seen[1]


def test_what_happens_in_a_fork_does_not_happen_in_its_source(
    make_world: Callable[..., WorldClient],
) -> None:
    source = Tasks(make_world())
    before = source.page()
    fork = Tasks(make_world(**{"from": source.world.name}))
    ok(fork.cancel(RUNNING))
    fork.submit()
    fork.world.advance(100)
    assert source.page() == before


@pytest.mark.parametrize("member", ["seed", "clock", "auth", "max_wait"])
def test_a_fork_takes_everything_from_its_source(world: WorldClient, member: str) -> None:
    values = {"seed": 1, "clock": "auto", "auth": "off", "max_wait": 1}
    body = {"name": "fork", "from": world.name, member: values[member]}
    assert f"body.{member}: " in refusal(world.post("/_mock/worlds", json=body))


def test_reset_makes_the_world_as_new(make_world: Callable[..., WorldClient]) -> None:
    tasks = Tasks(make_world(seed=5, auth="any", rate_limits=True))
    first = accepted(tasks.run())
    tasks.script({"take": 5})
    tasks.world.advance(60)
    found = ok(tasks.world.post("/_mock/reset"))
    assert (found["seed"], found["options"]["auth"], found["requests"]) == (5, "any", 0)
    assert found["clock"] == {"kind": "manual", "speed": 1.0, "now": START}
    assert ok(tasks.world.get("/_mock/scripts"))["scripts"] == []
    assert accepted(tasks.run()) == first


def test_reset_sends_home_whoever_waits(tasks_of: Callable[[], Tasks]) -> None:
    tasks = tasks_of()
    tasks.script({"take": 60})
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(tasks.run)
        tasks.world.waiters()
        tasks.world.post("/_mock/reset").raise_for_status()
        response = waiting.result()
    assert response.status_code == 503
    assert "was dropped or reset" in response.text


@pytest.fixture
def tasks_of(world: WorldClient) -> Callable[[], Tasks]:
    """Logs the test's world in to agents_v2."""
    return lambda: Tasks(world)


# The clock


def test_a_manual_clock_moves_when_told(world: WorldClient) -> None:
    assert ok(world.get("/_mock/clock")) == {"kind": "manual", "speed": 1.0, "now": START}
    moved = ok(world.post("/_mock/clock/advance", json={"seconds": 1.5}))
    assert moved["now"] == "2026-01-01T01:00:01.500000Z"
    assert ok(world.post("/_mock/clock/advance", json={"seconds": 0})) == moved
    assert ok(world.get("/_mock/clock")) == moved


def test_a_real_clock_can_be_moved_on(make_world: Callable[..., WorldClient]) -> None:
    world = make_world(clock="real")
    before = ok(world.get("/_mock/clock"))["now"]
    after = ok(world.post("/_mock/clock/advance", json={"seconds": 31_536_000}))["now"]
    assert int(after[:4]) >= int(before[:4]) + 1


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({}, "body.seconds: "),
        ({"seconds": -1}, "body.seconds: "),
        ({"seconds": "5"}, "body.seconds: "),
        ({"seconds": 31_536_001}, "body.seconds: "),
        ({"seconds": 1, "minutes": 1}, "minutes"),
    ],
    ids=str,
)
def test_a_clock_that_cannot_be_moved_so_is_refused(
    world: WorldClient, body: Any, text: str
) -> None:
    assert text in refusal(world.post("/_mock/clock/advance", json=body))
    assert ok(world.get("/_mock/clock"))["now"] == START


# Fixtures


def test_records_are_put_into_the_world(tasks_of: Callable[[], Tasks]) -> None:
    tasks = tasks_of()
    research = {"agent_type": "research", "body": {"topic": "Tidal power"}}
    made = tasks.world.fixtures(
        agents_v2={
            "tasks": [
                {**research, "task_id": "mine", "hold": "running"},
                {**research, "count": 3, "hold": "pending"},
                {**research, "tenant": "second"},
            ]
        }
    )["agents_v2"]["tasks"]
    assert (made[0], len(made)) == ("mine", 5)
    tasks.world.advance(60)
    assert tasks.get("mine")["status"] == "running"
    assert {tasks.get(each)["status"] for each in made[1:4]} == {"pending"}
    assert tasks.world.get(f"{BASE}/tasks/{made[4]}").status_code == 404
    assert tasks.page()["total"] == 14


@pytest.mark.parametrize(
    ("records", "text"),
    [
        ({"nobody": {}}, "nobody"),
        ({"agents_v2": {"runs": []}}, "runs"),
        ({"agents_v2": {"tasks": [{"agent_type": "research"}]}}, "body.agents_v2.tasks.0.body: "),
        (
            {"agents_v2": {"tasks": [{"agent_type": "cook", "body": {}}]}},
            "body.agents_v2.tasks.0.agent_type: ",
        ),
        (
            {"agents_v2": {"tasks": [{"agent_type": "research", "body": {"topic": "x"}}]}},
            "body.agents_v2: tasks.0.body.topic: ",
        ),
        (
            {
                "agents_v2": {
                    "tasks": [
                        {"agent_type": "research", "body": {"topic": "a b"}, "task_id": RUNNING}
                    ]
                }
            },
            "body.agents_v2: tasks.0.task_id: ",
        ),
    ],
    ids=["api", "kind", "member", "agent", "input", "id"],
)
def test_records_that_do_not_fit_are_refused_by_their_place(
    world: WorldClient, records: Any, text: str
) -> None:
    assert text in refusal(world.post("/_mock/fixtures", json=records))


# What was called


def test_deliveries_are_listed_in_the_world_that_sent_them(
    tasks_of: Callable[[], Tasks], make_world: Callable[..., WorldClient], receiver: Receiver
) -> None:
    tasks = tasks_of()
    tasks.submit(webhook_url=receiver.url)
    tasks.world.advance(1)
    (delivery,) = ok(tasks.world.get("/_mock/webhooks"))["deliveries"]
    assert (delivery["id"], delivery["api"], delivery["url"]) == (1, "agents_v2", receiver.url)
    assert ok(make_world().get("/_mock/webhooks"))["deliveries"] == []


def test_waiters_are_listed_with_what_they_wait_for(tasks_of: Callable[[], Tasks]) -> None:
    tasks = tasks_of()
    with tasks.world.stream("GET", f"{BASE}/tasks/{RUNNING}/stream"):
        (waiter,) = tasks.world.waiters()
        assert waiter["what"] == f"stream of {RUNNING}"
    tasks.world.waiters(0)


def test_contracts_are_listed_and_served(world: WorldClient) -> None:
    found = ok(world.get("/_mock/openapi"))
    assert list(found) == [*NAMES, "control"]
    assert found["agents_v2"]["operations"]["get_stats"] == f"GET {BASE}/stats"
    for name, each in found.items():
        document = ok(world.get(each["document"]))
        assert document["openapi"] == "3.1.0"
        assert document["info"] == load(name).document["info"]
    assert "there is no API 'nobody'" in refusal(world.get("/_mock/openapi/nobody"), 404)


def test_the_addresses_of_contracts_keep_the_worlds_prefix(world: WorldClient) -> None:
    prefix = f"/_mock/worlds/{world.name}"
    found = ok(world.get(f"{prefix}/_mock/openapi"))
    assert found["control"]["document"] == f"{prefix}/_mock/openapi/control"
    ok(world.get(found["control"]["document"]))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"{", "body: "),
        (b"", "body: send a JSON object"),
        (b'{"name": "a", "name": "b"}', "body: duplicate member name 'name' at byte 14"),
        (b"[" * 1000 + b"]" * 1000, "body: more than 200 levels"),
    ],
)
def test_a_body_that_is_no_json_is_refused_with_the_reason(
    world: WorldClient, content: bytes, text: str
) -> None:
    assert refusal(world.post("/_mock/worlds", content=content)).startswith(text)


def test_a_body_beyond_four_mebibytes_is_refused(world: WorldClient) -> None:
    body = b'{"name": "' + b"x" * (4 * 1024 * 1024) + b'"}'
    assert "4194304 bytes" in refusal(world.post("/_mock/worlds", content=body), 413)
