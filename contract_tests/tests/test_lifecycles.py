"""What a caller may expect of a life cycle, read off the contract."""

from collections.abc import Mapping

import pytest

from taskpact_contract import APIS
from taskpact_contract.documents import cycles, load, operations
from taskpact_contract.lifecycles import Expected, expected

RUN = {"TaskRun": "running", "Lease": "held"}

EXPECTED = [
    ("agents_v2", "cancel_task", {"Task": "running"}, "",
     Expected(states={"Task": "cancelled"})),
    ("agents_v2", "cancel_task", {"Task": "completed"}, "",
     Expected(status=409, code="CANNOT_CANCEL", states={"Task": "completed"})),
    ("agents_v2", "retry_task", {"Task": "failed"}, "retryable",
     Expected(states={"Task": "running"})),
    ("agents_v2", "retry_task", {"Task": "failed"}, "",
     Expected(status=409, code="CANNOT_RETRY", states={"Task": "failed"})),
    ("agents_v2", "get_task", {"Task": None}, "",
     Expected(status=404, code="TASK_NOT_FOUND", states={})),
    ("agents_v2", "run_research", {"Task": None}, "", Expected(states={"Task": "pending"})),
    ("agent_tasks", "submit_task", {"Task": None, "Agent": "paused"}, "",
     Expected(status=503, states={"Agent": "paused"})),
    ("agent_tasks", "submit_task", {"Task": None, "Agent": "active"}, "",
     Expected(states={"Task": "queued", "Agent": "active"})),
    ("task_records", "delete_task", {"Task": "running"}, "", Expected(states={"Task": "gone"})),
    ("task_records", "get_task", {"Task": "gone"}, "",
     Expected(status=404, states={"Task": "gone"})),
    ("agent_runtime", "complete_run", RUN, "",
     Expected(states={"TaskRun": "completed", "Lease": "ended"})),
    ("agent_runtime", "heartbeat_run", RUN, "", Expected(states=RUN)),
    ("agent_runtime", "complete_run", {"TaskRun": "running", "Lease": "expired"}, "was_held",
     Expected(status=409, code="AUTONOMY_LEASE_EXPIRED",
              states={"TaskRun": "running", "Lease": "expired"})),
    ("agent_runtime", "complete_run", {**RUN, "Session": "stopped"}, "",
     Expected(status=401, code="identity_stale", states={**RUN, "Session": "stopped"})),
]  # fmt: skip


@pytest.mark.parametrize(("api", "operation", "states", "holds", "wanted"), EXPECTED)
def test_an_operation_does_what_the_life_cycle_says(
    api: str, operation: str, states: Mapping[str, str | None], holds: str, wanted: Expected
) -> None:
    about = ["Task"] if operation == "get_task" else []
    assert expected(cycles(api), operation, states, holds.split(), about) == wanted


@pytest.mark.parametrize("api", APIS)
def test_every_operation_of_a_life_cycle_is_one_of_the_contract(api: str) -> None:
    for each in cycles(api):
        assert each.operations <= operations(api).keys()


@pytest.mark.parametrize("api", APIS)
def test_every_state_leads_to_itself_and_ends_stay(api: str) -> None:
    for cycle in cycles(api):
        for state in cycle.states:
            assert cycle.leads(state, state)
        for end in cycle.terminal:
            left = [row for row in cycle.rows if end in row.leaves and row.by == "time"]
            assert not left


@pytest.mark.parametrize("api", APIS)
def test_every_word_of_the_contract_is_read(api: str) -> None:
    for source, cycle in zip(load(api)["x-lifecycle"], cycles(api), strict=True):
        assert cycle.states == set(source["states"])
        assert len(cycle.rows) == len(source["transitions"])


def test_what_ends_something_is_destructive() -> None:
    found = {
        api: {each.id for each in operations(api).values() if each.destructive} for api in APIS
    }
    assert found == {
        "agents_v2": {"cancel_task"},
        "agent_tasks": {"cancel_task"},
        "task_records": {"delete_task"},
        "agent_runs": set(),
        "agent_runtime": {"complete_run", "fail_run"},
    }
