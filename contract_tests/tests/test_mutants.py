"""Mutants: their names, what their operators make of requests and answers, and verdicts."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from contract_tests.mutants import bodies, catalogue, machines, report, verdicts
from contract_tests.mutants.exchange import Answer, Request, with_json
from contract_tests.mutants.mutant import GROUPS, Mutant
from contract_tests.mutants.places import Place, changed, places, removed
from contract_tests.mutants.runner import Journal
from contract_tests.mutants.server import Hits, MutantApp, Wire
from contract_tests.mutants.trial import Effort, Outcome, layers_for
from taskpact._runtime import answers, requests
from taskpact_mock.apis.agent_runs import runs
from taskpact_mock.apis.agent_runtime import leases
from taskpact_mock.apis.agent_tasks import tasks as agent_tasks
from taskpact_mock.apis.agents_v2 import tasks as agents_v2
from taskpact_mock.apis.task_records import tasks as task_records
from taskpact_mock.contract.load import APIS, load
from taskpact_mock.world.world import World

TASK = {"task_id": "1", "status": "running", "tags": ["a", "b"], "at": "2026-01-31T23:00:00Z"}
REQUEST = Request(
    method="GET",
    path="/api/v1/agents/v2/tasks/1",
    query="limit=5&offset=2",
    headers=(("authorization", "Bearer wrong"), ("host", "localhost")),
    body=b'{"topic":"tidal power","depth":"quick"}',
    operation="get_task",
    values={"task_id": "1"},
)
ANSWER = Answer(
    status=200,
    headers=(("content-type", "application/json"), ("x-correlation-id", "1")),
    body=json.dumps(TASK).encode(),
)


def _wire(name: str) -> Wire:
    make = catalogue.mutants()[name].wire
    assert make is not None
    return make()


def _answered(name: str, answer: Answer = ANSWER) -> Answer:
    return _wire(name).answer(REQUEST, answer)


def _asked(name: str, request: Request = REQUEST) -> Request:
    return _wire(name).ask(request)


def test_names_are_unique_and_the_same_whenever_they_are_made() -> None:
    again = [each.name for each in catalogue.derived()]
    assert again == list(catalogue.mutants())
    assert len(set(again)) == len(again)


@pytest.mark.parametrize("api", APIS)
def test_every_group_has_mutants_in_every_api(api: str) -> None:
    found = {each.group for each in catalogue.mutants().values() if each.api == api}
    assert found >= set(GROUPS) - {"headers", "order"}  # some have no headers, some no arrays


def test_a_sample_is_part_of_every_larger_one_and_takes_from_all_groups() -> None:
    found = catalogue.mutants().values()
    small, large = catalogue.sample(found, 30), catalogue.sample(found, 60)
    assert large[:30] == small
    assert {each.group for each in small} == set(GROUPS)


def test_mutants_can_be_chosen_by_api_group_and_name() -> None:
    name = "agents_v2.get_task:200:drop_required:task_id"
    assert [each.name for each in catalogue.chosen(names=[name])] == [name]
    chosen = catalogue.chosen(apis=["agent_runs"], groups=["rules"])
    assert {(each.api, each.group) for each in chosen} == {("agent_runs", "rules")}
    with pytest.raises(ValueError, match="--list"):
        catalogue.chosen(names=["no such mutant"])


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("agents_v2.get_task:200:drop_required:task_id", {k: TASK[k] for k in list(TASK)[1:]}),
        ("agents_v2.get_task:200:wrong_type:task_id", {**TASK, "task_id": 7}),
        ("agents_v2.get_task:200:bad_enum:status", {**TASK, "status": "no-such-word"}),
        ("agents_v2.get_task:200:alter_value:status", {**TASK, "status": "retrying"}),
        ("agents_v2.get_task:200:alter_value:task_id", {**TASK, "task_id": "1x"}),
    ],
)
def test_an_operator_changes_one_place_of_a_body(name: str, body: Any) -> None:
    assert json.loads(_answered(name).body) == body


def test_an_operator_leaves_other_statuses_and_other_bodies_alone() -> None:
    name = "agents_v2.get_task:200:drop_required:task_id"
    for answer in (evolve(ANSWER, status=404), evolve(ANSWER, body=b'{"other": 1}')):
        assert _answered(name, answer) == answer


def test_heads_are_spoilt() -> None:
    place = "agents_v2.get_task:200"
    assert _answered(f"{place}:undeclared:418").status == 418
    assert _answered(f"{place}:content_type:").media == "text/plain"
    assert _answered(f"{place}:truncate_json:").body == ANSWER.body[:-1]
    without = _answered("agents_v2.get_task:any:drop_header:x-correlation-id")
    assert dict(without.headers).keys() == {"content-type"}
    swapped = _answered("agents_v2.get_task:404:declared:200", evolve(ANSWER, status=404))
    assert (swapped.status, "task_id" in json.loads(swapped.body)) == (200, True)


def test_every_third_answer_is_a_crash() -> None:
    wire = _wire("agents_v2.get_task:any:crash:3")
    assert [wire.answer(REQUEST, ANSWER).status for _ in range(6)] == [200, 200, 500] * 2


def test_the_wording_of_errors_is_left_alone_but_for_their_codes() -> None:
    found = {name for name in catalogue.mutants() if "get_task:404:alter_value" in name}
    assert found == {"agents_v2.get_task:404:alter_value:detail.code"}


def test_credentials_are_ignored_in_four_ways() -> None:
    nobody = REQUEST.with_headers({"authorization": None})
    second = REQUEST.with_headers({"authorization": "Bearer second-token"})
    let_in = {
        what: [
            _asked(f"agents_v2.get_task:any:auth:{what}", each).header("authorization")
            == "Bearer demo-token"
            for each in (REQUEST, nobody, second)
        ]
        for what in ("ignored", "absent_accepted", "wrong_accepted", "tenant_ignored")
    }
    assert let_in == {
        "ignored": [True, True, False],
        "absent_accepted": [False, True, False],
        "wrong_accepted": [True, False, False],
        "tenant_ignored": [False, False, True],
    }


def test_parameters_and_members_are_ignored() -> None:
    assert _asked("agents_v2.list_tasks:any:ignore_query:limit").query == "offset=2"
    asked = _asked("agents_v2.get_task:any:ignore_path:task_id")
    assert asked.path == "/api/v1/agents/v2/tasks/a11ce00000000001"
    asked = _asked("agents_v2.run_research:any:ignore_field:depth")
    assert json.loads(asked.body) == {"topic": "tidal power"}
    stuck = _wire("agents_v2.run_research:any:stuck_field:topic")
    stuck.ask(REQUEST)
    later = stuck.ask(evolve(REQUEST, body=b'{"topic":"wind power"}'))
    assert json.loads(later.body) == {"topic": "tidal power"}


def test_a_stale_server_answers_as_it_did_before() -> None:
    wire = _wire("agents_v2.get_task:any:stale_read:")
    newer = evolve(ANSWER, body=b"{}")
    assert [wire.answer(REQUEST, each) for each in (ANSWER, newer, newer)] == [
        ANSWER,
        ANSWER,
        newer,
    ]


@given(st.lists(st.binary(min_size=1), max_size=6), st.sampled_from(sorted(bodies.STREAMS)))
def test_what_was_sent_of_a_stream_stays_sent(frames: list[bytes], operator: str) -> None:
    spoil = bodies.STREAMS[operator]
    sent: Sequence[bytes] = ()
    for end in range(len(frames) + 1):
        more = spoil(tuple(frames[:end]), False)
        assert list(more[: len(sent)]) == list(sent)
        sent = more
    assert list(spoil(tuple(frames), True)[: len(sent)]) == list(sent)


@pytest.mark.parametrize(
    ("moment", "later"),
    [
        ("2026-01-31T23:00:00.5Z", "2026-02-01T23:00:00.5Z"),
        ("2026-12-31 01:00:00", "2027-01-01 01:00:00"),
        ("no moment", "no moment"),
        (None, None),
    ],
)
def test_a_moment_is_shifted_in_its_own_form(moment: Any, later: Any) -> None:
    assert bodies.shifted(moment) == later


def test_places_are_found_behind_references_and_alternatives() -> None:
    document = {"components": {"schemas": {"A": {"properties": {"x": {"type": "string"}}}}}}
    schema = {
        "required": ["many"],
        "properties": {
            "many": {"type": "array", "items": {"$ref": "#/components/schemas/A"}},
            "maybe": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}]},
        },
    }
    found = {each.name: each for each in places(document, schema)}
    assert list(found) == ["many", "many[]", "many[].x", "maybe", "maybe.x"]
    assert found["many"].required
    assert found["many[].x"].kinds == {"string"}


def test_a_change_reaches_every_item() -> None:
    value = {"many": [{"x": 1}, {"y": 2}, {"x": 3}]}
    more = changed(value, ("many", "[]", "x"), lambda x: x + 1)
    assert more == {"many": [{"x": 2}, {"y": 2}, {"x": 4}]}
    assert removed(value, ("many", "[]", "x")) == {"many": [{}, {"y": 2}, {}]}


_MODULES = (runs, leases, agent_tasks, agents_v2, task_records, answers, requests)
JSON_KINDS = ("string", "integer", "number", "boolean", "array", "object", "null")


@given(st.sets(st.sampled_from(JSON_KINDS), min_size=1, max_size=4))
def test_a_wrong_type_is_one_that_is_not_allowed(kinds: set[str]) -> None:
    place = Place(("x",), {}, frozenset(kinds), required=False)
    types = {bool: "boolean", int: "integer", str: "string", list: "array", dict: "object"}
    found = bodies.wrong_type(place)("anything")
    assert types.get(type(found), "null") not in kinds


def test_every_machine_of_the_contracts_is_run_by_the_mock() -> None:
    wanted = {(api, resource) for api in APIS for resource in load(api).lifecycles}
    assert set(machines.MACHINES) == wanted


@pytest.mark.parametrize("group", ["machines", "rules", "client", "time"])
def test_what_a_mutant_patches_is_right_again_afterwards(group: str) -> None:
    app = MutantApp()
    before = _patched_things()
    for mutant in catalogue.mutants().values():
        if mutant.group == group:
            with mutant.apply(app, Hits()):
                pass
    assert _patched_things() == before


def _patched_things() -> list[Any]:
    return [
        *(dict(vars(module)) for module in _MODULES),
        dict(vars(World)),
        *((type(each), dict(vars(each))) for each in machines.MACHINES.values()),
    ]


def test_a_checker_that_is_wrong_is_right_again_afterwards() -> None:
    app = MutantApp()
    checks = app.services["agents_v2"].validators.operations["run_research"]
    right, hits = checks.body, Hits()
    mutant = catalogue.mutants()["agents_v2.run_research:any:accept:body/required topic"]
    with mutant.apply(app, hits):
        assert checks.body is not None
        assert checks.body.accepts({"depth": "quick"})
    assert hits.number == 1
    assert checks.body is right


def test_a_layer_without_the_client_is_not_asked_about_client_mutants() -> None:
    found = {each.group: each for each in catalogue.mutants().values()}
    assert not {"raw", "links", "doors"} & set(layers_for(found["client"]))
    assert not any("async" in name for name in layers_for(found["shape"]))
    assert any("async" in name for name in layers_for(found["client"]))


def _outcome(mutant: Mutant, verdict: Any) -> Outcome:
    return Outcome(name=mutant.name, group=mutant.group, api=mutant.api, verdict=verdict)


def test_a_survivor_without_a_reason_fails_the_run_and_so_does_a_reason_without_survivor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = catalogue.sample(catalogue.mutants().values(), 50)
    outcomes = [_outcome(each, "killed") for each in found]
    monkeypatch.setattr(verdicts, "reasons", lambda: ())
    assert verdicts.faults(outcomes) == []
    outcomes[0] = _outcome(found[0], "survived")
    (fault,) = verdicts.faults(outcomes)
    assert fault.startswith(f"{found[0].name} survives without a reason")
    reasons = [
        verdicts.Reason(pattern=found[0].name[:-3] + "*", reason="It is the same."),
        verdicts.Reason(pattern="nothing*", reason="It never was."),
    ]
    monkeypatch.setattr(verdicts, "reasons", lambda: tuple(reasons))
    (fault,) = verdicts.faults(outcomes)
    assert fault.startswith("nothing* in survivors.yaml fits no survivor")


def test_a_rate_under_its_floor_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = [verdicts.Reason(pattern="*", reason="Because.")]
    monkeypatch.setattr(verdicts, "reasons", lambda: tuple(everything))
    found = catalogue.sample(catalogue.mutants().values(), 50)
    faults = verdicts.faults([_outcome(each, "survived") for each in found])
    assert [each.partition(":")[0] for each in faults] == ["spec-derived", "behavioural", "client"]


def test_what_cannot_be_noticed_does_not_count() -> None:
    found = catalogue.sample(catalogue.mutants().values(), 4)
    words = ("killed", "unreachable", "survived", "timeout")
    rate = verdicts.rate([_outcome(*each) for each in zip(found, words, strict=True)])
    assert (rate.killed, rate.reachable) == (1, 3)


def test_what_nobody_could_tell_from_the_right_server_does_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, other = catalogue.sample(catalogue.mutants().values(), 2)
    same = verdicts.Reason(pattern=one.name, reason="It is the same.", equivalent=True)
    monkeypatch.setattr(verdicts, "reasons", lambda: (same,))
    rate = verdicts.rate([_outcome(one, "survived"), _outcome(other, "survived")])
    assert (rate.killed, rate.reachable) == (0, 1)


def test_a_run_that_was_broken_off_goes_on_and_another_begins_anew(tmp_path: Any) -> None:
    path = tmp_path / "outcomes.jsonl"
    (mutant,) = catalogue.sample(catalogue.mutants().values(), 1)
    Journal(path, {"seed": 1}).add(_outcome(mutant, "killed"))
    with path.open("a") as lines:
        lines.write('{"name": "cut o')
    assert list(Journal(path, {"seed": 1}).outcomes) == [mutant.name]
    assert not Journal(path, {"seed": 2}).outcomes


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[" * 100_000, b"1" * 5000])
def test_what_is_no_json_stays_as_it_is(body: bytes) -> None:
    assert with_json(body, lambda _value: "changed") == body


def test_the_report_tells_layers_survivors_with_reasons_and_what_is_unreachable(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "TARGET", tmp_path / "mutation.md")
    monkeypatch.setattr(report, "commit", lambda: "abc1234")
    found = catalogue.sample(catalogue.mutants().values(), 3)
    reasons = (verdicts.Reason(pattern=found[1].name, reason="Nobody can tell."),)
    monkeypatch.setattr(verdicts, "reasons", lambda: reasons)
    outcomes = [
        evolve(_outcome(found[0], "killed"), layer="raw"),
        _outcome(found[1], "survived"),
        _outcome(found[2], "unreachable"),
    ]
    text = report.write(outcomes, Effort(), None)
    assert text == (tmp_path / "mutation.md").read_text()
    assert f"Nobody can tell. (1)\n\n- `{found[1].name}`" in text
    assert "| all | 2 | 1 (50%) | 1 | 1 | 1 |" in text
    assert all(each.name.split(":")[-1] in text for each in found[1:])
