"""The models hold on the mock, and notice what is right by the schema and still wrong."""

import re
from collections.abc import Callable

import pytest

from contract_tests.tests.conftest import MakeTarget, Spoil
from contract_tests.tests.servers import Fault, SpoilableApp
from taskpact_contract import APIS, models

pytestmark = pytest.mark.model

SEQUENCES = 8


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("api", APIS)
def test_the_mock_and_the_sdk_conform(api: str, seed: int, make_target: MakeTarget) -> None:
    report = models.run(make_target(api), seed=seed, max_examples=SEQUENCES)
    assert report, str(report)
    assert report.checked


@pytest.mark.parametrize("api", APIS)
def test_a_seed_makes_the_same_requests(
    api: str, make_target: MakeTarget, app: SpoilableApp
) -> None:
    runs = []
    for _ in range(2):
        target = make_target(api)
        app.asked.clear()
        models.run(target, seed=3, max_examples=3)
        runs.append(list(app.asked))
    assert runs[0] == runs[1]
    assert runs[0]


def test_a_model_is_left_out_where_only_a_part_may_be_called(
    make_target: MakeTarget, app: SpoilableApp
) -> None:
    target = make_target("agent_runs")
    app.asked.clear()
    report = models.run(target, only=["get_agent_run"])
    assert not app.asked
    assert "only a part may be called" in report.skipped[0].reason


def _says(one: bytes, other: bytes) -> Callable[[bytes], bytes]:
    return lambda body: re.sub(one, other, body)


WRONG = [
    pytest.param(Fault(where="/stats$", body=_says(rb'"completed":(\d+)', rb'"completed":1\1')),
                 "stats", id="a wrong number"),
    pytest.param(Fault(where="/tasks$", body=_says(rb'"total":(\d+)', rb'"total":1\1')),
                 "list", id="a wrong total"),
    pytest.param(Fault(where="^GET .*/tasks$",
                       body=_says(rb"a11ce00000000001", rb"a11ce00000000002")),
                 "list", id="a task that is listed twice"),
    pytest.param(Fault(where="/tasks/", credentials=(b"authorization", b"Bearer demo-token")),
                 "isolation", id="somebody else's task is found"),
    pytest.param(Fault(where="/events$",
                       body=_says(rb'"input_params":\{"', rb'"input_params":{"x')),
                 "echo", id="what was sent is lost"),
    pytest.param(Fault(where="/events$", body=_says(rb'"new_status":"running"',
                                                    rb'"new_status":"completed"')),
                 "log", id="a step that the life cycle does not have"),
    pytest.param(Fault(where="/stream$", body=_says(rb'"status": "completed"',
                                                    rb'"status": "failed"')),
                 "stream", id="a stream that ends otherwise than the task"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "check"), WRONG)
def test_what_is_wrong_by_meaning_is_noticed(
    fault: Fault, check: str, make_target: MakeTarget, spoil: Spoil
) -> None:
    target = make_target("agents_v2")
    spoil(fault)
    report = models.run(target, seed=1, max_examples=40)
    assert [each.check for each in report.findings] == [check], str(report)


def test_a_finding_tells_the_shortest_story(make_target: MakeTarget, spoil: Spoil) -> None:
    target = make_target("agents_v2")
    spoil(Fault(where="/stats$", body=_says(rb'"completed":(\d+)', rb'"completed":1\1')))
    (finding,) = models.run(target, seed=1, max_examples=40).findings
    story = finding.message.partition("after\n")[2].splitlines()
    assert story[-1] == "get_stats() -> 200"
    assert len(story) <= 4
    assert "curl -X GET" in finding.request


OF_THE_RUNTIME = [
    pytest.param(Fault(where="/context$", body=_says(b"The header is missing", b"It is missing")),
                 "history", id="another error than that of the run before"),
    pytest.param(Fault(where="/context$", body=_says(b'"reason":"[^"]*"', b'"reason":""')),
                 "history", id="a run given back for no reason"),
    pytest.param(Fault(where="/complete$", body=_says(rb'(coordination_channel_id":")', rb"\1x")),
                 "lease", id="a lease whose channel changes at its end"),
    pytest.param(Fault(where="/recv$", body=_says(b"sess-modelled-3", b"sess-modelled-2")),
                 "echo", id="a message of another sender"),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "check"), OF_THE_RUNTIME)
def test_one_sequence_is_enough_to_notice_what_the_runtime_forgets(
    fault: Fault, check: str, make_target: MakeTarget, spoil: Spoil
) -> None:
    target = make_target("agent_runtime")
    spoil(fault)
    report = models.run(target, seed=1, max_examples=1, shrink=False)
    assert [each.check for each in report.findings] == [check], str(report)
