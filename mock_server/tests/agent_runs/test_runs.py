"""Runs: how they are created and read, and how they end."""

from typing import Any

import pytest

from mock_server.tests.agent_runs.calls import RUNS, begin, create, path, put, read
from mock_server.tests.wire import WorldClient
from taskpact_mock.contract.load import load

CONTRACT = load("agent_runs")
STATES = CONTRACT.lifecycles["AgentRun"]["states"]
NOT_FOUND = (404, {"message": "Agent run not found.", "status_code": 404})


def test_the_default_world_has_a_run_in_each_state_that_was_seen_live(client: WorldClient) -> None:
    live = {state["words"][0] for state in STATES.values()}
    assert set(RUNS) == live - {"PENDING"}
    assert {word: read(client, run)["status"] for word, run in RUNS.items()} == {
        word: word for word in RUNS
    }


def test_the_run_of_the_contracts_example_is_there(client: WorldClient) -> None:
    node: Any = CONTRACT.document["paths"][path("{org_id}", "{agent_run_id}")]["get"]
    example = node["responses"]["200"]["content"]["application/json"]["example"]
    assert read(client, example["id"]) == example


def test_a_run_is_created_active_with_200_and_every_member(client: WorldClient) -> None:
    client.advance(0.25)
    response = create(client)
    assert response.status_code == 200
    assert response.json() == {
        "id": 105,
        "organization_id": 1,
        "status": "ACTIVE",
        "created_at": "2026-01-01 01:00:00.250000",
        "web_url": "https://codegen.sh/agent/trace/105",
        "result": None,
    }
    assert read(client, 105) == response.json()


def test_a_run_completes_after_a_second_with_a_text(client: WorldClient) -> None:
    run = begin(client, "Count the tests")
    client.advance(0.99)
    assert read(client, run)["status"] == "ACTIVE"
    client.advance(0.01)
    assert read(client, run)["status"] == "COMPLETE"
    assert "Count the tests" in read(client, run)["result"]


@pytest.mark.parametrize("word", RUNS)
def test_reading_changes_nothing_and_an_end_is_final(client: WorldClient, word: str) -> None:
    before = read(client, RUNS[word])
    client.advance(1_000)
    assert read(client, RUNS[word]) == before


def test_ids_count_up_over_all_organisations(client: WorldClient) -> None:
    first = begin(client)
    client.log_in("agent_runs", second=True)
    second = create(client, org=2).json()["id"]
    client.log_in("agent_runs")
    assert [first, second, begin(client)] == [105, 106, 107]


def test_an_empty_prompt_and_members_that_are_not_listed_are_taken(client: WorldClient) -> None:
    response = client.post(path(), json={"prompt": "", "colour": "blue"})
    assert response.status_code == 200
    client.advance(1)
    assert read(client, response.json()["id"])["status"] == "COMPLETE"


def test_another_organisations_run_is_not_found(client: WorldClient) -> None:
    client.log_in("agent_runs", second=True)
    for run in (*RUNS.values(), 9, -1):
        response = client.get(path(2, run))
        assert (response.status_code, response.json()) == NOT_FOUND


@pytest.mark.parametrize("word", STATES["error"]["words"])
def test_a_script_lets_a_run_fail_with_any_word_for_it_and_a_partial_text(
    client: WorldClient, word: str
) -> None:
    client.script("agent_runs", {"fail": {"code": word, "result": "Half of it"}})
    run, usual = begin(client), begin(client)
    client.advance(1)
    assert read(client, run)["status"] == word
    assert read(client, run)["result"] == "Half of it"
    assert read(client, usual)["status"] == "COMPLETE"


@pytest.mark.parametrize(
    ("outcome", "place"),
    [
        ({"fail": {"code": "COMPLETE"}}, "body.outcome.fail.code"),
        ({"hold": "COMPLETE"}, "body.outcome.hold"),
        ({"take": None}, "body.outcome.take"),
        ({"result": 42}, "body.outcome.result"),
    ],
)
def test_an_outcome_that_runs_do_not_understand_is_refused(
    client: WorldClient, outcome: dict[str, object], place: str
) -> None:
    response = client.post("/_mock/scripts", json={"api": "agent_runs", "outcome": outcome})
    assert response.status_code == 422
    assert response.json()["error"].startswith(f"{place}: ")


def test_a_failure_without_a_word_of_its_own_is_an_error(client: WorldClient) -> None:
    client.script("agent_runs", {"fail": {}})
    run = begin(client)
    client.advance(1)
    assert (read(client, run)["status"], read(client, run)["result"]) == ("ERROR", None)


def test_scripts_slow_hold_and_answer(client: WorldClient) -> None:
    client.script("agent_runs", {"take": 60}, match={"prompt": "slow"})
    client.script("agent_runs", {"hold": "ACTIVE"}, match={"prompt": "held"})
    client.script("agent_runs", {"hold": "PENDING"}, match={"prompt": "queued"})
    client.script("agent_runs", {"result": "42"}, operation="create_agent_run")
    slow, held, queued, answered = (
        begin(client, prompt) for prompt in ("slow", "held", "queued", "usual")
    )
    client.advance(59.9)
    words = [read(client, run)["status"] for run in (slow, held, queued)]
    assert words == ["ACTIVE", "ACTIVE", "PENDING"]
    assert read(client, answered)["result"] == "42"
    client.advance(0.1)
    assert read(client, slow)["status"] == "COMPLETE"


@pytest.mark.parametrize("status", ["PENDING", "ACTIVE", "COMPLETE", "ERROR", "CANCELLED"])
def test_fixtures_stand_still_in_any_state(client: WorldClient, status: str) -> None:
    ids = put(client, status=status, count=2)
    assert [read(client, run)["status"] for run in ids] == [status, status]
    client.advance(1_000)
    assert [read(client, run)["status"] for run in ids] == [status, status]


def test_a_fixture_may_have_a_text_and_an_id(client: WorldClient) -> None:
    assert put(client, id=500, status="ERROR", result="Half of it") == [500]
    assert read(client, 500)["result"] == "Half of it"
    assert begin(client) == 501


def test_a_fixture_without_status_goes_its_usual_way(client: WorldClient) -> None:
    (run,) = put(client, prompt="Do it")
    client.advance(1)
    assert read(client, run)["status"] == "COMPLETE"


@pytest.mark.parametrize("outcome", [None, {"hold": "ACTIVE"}, {"hold": "PENDING"}])
def test_control_cancels_a_run_that_has_not_ended(
    client: WorldClient, outcome: dict[str, str] | None
) -> None:
    if outcome:
        client.script("agent_runs", outcome)
    run = begin(client)
    assert put(client, id=run, status="CANCELLED") == [run]
    client.advance(1_000)
    assert (read(client, run)["status"], read(client, run)["result"]) == ("CANCELLED", None)


@pytest.mark.parametrize(
    ("records", "words"),
    [
        pytest.param({"runs": [{"id": 101, "status": "CANCELLED"}]}, "run 101", id="has ended"),
        pytest.param({"runs": [{"id": 102, "status": "ERROR"}]}, "CANCELLED", id="other state"),
        pytest.param({"runs": [{"organization_id": 7}]}, "add 7", id="no such organisation"),
        pytest.param({"runs": [{"id": 900, "count": 2}]}, "one run", id="one id for two"),
        pytest.param({"runs": [{"status": "DONE"}]}, "status", id="unknown word"),
    ],
)
def test_records_that_do_not_fit_are_refused_with_their_place(
    client: WorldClient, records: dict[str, Any], words: str
) -> None:
    response = client.post("/_mock/fixtures", json={"agent_runs": records})
    assert response.status_code == 422
    assert words in response.json()["error"]


def test_worlds_go_their_own_ways_from_a_copy(client: WorldClient, make_world: Any) -> None:
    run = begin(client)
    copy = make_world(**{"from": client.name})
    copy.log_in("agent_runs")
    put(client, id=run, status="CANCELLED")
    copy.advance(1)
    assert (read(client, run)["status"], read(copy, run)["status"]) == ("CANCELLED", "COMPLETE")
    assert begin(copy) == begin(client)
