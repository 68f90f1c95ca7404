"""Every status that a contract documents is reached, as the files beside this one say."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_server.tests.reachable.runner import Runner
from mock_server.tests.wire import WorldClient
from scripts.reachable import Scenario, ScenarioError, check_row, documented, scenarios
from taskpact_mock.contract.load import APIS

ALL = [each for api in APIS for each in scenarios(api)]
ROW = {"status": 200, "operations": "every", "by": "behaviour", "how": "It is there."}


@pytest.mark.parametrize("api", APIS)
def test_scenarios_are_the_statuses_of_the_contract(api: str) -> None:
    pairs = [(each.operation, each.status) for each in scenarios(api)]
    assert pairs == documented(api)


@pytest.mark.parametrize(
    "scenario", ALL, ids=lambda each: f"{each.api}-{each.operation}-{each.status}"
)
def test_a_documented_status_is_reached(
    make_world: Callable[..., WorldClient], scenario: Scenario
) -> None:
    runner = Runner(make_world(**scenario.world), scenario)
    response = runner.run()
    assert response.status_code == scenario.status, response.text
    assert list(runner.faults(response)) == []


def test_a_row_of_these_words_is_understood() -> None:
    check_row({**ROW, "steps": [{"call": "same", "times": 2}], "call": {"as": "nobody"}}, "row 1")


@pytest.mark.parametrize(
    "change",
    [
        {"by": "magic"},
        {"why": "Because."},
        {"how": ""},
        {"by": "script", "steps": [{"advance": 1}]},
        {"steps": [{}]},
        {"steps": [{"wait": 1}]},
        {"steps": [{"advance": 1, "fixtures": {}}]},
        {"steps": [{"call": "same", "query": {}, "time": 2}]},
        {"steps": [{"script": {"outcome": {"status": 500}}}]},
        {"call": {"qurey": {}}},
    ],
    ids=str,
)
def test_a_row_that_is_not_understood_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ScenarioError, match="row 1: "):
        check_row({**ROW, **change}, "row 1")
