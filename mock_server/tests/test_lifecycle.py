"""Life cycles: what a machine decides."""

from typing import Any

import pytest

from taskpact_mock.contract.load import APIS, load
from taskpact_mock.world.lifecycle import IllegalStepError, Machine, Move, Refused

LIFECYCLE: dict[str, Any] = {
    "resource": "Order",
    "states": {
        "open": {"words": ["OPEN", "opened"]},
        "paid": {},
        "sent": {"terminal": True},
    },
    "guards": {"in_stock": "Something is left."},
    "transitions": [
        {"by": {"operation": ["create", "import"]}, "from": [], "to": "open"},
        {
            "by": {"operation": "pay"},
            "from": ["open"],
            "to": "paid",
            "if": "in_stock",
            "needs": {"Account": ["active", "new"]},
            "with": {"Invoice": "settled"},
        },
        {"by": {"time": "remind"}, "from": ["open", "paid"], "to": "same"},
        {"by": {"time": "ship"}, "from": ["paid"], "to": "sent"},
        {"by": {"control": "undo"}, "from": ["sent"], "to": "paid"},
    ],
    "refused": [
        {"by": "pay", "from": ["open"], "if": "in_stock", "status": 403, "code": "ACCOUNT"},
        {"by": ["pay", "cancel"], "from": ["sent"], "status": 410},
        {"by": "pay", "status": 409, "code": "STATE"},
    ],
    "missing": {"status": 404, "code": "NONE"},
}
ORDER = Machine(LIFECYCLE)


def test_a_birth_leaves_no_state() -> None:
    for name in ("create", "import"):
        assert ORDER.step("operation", name, None) == Move("open", {})
    with pytest.raises(IllegalStepError, match="Order: no operation create from open"):
        ORDER.step("operation", "create", "open")


def test_a_step_needs_its_guard_and_its_related_states() -> None:
    active: Any = {"Account": "active"}.get
    assert ORDER.step("operation", "pay", "open", related=active) == Move(
        "paid", {"Invoice": "settled"}
    )
    closed: Any = {"Account": "closed"}.get
    assert ORDER.step("operation", "pay", "open", related=closed) == Refused(403, "ACCOUNT")
    assert ORDER.step("operation", "pay", "open", lambda _: False, active) == Refused(409, "STATE")


def test_a_guard_is_asked_by_its_name() -> None:
    asked: list[str] = []

    def guard(name: str) -> bool:
        asked.append(name)
        return True

    ORDER.step("operation", "pay", "open", guard, lambda _: "new")
    assert asked == ["in_stock"]


def test_the_first_fitting_refusal_is_given() -> None:
    assert ORDER.step("operation", "pay", "sent") == Refused(410)
    assert ORDER.step("operation", "cancel", "sent") == Refused(410)
    assert ORDER.step("operation", "pay", "paid") == Refused(409, "STATE")


def test_an_operation_that_no_refusal_names_is_illegal() -> None:
    with pytest.raises(IllegalStepError):
        ORDER.step("operation", "cancel", "open")


def test_time_moves_on_or_stays() -> None:
    assert ORDER.advance("time", "remind", "open") == "open"
    assert ORDER.advance("time", "remind", "paid") == "paid"
    assert ORDER.advance("time", "ship", "paid") == "sent"
    assert ORDER.advance("control", "undo", "sent") == "paid"


@pytest.mark.parametrize("state", ["open", "sent", None, "unheard of"])
def test_a_step_of_time_that_is_not_listed_is_a_fault_of_the_server(state: str | None) -> None:
    with pytest.raises(IllegalStepError, match=f"Order: no time ship from {state}"):
        ORDER.advance("time", "ship", state)


def test_a_step_that_cannot_be_refused_raises_where_it_would_be() -> None:
    with pytest.raises(IllegalStepError, match="is refused"):
        ORDER.advance("operation", "pay", "sent")


def test_states_know_their_words_and_ends() -> None:
    assert [ORDER.word(state) for state in ORDER.states] == ["OPEN", "paid", "sent"]
    assert [ORDER.state_of(word) for word in ("OPEN", "opened", "open", "paid")] == [
        "open",
        "open",
        None,
        "paid",
    ]
    assert [state for state in ORDER.states if ORDER.is_terminal(state)] == ["sent"]
    assert ORDER.missing == Refused(404, "NONE")
    assert ORDER.guards == {"in_stock"}


def test_a_life_cycle_may_leave_out_what_it_does_not_need() -> None:
    plain = Machine({"resource": "Thing", "states": {"one": {}}, "transitions": []})
    assert (plain.missing, plain.guards) == (None, frozenset())


@pytest.mark.parametrize("api", APIS)
def test_the_machines_of_every_contract_name_known_states_and_guards(api: str) -> None:
    for lifecycle in load(api).lifecycles.values():
        machine = Machine(lifecycle)
        for row in machine.transitions:
            assert row.leaves <= set(machine.states)
            assert row.enters is None or row.enters in machine.states
            assert row.guard is None or row.guard in machine.guards
