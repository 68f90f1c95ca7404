"""The borders layer passes on the mock, tries every rule, and notices those that are not kept."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import pytest
from attrs import evolve

from contract_tests.tests.conftest import MakeTarget
from contract_tests.tests.servers import SpoilableApp
from taskpact_contract import APIS, borders
from taskpact_contract.borders.layer import BAD_INPUT
from taskpact_contract.borders.requests import Attempt, Requests
from taskpact_contract.documents import load, operations
from taskpact_contract.nodes import Node
from taskpact_contract.pace import Pace
from taskpact_contract.routes import Route, Routes
from taskpact_contract.walk.pairs import values_of
from taskpact_contract.walk.situations import Place

pytestmark = pytest.mark.borders

RULES = frozenset(
    "type required enum const minimum maximum exclusiveMinimum exclusiveMaximum multipleOf "
    "minLength maxLength pattern minItems maxItems uniqueItems minProperties maxProperties "
    "propertyNames additionalProperties dependentRequired contains".split()
)
"""Keywords that a value can break."""
NEVER_ALONE = (
    "AgentSpawnRequest/then/properties/spawn_role/maxLength",  # forbids one word, not a border
    "MessageKind/enum",  # beside it, that of a reply is a const
)
"""Rules that no request breaks without another one."""


@pytest.mark.parametrize("api", APIS)
def test_the_mock_keeps_every_rule(api: str, make_target: MakeTarget) -> None:
    report = borders.run(make_target(api))
    assert report, str(report)
    assert set(report.checked) == {
        each.id for each in operations(api).values() if _tried(api, each.id)
    }


@pytest.mark.parametrize("api", APIS)
def test_every_rule_of_a_request_is_broken_alone(api: str) -> None:
    for route in Routes(load(api)):
        breaks = [each.breaks for each in _tried(api, route.id)]
        rules = {each for each in _rules(route) if not each.endswith(NEVER_ALONE)}
        assert rules <= {alone for alone, *others in filter(None, breaks) if not others}


@pytest.mark.parametrize(
    ("api", "operation", "way", "right", "wrong"),
    [
        ("agents_v2", "run_research", ("body", "max_sections"), {1, 20}, {0, 21}),
        ("agents_v2", "list_tasks", ("query", "limit"), {"1", "100"}, {"0", "101"}),
        ("agent_runtime", "claim_next_task", ("body", "lease_seconds"), {0, 86400}, {-1, 86401}),
    ],
)
def test_numbers_stand_on_the_border_and_one_beyond_it(
    api: str, operation: str, way: tuple[str, str], right: set[Any], wrong: set[Any]
) -> None:
    attempts = [each for each in _tried(api, operation) if each.way == way]
    tried = [(each.values[way[0]][way[1]], bool(each.breaks)) for each in attempts]
    assert {(value, False) for value in right} <= {*filter(_is_hashable, tried)}
    assert {(value, True) for value in wrong} <= {*filter(_is_hashable, tried)}


@pytest.mark.parametrize("api", APIS)
def test_what_can_be_refused_as_bad_input_is_documented_so(api: str) -> None:
    for operation in operations(api).values():
        if _tried(api, operation.id):
            assert BAD_INPUT & operation.statuses.keys()


def test_the_same_requests_are_sent_twice(make_target: MakeTarget, app: SpoilableApp) -> None:
    sent = []
    for _ in range(2):
        app.asked.clear()
        borders.run(make_target("agent_tasks"))
        sent.append([*app.asked])
    assert sent[0]
    assert sent[0] == sent[1]


def test_a_rule_that_is_left_out_is_noticed_though_nothing_else_is_wrong(
    make_target: MakeTarget, app: SpoilableApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    _check_bodies(app, monkeypatch, "claim_next_task", lambda _schema: {"type": "object"})
    report = borders.run(make_target("agent_runtime"), only=["claim_next_task"])
    headlines = {each.message.partition("\n")[0] for each in report.findings}
    assert {each.check for each in report.findings} == {"input"}
    assert {
        "body.lease_seconds: type:",
        "body.lease_seconds: maximum:",
        "body.required_capabilities.0: pattern:",
        "body.required_capabilities.0: maxLength:",
        "body.wait: type:",
    } <= headlines


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        pytest.param({"minimum": 2}, {"minimum"}, id="minimum"),
        pytest.param({"maximum": 2**62}, {"format", "maximum"}, id="maximum"),  # one border of both
    ],
)
def test_a_rule_that_is_too_strict_is_noticed(
    rule: Mapping[str, Any],
    broken: set[str],
    make_target: MakeTarget,
    app: SpoilableApp,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stricter = {"properties": {"ttl_seconds": rule}}
    _check_bodies(app, monkeypatch, "spawn_session", lambda schema: {"allOf": [schema, stricter]})
    report = borders.run(make_target("agent_runtime"), only=["spawn_session"])
    headlines = {each.message.partition("\n")[0] for each in report.findings}
    assert headlines == {f"body.ttl_seconds: {each}:" for each in broken}
    assert all("though it is right" in each.message for each in report.findings)


def test_an_operation_that_works_nowhere_is_noticed(
    make_target: MakeTarget, app: SpoilableApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    _check_bodies(app, monkeypatch, "heartbeat_run", lambda _schema: {"type": "string"})
    report = borders.run(make_target("agent_runtime"), only=["heartbeat_run"])
    (finding,) = report.findings
    assert finding.check == "situation"
    assert "works in no situation" in finding.message


def test_a_budget_that_is_used_up_is_said(make_target: MakeTarget) -> None:
    report = borders.run(evolve(make_target("agent_runs"), pace=Pace(budget=5)))
    assert report
    assert "budget" in report.skipped[0].reason


def test_it_needs_a_control_plane(make_target: MakeTarget) -> None:
    report = borders.run(evolve(make_target("agents_v2"), control=False))
    assert not report.checked
    assert report.skipped


def _check_bodies(
    app: SpoilableApp,
    monkeypatch: pytest.MonkeyPatch,
    operation: str,
    change: Callable[[Any], Mapping[str, Any]],
) -> None:
    """The runtime checks the operation's bodies against another schema than the contract's."""
    service = app.services["agent_runtime"]
    body = service.contract.operations[operation].body
    assert body is not None
    wrong = service.validators.compile(change(body.schema))
    monkeypatch.setattr(service.validators.operations[operation], "body", wrong)


def _is_hashable(tried: tuple[Any, bool]) -> bool:
    return not isinstance(tried[0], list | dict)


def _tried(api: str, operation: str) -> list[Attempt]:
    """The requests beside the contract's example."""
    right = values_of(operations(api)[operation], Place())
    return Requests.of(api).attempts(operation, right)


def _rules(route: Route) -> Iterator[str]:
    """Where the rules stand that a request of the operation can break."""
    for node in route.parameters:
        schema = node.at("schema").followed()
        for pointer in _below(schema):
            if pointer != f"{schema.pointer}/type" or "string" not in schema.value["type"]:
                yield pointer  # any text is a string
    body = route.node.at("requestBody").followed()
    if body:
        yield from _below(body.at("content").at("application/json").at("schema"))


def _below(schema: Node) -> Iterator[str]:
    schema = schema.followed()
    for rule in RULES:
        if rule in schema and not _says_nothing(schema.value, rule):
            yield schema.at(rule).pointer
    parts: Collection[Node] = [
        *(node for _, node in schema.at("properties").items()),
        *(node for word in ("allOf", "anyOf", "oneOf") for node in schema.at(word).entries()),
        *(schema.at(word) for word in ("items", "then", "else") if word in schema),
    ]
    for part in parts:
        yield from _below(part)


def _says_nothing(schema: Mapping[str, Any], rule: str) -> bool:
    """A type beside words, an alternative to null, and members that may be added."""
    if rule == "type":
        return "enum" in schema or schema["type"] == "null"
    return schema[rule] is True
