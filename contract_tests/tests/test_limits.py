"""The limits layer passes on the mock, and notices counts that are not told, or not true."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from contract_tests.tests.conftest import MakeTarget
from taskpact_contract import limits
from taskpact_contract.documents import operations
from taskpact_mock.pipeline import service
from taskpact_mock.world.limits import RateLimits, Verdict

pytestmark = pytest.mark.limits

COUNTED = ("agents_v2", "agent_tasks")
"""The APIs whose contracts tell of limits."""


@pytest.mark.parametrize("api", COUNTED)
def test_every_operation_that_tells_of_a_limit_is_asked(api: str, make_target: MakeTarget) -> None:
    report = limits.run(make_target(api))
    assert report, str(report)
    assert set(report.checked) == {
        each.id
        for each in operations(api).values()
        if any(limits.LEFT in names for names in each.headers.values())
    }


def test_a_small_limit_is_used_up(make_target: MakeTarget) -> None:
    report = limits.run(make_target("agents_v2"), only=["run_research"])
    assert ("run_research", 429) in report.seen


@pytest.mark.parametrize("name", limits.TOLD)
def test_a_header_that_is_lost_is_noticed(
    name: str, make_target: MakeTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = service._more_headers
    monkeypatch.setattr(
        service,
        "_more_headers",
        lambda given, headers: right(given, [each for each in headers if each[0] != name]),
    )
    _notices(make_target, f"has no {name}")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        pytest.param(lambda found: evolve(found, left=found.left + 1), "calls are left", id="left"),
        pytest.param(lambda found: evolve(found, allowed=True), "one call too many", id="allowed"),
        pytest.param(lambda found: evolve(found, ends=found.ends // 2), "count ends", id="ended"),
        pytest.param(lambda found: evolve(found, ends=found.ends * 2), "count ends", id="endless"),
    ],
)
def test_a_count_that_is_not_true_is_noticed(
    wrong: Callable[[Verdict], Verdict],
    message: str,
    make_target: MakeTarget,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = RateLimits.count
    monkeypatch.setattr(RateLimits, "count", lambda *given: wrong(right(*given)))
    _notices(make_target, message)


def test_calls_of_others_that_count_are_noticed(
    make_target: MakeTarget, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = RateLimits.count

    def wrong(windows: Any, _key: Any, *given: Any) -> Verdict:
        return right(windows, ("everybody",), *given)

    monkeypatch.setattr(RateLimits, "count", wrong)
    _notices(make_target, "calls are left after 1 of 10")


def test_it_needs_a_control_plane(make_target: MakeTarget) -> None:
    report = limits.run(evolve(make_target("agents_v2"), control=False))
    assert not report.checked
    assert report.skipped


def _notices(make_target: MakeTarget, message: str) -> None:
    report = limits.run(make_target("agents_v2"), only=["run_proofreading"])
    (finding,) = report.findings
    assert finding.check == "limits"
    assert message in finding.message
