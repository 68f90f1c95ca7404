"""A pace counts, slows and ends what is sent."""

import pytest
from attrs import evolve

from contract_tests.tests.conftest import MakeTarget
from contract_tests.tests.servers import SpoilableApp
from taskpact_contract import Pace, suite
from taskpact_contract.pace import SpentError


class Clock:
    """Time that passes when somebody sleeps, and nowhere else."""

    def __init__(self) -> None:
        self.now, self.slept = 100.0, list[float]()

    def read(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 9))
        self.now += seconds


def test_a_rate_spreads_requests_evenly() -> None:
    clock = Clock()
    pace = Pace(rate=4, clock=clock.read, sleep=clock.sleep)
    for _ in range(4):
        pace.step()
    assert clock.slept == [0.25, 0.25, 0.25]


def test_time_that_passed_anyway_counts_for_the_rate() -> None:
    clock = Clock()
    pace = Pace(rate=4, clock=clock.read, sleep=clock.sleep)
    pace.step()
    clock.now += 0.2
    pace.step()
    assert clock.slept == [0.05]


def test_a_budget_is_never_exceeded() -> None:
    pace = Pace(budget=2)
    pace.step()
    pace.step()
    assert pace.spent
    with pytest.raises(SpentError, match="budget of 2"):
        pace.step()
    assert pace.sent == 2


def test_whoever_watches_hears_of_every_request() -> None:
    heard: list[int] = []
    pace = Pace(watch=heard.append)
    pace.step()
    pace.step()
    assert heard == [1, 2]


def test_a_layer_that_there_is_not_is_refused(make_target: MakeTarget) -> None:
    with pytest.raises(ValueError, match="no layer 'bridge': choose of doors, nasty"):
        suite.run(make_target("agents_v2"), layers=["doors", "bridge"])


@pytest.mark.parametrize("layer", suite.LAYERS)
def test_no_layer_sends_more_than_its_budget(
    layer: str, make_target: MakeTarget, app: SpoilableApp
) -> None:
    target = evolve(make_target("agents_v2"), pace=Pace(budget=7))
    app.asked.clear()
    ((_, report),) = suite.run(target, layers=[layer], max_examples=5)
    assert report, str(report)
    assert len(app.asked) <= 7
    assert any("budget" in each.reason for each in report.skipped)
