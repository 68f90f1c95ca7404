"""The raw layer passes on the mock, and notices a server that is wrong."""

import re
from collections.abc import Callable

import pytest
from attrs import evolve

from contract_tests.tests.conftest import MakeTarget, Spoil
from contract_tests.tests.servers import Fault, SpoilableApp
from taskpact_contract import APIS, raw
from taskpact_contract.documents import operations

pytestmark = pytest.mark.raw

EXAMPLES = 3
SEEDS = (1, 2)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("api", APIS)
def test_the_mock_conforms(api: str, seed: int, make_target: MakeTarget) -> None:
    report = raw.run(make_target(api), seed=seed, max_examples=EXAMPLES)
    assert report, str(report)
    assert {operation for operation, _ in report.seen} == set(operations(api))


def _without(member: bytes) -> Callable[[bytes], bytes]:
    """Renames the member, so that it is missing under its own name."""
    return lambda body: body.replace(b'"%b":' % member, b'"was_%b":' % member)


def _only(status: int, instead: int) -> Callable[[int], int]:
    return lambda found: instead if found == status else found


FAULTS = [
    pytest.param(
        "agents_v2", "get_task", Fault(body=_without(b"task_id")),
        "response_schema_conformance", id="a required member is missing",
    ),
    pytest.param(
        "agents_v2", "get_stats", Fault(body=lambda body: re.sub(rb":\s*\d+", b':"1"', body)),
        "response_schema_conformance", id="numbers are strings",
    ),
    pytest.param(
        "agents_v2", "stream_task", Fault(body=_without(b"event")),
        "response_schema_conformance", id="an event of a stream lacks a member",
    ),
    pytest.param(
        "agents_v2", "get_stats", Fault(status=_only(200, 203)),
        "status_code_conformance", id="a status is not documented",
    ),
    pytest.param(
        "agents_v2", "run_research", Fault(status=_only(202, 500)),
        "not_a_server_error", id="the server fails",
    ),
    pytest.param(
        "agents_v2", "list_tasks", Fault(media=b"text/plain"),
        "content_type_conformance", id="the media type is wrong",
    ),
    pytest.param(
        "agents_v2", "get_stats", Fault(credentials=(b"authorization", b"Bearer demo-token")),
        "ignored_auth", id="everybody is let in",
    ),
    pytest.param(
        "agents_v2", "list_tasks", Fault(status=_only(422, 200)),
        "negative_data_rejection", id="bad input is taken",
    ),
    pytest.param(
        "agents_v2", "run_proofreading", Fault(status=_only(202, 422)),
        "positive_data_acceptance", id="good input is refused",
    ),
    pytest.param(
        "agents_v2", "get_stats", Fault(method=lambda method: "GET"),
        "unsupported_method", id="every method is taken",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("api", "operation", "fault", "check"), FAULTS)
def test_a_wrong_server_is_noticed(
    api: str, operation: str, fault: Fault, check: str, make_target: MakeTarget, spoil: Spoil
) -> None:
    spoil(fault)
    report = raw.run(make_target(api), seed=1, max_examples=EXAMPLES, only=[operation])
    assert (operation, check) in {(each.operation, each.check) for each in report.findings}


def test_a_server_that_is_not_there_is_a_finding(make_target: MakeTarget) -> None:
    gone = evolve(make_target("agents_v2"), base_url="http://127.0.0.1:9")
    report = raw.run(gone, seed=1, max_examples=1, only=["get_stats"])
    assert {each.check for each in report.findings} == {"engine"}


def test_a_finding_tells_how_to_repeat_it(make_target: MakeTarget, spoil: Spoil) -> None:
    spoil(Fault(body=_without(b"task_id")))
    report = raw.run(make_target("agents_v2"), seed=1, max_examples=1, only=["get_task"])
    text = str(report)
    assert "raw: agents_v2.get_task breaks response_schema_conformance" in text
    assert "curl -X GET" in text
    assert "demo-token" not in text


@pytest.mark.parametrize("api", ["agent_tasks", "task_records"])
def test_a_seed_makes_the_same_requests(
    api: str, make_target: MakeTarget, app: SpoilableApp
) -> None:
    runs = []
    for _ in range(2):
        target = make_target(api)
        app.asked.clear()
        raw.run(target, seed=3, max_examples=3)
        runs.append(list(app.asked))
    assert runs[0] == runs[1]
    assert len(runs[0]) > 40  # some for each of its three operations


def test_another_seed_makes_other_requests(make_target: MakeTarget, app: SpoilableApp) -> None:
    bodies = []
    for seed in (1, 2):
        target = make_target("agents_v2")
        app.asked.clear()
        raw.run(target, seed=seed, max_examples=EXAMPLES, only=["run_research"])
        bodies.append([body for _, _, body in app.asked])
    assert bodies[0] != bodies[1]


def test_valid_requests_carry_fresh_idempotency_keys(
    make_target: MakeTarget, app: SpoilableApp
) -> None:
    target = make_target("agents_v2")
    app.asked.clear()
    raw.run(target, seed=1, max_examples=EXAMPLES, only=["run_research"])
    keys = [
        found[1]
        for _, _, body in app.asked
        if (found := re.search(rb'"idempotency_key": ?"(key-\d+)"', body))
    ]
    assert len(keys) > 5
    assert len(set(keys)) > len(keys) / 2
