"""The walk passes on the mock in every style, tries every pair, and notices wrong steps."""

from collections.abc import Callable

import pytest
from attrs import evolve

from contract_tests.tests.conftest import MakeTarget, Spoil
from contract_tests.tests.servers import Fault
from taskpact_contract import APIS, walk
from taskpact_contract.documents import cycles, operations
from taskpact_contract.probe import STYLES, Style
from taskpact_contract.walk.apis import SITUATIONS

pytestmark = pytest.mark.walk


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("api", APIS)
def test_the_mock_and_the_sdk_conform(api: str, style: Style, make_target: MakeTarget) -> None:
    report = walk.run(make_target(api), style=style)
    assert report, str(report)


@pytest.mark.parametrize("api", APIS)
def test_every_state_is_a_situation(api: str) -> None:
    wanted = {(each.resource, state) for each in cycles(api) for state in each.states - each.gone}
    found = {item for situation in SITUATIONS[api] for item in situation.states.items()}
    assert wanted <= found


@pytest.mark.parametrize("api", APIS)
def test_every_operation_of_a_life_cycle_is_tried_in_every_state(api: str) -> None:
    tried = {
        (cycle.resource, situation.states.get(cycle.resource), operation.id)
        for situation, operation in walk.pairs(api, operations(api).values())
        for cycle in cycles(api)
    }
    missing = {
        (cycle.resource, state, name)
        for cycle in cycles(api)
        for state in cycle.states - cycle.gone
        for name in cycle.operations - cycle.births
    } - tried
    assert not missing


def test_a_server_without_a_control_plane_is_not_walked(make_target: MakeTarget) -> None:
    report = walk.run(evolve(make_target("agents_v2"), control=False))
    assert not report.checked
    assert "control plane" in report.skipped[0].reason


def _only(status: int, instead: int) -> Callable[[int], int]:
    return lambda found: instead if found == status else found


def _says(one: bytes, other: bytes) -> Callable[[bytes], bytes]:
    return lambda body: body.replace(one, other)


WRONG = [
    pytest.param(Fault(where="/cancel$", status=_only(409, 404)), "cancel_task",
                 id="another documented status"),
    pytest.param(Fault(where="/retry$", body=_says(b"CANNOT_RETRY", b"NO")), "retry_task",
                 id="another code"),
    pytest.param(Fault(where="^GET ", body=_says(b'"status":"cancelled"', b'"status":"running"')),
                 "cancel_task", id="a step that does not last"),
    pytest.param(Fault(where="/cancel$", body=_says(b'"cancelled"', b'"running"')), "cancel_task",
                 id="an answer with the old state"),
    pytest.param(Fault(where="GET .*/tasks/", status=_only(404, 200)), "get_task",
                 id="something unknown that is found"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "operation"), WRONG)
def test_a_wrong_step_is_noticed(
    fault: Fault, operation: str, make_target: MakeTarget, spoil: Spoil
) -> None:
    target = make_target("agents_v2")
    spoil(fault)
    report = walk.run(target, only=[operation])
    assert operation in {each.operation for each in report.findings}
