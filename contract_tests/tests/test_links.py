"""The links layer passes on the mock, and notices what only a sequence of requests shows."""

import pytest

from contract_tests.tests.conftest import MakeTarget, Spoil
from contract_tests.tests.servers import Fault, SpoilableApp
from taskpact_contract import APIS, links

pytestmark = pytest.mark.links

EXAMPLES = 3


@pytest.mark.parametrize("api", APIS)
def test_the_mock_conforms(api: str, make_target: MakeTarget) -> None:
    report = links.run(make_target(api), seed=1, max_examples=EXAMPLES)
    assert report, str(report)
    assert report.checked


def test_a_delete_that_deletes_nothing_is_noticed(make_target: MakeTarget, spoil: Spoil) -> None:
    spoil(Fault(where="^DELETE ", method=lambda _: "GET"))
    report = links.run(make_target("task_records"), seed=1, max_examples=EXAMPLES)
    assert "use_after_free" in {each.check for each in report.findings}


def test_a_seed_makes_the_same_requests(make_target: MakeTarget, app: SpoilableApp) -> None:
    runs = []
    for _ in range(2):
        target = make_target("task_records")
        app.asked.clear()
        links.run(target, seed=3, max_examples=EXAMPLES)
        runs.append(list(app.asked))
    assert runs[0] == runs[1]
    assert len(runs[0]) > 5
