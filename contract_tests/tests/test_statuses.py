"""The statuses layer passes on the mock, and notices answers and errors that are not right."""

import pytest
from attrs import evolve

from contract_tests.tests.conftest import MakeTarget, Spoil
from contract_tests.tests.servers import Fault
from taskpact._runtime import answers as sdk_answers
from taskpact.errors import StatusError
from taskpact_contract import APIS, statuses
from taskpact_contract.documents import operations
from taskpact_contract.probe import STYLES, Style

pytestmark = pytest.mark.statuses


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("api", APIS)
def test_every_documented_refusal_is_seen(api: str, style: Style, make_target: MakeTarget) -> None:
    report = statuses.run(make_target(api), style=style)
    assert report, str(report)
    assert report.seen >= {
        (each.id, status)
        for each in operations(api).values()
        for status in each.statuses
        if status >= 300
    }


def test_another_body_than_documented_is_noticed(make_target: MakeTarget, spoil: Spoil) -> None:
    target = make_target("agents_v2")
    spoil(Fault(where="/stats$", body=lambda body: body.replace(b"detail", b"details")))
    report = statuses.run(target, only=["get_stats"])
    assert {each.check for each in report.findings} == {"contract", "body"}


def test_a_client_that_raises_another_error_is_noticed(
    make_target: MakeTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sdk_answers, "status_class", lambda _status: StatusError)
    report = statuses.run(make_target("agent_runs"), style="sync")
    assert {each.check for each in report.findings} == {"error"}


def test_it_needs_a_control_plane(make_target: MakeTarget) -> None:
    report = statuses.run(evolve(make_target("agent_runs"), control=False))
    assert not report.checked
    assert report.skipped
