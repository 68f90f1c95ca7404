"""The doors layer passes on the mock, and notices a door that stands open."""

import pytest
from attrs import evolve

from contract_tests.tests.conftest import MakeTarget, Spoil
from contract_tests.tests.servers import Fault
from taskpact_contract import APIS, Principal, doors
from taskpact_contract.documents import operations

pytestmark = pytest.mark.doors


@pytest.mark.parametrize("api", APIS)
def test_the_mock_conforms(api: str, make_target: MakeTarget) -> None:
    report = doors.run(make_target(api))
    assert report, str(report)
    secured = {each.id for each in operations(api).values() if each.secured}
    assert secured <= set(report.checked)


@pytest.mark.parametrize(
    ("api", "operation", "credentials"),
    [
        ("agents_v2", "get_stats", (b"authorization", b"Bearer demo-token")),
        ("task_records", "delete_task", (b"authorization", b"demo-key")),
        ("agent_runtime", "get_me", (b"x-demo", b"1")),
    ],
)
def test_an_open_door_is_noticed(
    api: str,
    operation: str,
    credentials: tuple[bytes, bytes],
    make_target: MakeTarget,
    spoil: Spoil,
) -> None:
    target = make_target(api)
    ((name, value), *_) = target.principal.headers.items()
    spoil(Fault(credentials=(name.lower().encode(), value.encode())))
    report = doors.run(target, only=[operation])
    assert {each.operation for each in report.findings} == {operation}


def test_somebody_else_who_sees_work_is_noticed(make_target: MakeTarget) -> None:
    target = make_target("agents_v2")
    open_to_all = evolve(target, second=target.principal)
    report = doors.run(open_to_all, only=["get_task"])
    assert [each.check for each in report.findings] == ["isolation"]


def test_without_a_second_principal_isolation_is_left_out_and_said(
    make_target: MakeTarget,
) -> None:
    report = doors.run(evolve(make_target("agent_runs"), second=None))
    assert report
    assert any("second principal" in each.reason for each in report.skipped)


def test_without_credentials_nothing_is_tried(make_target: MakeTarget) -> None:
    report = doors.run(evolve(make_target("agent_runs"), principal=Principal()))
    assert not report.checked
    assert "no credentials" in report.skipped[0].reason
