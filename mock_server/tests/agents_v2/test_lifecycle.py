"""The life cycle of a task: every state against every trigger."""

import pytest

from mock_server.tests.agents_v2.client import AGENTS, BY_STATE, STATES, Tasks, detail, ok
from taskpact_mock.apis.agents_v2.lifecycle import MACHINE
from taskpact_mock.world.lifecycle import By, IllegalStepError, Move, Refused

RUNS = [f"run_{agent}" for agent in AGENTS]
CANNOT_CANCEL, CANNOT_RETRY = Refused(409, "CANNOT_CANCEL"), Refused(409, "CANNOT_RETRY")

# What each trigger does to each state; all else is illegal.
OPERATIONS: dict[str, dict[str | None, str | Refused]] = {
    **{run: {None: "pending"} for run in RUNS},
    "cancel_task": {
        "pending": "cancelled",
        "running": "cancelled",
        "completed": CANNOT_CANCEL,
        "failed": CANNOT_CANCEL,
        "cancelled": CANNOT_CANCEL,
        "retrying": CANNOT_CANCEL,
        None: CANNOT_CANCEL,
    },
    "retry_task": {
        "pending": CANNOT_RETRY,
        "running": CANNOT_RETRY,
        "completed": CANNOT_RETRY,
        "failed": "running",
        "cancelled": CANNOT_RETRY,
        "retrying": CANNOT_RETRY,
        None: CANNOT_RETRY,
    },
}
TIMES: dict[str, dict[str | None, str | Refused]] = {
    "start": {"pending": "running"},
    "progress": {"running": "running"},
    "complete": {"running": "completed"},
    "fail": {"running": "retrying"},
    "retry_due": {"retrying": "running"},
}
TABLES: dict[By, dict[str, dict[str | None, str | Refused]]] = {
    "operation": OPERATIONS,
    "time": TIMES,
}
EVERY = [
    (by, name, state, row.get(state))
    for by, table in TABLES.items()
    for name, row in table.items()
    for state in (*STATES, None)
]


@pytest.mark.parametrize(("by", "name", "state", "outcome"), EVERY)
def test_every_trigger_in_every_state_does_what_the_table_says(
    by: By, name: str, state: str | None, outcome: str | Refused | None
) -> None:
    if outcome is None:
        with pytest.raises(IllegalStepError):
            MACHINE.step(by, name, state)
    else:
        expected = Move(outcome, {}) if isinstance(outcome, str) else outcome
        assert MACHINE.step(by, name, state) == expected


def test_the_table_above_has_every_trigger_of_the_contract() -> None:
    found = {(row.by, name) for row in MACHINE.transitions for name in row.names}
    assert found == {(by, name) for by, name, _, _ in EVERY}
    assert set(MACHINE.states) == set(STATES)


def test_without_attempts_left_a_failure_is_final() -> None:
    assert MACHINE.advance("time", "fail", "running", lambda name: name != "attempts_left") == (
        "failed"
    )


def test_what_is_not_retryable_is_not_retried() -> None:
    found = MACHINE.step("operation", "retry_task", "failed", lambda _: False)
    assert found == CANNOT_RETRY


def test_three_states_are_ends() -> None:
    ends = {state for state in STATES if MACHINE.is_terminal(state)}
    assert ends == {"completed", "failed", "cancelled"}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("operation", ["cancel_task", "retry_task"])
def test_the_server_answers_every_operation_in_every_state_by_the_table(
    tasks: Tasks, state: str, operation: str
) -> None:
    task_id = BY_STATE[state]
    before = tasks.get(task_id)
    call = tasks.cancel if operation == "cancel_task" else tasks.retry
    outcome = OPERATIONS[operation][state]
    if isinstance(outcome, Refused):
        assert detail(call(task_id), outcome.status)["code"] == outcome.code
        assert tasks.get(task_id) == before
    else:
        after = ok(call(task_id))["status"]
        assert after == ("completed" if outcome == "running" else outcome)
