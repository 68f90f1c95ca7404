"""A fixed sample of mutants under the joined suite; `make mutate` runs all of them."""

from pathlib import Path

import pytest

from contract_tests.mutants import catalogue
from contract_tests.mutants.mutant import GROUPS
from contract_tests.mutants.reach import Traffic, differs
from contract_tests.mutants.server import Hits
from contract_tests.mutants.trial import Effort, bench, run_layer, trial
from taskpact_contract import APIS

EFFORT = Effort(max_examples=5)
NAMES = Path(__file__).with_name("mutants_sample.txt").read_text(encoding="utf-8").split("\n")[:-1]
FLOOR = 0.9
"""The share of an API's mutants of the sample that must be killed, at few examples."""


def test_the_sample_takes_from_nearly_all_groups_and_from_all_apis() -> None:
    found = catalogue.chosen(names=NAMES)
    assert {each.api for each in found} == set(APIS)
    assert {each.group for each in found} >= set(GROUPS) - {"order", "headers"}


@pytest.mark.parametrize("api", APIS)
def test_the_joined_suite_kills_the_sample(api: str) -> None:
    outcomes = [trial(each, EFFORT) for each in catalogue.chosen(apis=[api], names=NAMES)]
    alive = [each.name for each in outcomes if each.verdict != "killed"]
    assert len(alive) <= (1 - FLOOR) * len(outcomes), alive


def test_what_changes_nothing_in_the_traffic_of_a_layer_is_not_run_there() -> None:
    traffic = Traffic()
    with (
        bench() as place,
        place.target("task_records") as target,
        place.app.wired(traffic.recorder("task_records"), Hits()),
    ):
        assert run_layer(target, "doors", EFFORT)
    touched = {
        name: differs(catalogue.mutants()[name].wire(), traffic)  # type: ignore[misc]
        for name in (
            "task_records.get_task:404:wrong_type:message",
            "task_records.get_task:500:wrong_type:message",
            "task_records.list_tasks:any:auth:absent_accepted",
        )
    }
    assert list(touched.values()) == [True, False, True]
