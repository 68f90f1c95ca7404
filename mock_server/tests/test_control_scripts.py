"""Scripts by the control plane: what can be played is taken, and all else refused."""

from typing import Any

import pytest

from mock_server.tests.agents_v2.client import Tasks, accepted, ok
from mock_server.tests.wire import WorldClient, refusal
from taskpact_mock import apis
from taskpact_mock.api import Api
from taskpact_mock.contract.load import load

NAMES = list(apis.APIS)


def test_a_script_is_listed_until_it_is_used_up(world: WorldClient) -> None:
    tasks = Tasks(world)
    body = {"api": "agents_v2", "operation": "run_research", "outcome": {"take": 0}, "times": 2}
    response = tasks.world.post("/_mock/scripts", json=body)
    assert (response.status_code, response.json()) == (201, {"id": 1, "match": {}, **body})
    for left in (1, 0):
        accepted(tasks.run())
        found = ok(tasks.world.get("/_mock/scripts"))["scripts"]
        assert [each["times"] for each in found] == [left] * bool(left)


def test_the_outcomes_of_each_api_are_listed(world: WorldClient) -> None:
    outcomes = ok(world.get("/_mock/scripts"))["outcomes"]
    assert list(outcomes) == NAMES
    assert outcomes["agents_v2"] == ["fail", "hold", "partial", "status", "take"]
    assert all("status" in each for each in outcomes.values())


def test_clearing_leaves_no_script(world: WorldClient) -> None:
    for _ in range(3):
        world.script("agents_v2", {"take": 1}, times=None)
    assert world.delete("/_mock/scripts").status_code == 204
    assert ok(world.get("/_mock/scripts"))["scripts"] == []


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"api": "nobody"}, "body.api: 'nobody' is none of"),
        ({"api": "control"}, "body.api: 'control' is none of"),
        ({"operation": "brew"}, "body.operation: agents_v2 has no operation 'brew'"),
        ({"outcome": {}}, "body.outcome: "),
        ({"outcome": {"explode": 1}}, "body.outcome: 'explode' is none of"),
        ({"outcome": {"take": 1, "explode": 1}}, "body.outcome: 'explode' is none of"),
        ({"outcome": {"status": 500, "take": 1}}, "body.outcome: 'take' is none of"),
        ({"outcome": {"hold": "running", "fail": {"code": "a"}}}, "body.outcome: 'hold' stands"),
        ({"outcome": {"body": {}}}, "body.outcome: 'body' is none of"),
        ({"outcome": {"status": 418}}, "body.outcome.status: "),
        ({"outcome": {"status": 503}}, "body.outcome.status: run_research documents ["),
        ({"outcome": {"status": "500"}}, "body.outcome.status: "),
        ({"outcome": {"status": 500.0}}, "body.outcome.status: "),
        ({"outcome": {"status": []}}, "body.outcome.status: "),
        ({"outcome": {"status": 500}, "operation": None}, "body.operation: "),
        ({"outcome": {"status": 500, "headers": {"a": 5}}}, "body.outcome.headers: "),
        ({"outcome": {"status": 500, "headers": {"a": "b\r\nc: d"}}}, "body.outcome.headers: "),
        ({"outcome": {"status": 500, "headers": "a"}}, "body.outcome.headers: "),
        ({"times": 0}, "body.times: "),
        ({"match": []}, "body.match: "),
        (
            {"operation": "get_task", "outcome": {"status": 404}, "match": {"a": 1}},
            "body.match: get_task takes no body",
        ),
        (
            {
                "api": "agent_runtime",
                "outcome": {"status": 204, "body": {}},
                "operation": "claim_next_task",
            },
            "body.outcome.body: an answer 204 has none",
        ),
        ({"when": "now"}, "when"),
    ],
    ids=str,
)
def test_a_script_that_cannot_be_played_is_refused_by_the_member_at_fault(
    world: WorldClient, changes: dict[str, Any], text: str
) -> None:
    body = {"api": "agents_v2", "outcome": {"take": 1}, **changes}
    assert text in refusal(world.post("/_mock/scripts", json=body))
    assert ok(world.get("/_mock/scripts"))["scripts"] == []


@pytest.mark.parametrize(
    ("api", "operation", "outcome", "known"),
    [
        ("agents_v2", "retry_task", {"take": 1}, ["status"]),
        ("agents_v2", "run_research", {"ask": {}}, ["fail", "hold", "status", "take"]),
        ("agent_tasks", "get_task", {"hold": "running"}, ["status"]),
        ("task_records", "get_task", {"take": 1}, ["status"]),
        ("task_records", None, {"result": "x"}, ["fail", "hold", "partial", "status", "take"]),
        ("agent_runs", "get_agent_run", {"result": "x"}, ["status"]),
        ("agent_runtime", "claim_next_task", {"take": 1}, ["status"]),
        ("agent_runtime", "spawn_session", {"hold": "starting"}, ["fail", "status", "take"]),
        ("agent_runtime", None, {"result": "x"}, ["fail", "status", "take"]),
    ],
)
def test_an_outcome_that_the_work_behind_an_operation_does_not_read_is_refused(
    world: WorldClient, api: str, operation: str | None, outcome: dict[str, Any], known: list[str]
) -> None:
    body = {"api": api, "outcome": outcome} | ({"operation": operation} if operation else {})
    (word,) = outcome
    expected = f"body.outcome: {word!r} is none of {known}, or does not go along"
    assert refusal(world.post("/_mock/scripts", json=body)) == expected


@pytest.mark.parametrize("api", apis.every(), ids=NAMES)
def test_the_contract_describes_the_outcomes_that_work_reads_and_no_others(api: Api) -> None:
    schemas = load("control").document["components"]["schemas"]
    (own,) = (
        each["then"]["properties"]["outcome"]["$ref"].rpartition("/")[2]
        for each in schemas["NewScript"]["allOf"]
        if each["if"]["properties"]["api"]["const"] == api.name
    )
    assert set(schemas[own]["properties"]) == set().union(*api.outcomes.values())
    assert set(api.outcomes) <= {"", *load(api.name).operations}
