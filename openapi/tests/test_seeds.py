import functools
import json
from typing import Any

import pytest

from openapi.tests import seeds
from openapi.tests.documents import REMOVED, bundle, changed
from openapi.tests.samples import sample
from scripts.specs.bundle import APIS

OPERATIONS = [(api, name) for api in APIS for name in seeds.facts(api)["operations"]]
SCHEMAS = [(api, name) for api in APIS for name in seeds.facts(api)["schemas"]]
RUNTIME = seeds.facts("agent_runtime")
DEVIATIONS: list[dict[str, str]] = json.loads(
    (seeds.FACTS / "deviations.json").read_text(encoding="utf-8")
)
ANYWHERE = "*"
TYPE = "body type"

LIST = "/paths/~1api~1v1~1agents~1v2~1tasks/get"
CANCEL = "/paths/~1api~1v1~1agents~1v2~1tasks~1{task_id}~1cancel/post"
CHANGES = [
    ("list_tasks", f"{LIST}/x-upstream-operation-id", "list_tasks", "upstream id"),
    ("list_tasks", f"{LIST}/parameters/0", REMOVED, "parameter agent_type"),
    ("list_tasks", f"{LIST}/parameters/3/name", "count", "parameter count"),
    ("list_tasks", f"{LIST}/parameters/3/in", "header", "parameter limit"),
    ("list_tasks", f"{LIST}/parameters/3/required", True, "parameter limit required"),
    ("list_tasks", f"{LIST}/parameters/3/schema/type", "string", "parameter limit type"),
    ("list_tasks", f"{LIST}/parameters/3/schema/default", 20, "parameter limit default"),
    ("list_tasks", f"{LIST}/parameters/3/schema/maximum", REMOVED, "parameter limit maximum"),
    ("list_tasks", f"{LIST}/requestBody", {"content": {}}, "body"),
    ("list_tasks", f"{LIST}/responses/422", REMOVED, "status 422"),
    ("list_tasks", f"{LIST}/responses/403", {"description": "Forbidden."}, "status 403"),
    ("list_tasks", f"{LIST}/security", [], "credentials"),
    ("cancel_task", f"{CANCEL}/requestBody", REMOVED, "body"),
    ("cancel_task", f"{CANCEL}/requestBody/required", True, "body required"),
    ("cancel_task", f"{CANCEL}/requestBody/content/application~1json/schema", {}, TYPE),
    ("cancel_task", f"{CANCEL}/responses/200/content", {}, "result"),
    ("cancel_task", f"{CANCEL}/responses/200/content/text~1csv", {}, "content types"),
]
FIELD_CHANGES = [
    ("/components/schemas/CancelRequest", REMOVED, "schema"),
    ("/components/schemas/CancelRequest/properties/reason", REMOVED, "reason"),
    ("/components/schemas/CancelRequest/properties/reason/type", "string", "reason nullable"),
    ("/components/schemas/CancelRequest/properties/reason/type", "integer", "reason type"),
    ("/components/schemas/CancelRequest/properties/reason/maxLength", 5, "reason maxLength"),
    ("/components/schemas/CancelRequest/properties/reason/default", "none", "reason default"),
    ("/components/schemas/CancelRequest/properties/code", {"type": "string"}, "code"),
    ("/components/schemas/CancelRequest/required", ["reason"], "reason required"),
]


def test_seeds_have_39_operations() -> None:
    counts = [len(seeds.facts(api)["operations"]) for api in APIS]

    assert dict(zip(APIS, counts, strict=True)) == {
        "agents_v2": 15,
        "agent_tasks": 4,
        "task_records": 3,
        "agent_runs": 2,
        "agent_runtime": 15,
    }


@pytest.mark.parametrize(("api", "name"), OPERATIONS)
def test_operation_is_as_its_seed_states(api: str, name: str) -> None:
    found = _operation(api, name)

    assert [one for one in found if not any(_explains(row, api, one) for row in DEVIATIONS)] == []


@pytest.mark.parametrize(("api", "name"), SCHEMAS)
def test_schema_has_the_stated_fields(api: str, name: str) -> None:
    found = _schema(api, name)

    assert [one for one in found if not any(_explains(row, api, one) for row in DEVIATIONS)] == []


@pytest.mark.parametrize("row", DEVIATIONS, ids=lambda row: f"{row['api']}-{row['aspect']}")
def test_deviation_is_used_and_has_a_reason(row: dict[str, str]) -> None:
    api = row["api"]
    found = [
        *(one for a, name in OPERATIONS if a == api for one in _operation(a, name)),
        *(one for a, name in SCHEMAS if a == api for one in _schema(a, name)),
    ]

    assert row["reason"].endswith(".")
    assert any(_explains(row, api, one) for one in found)


@pytest.mark.parametrize(
    ("name", "pointer", "value", "aspect"),
    [pytest.param(*row, id=f"{row[3]}-{place}") for place, row in enumerate(CHANGES)],
)
def test_changed_operation_differs(name: str, pointer: str, value: object, aspect: str) -> None:
    document = changed(bundle("agents_v2"), pointer, value)
    stated = seeds.facts("agents_v2")["operations"][name]
    found = seeds.operation_differences(document, name, stated) - _operation("agents_v2", name)

    assert aspect in {one.aspect for one in found}


def test_condition_of_a_required_field_is_noticed() -> None:
    pointer = "/components/schemas/SubmitTaskRequest/then"
    document = changed(bundle("agent_tasks"), pointer, REMOVED)
    fields = seeds.facts("agent_tasks")["schemas"]["SubmitTaskRequest"]["fields"]

    found = seeds.schema_differences(document, "SubmitTaskRequest", fields)

    assert "webhook_url required" in {one.aspect for one in found}


def test_missing_operation_is_named() -> None:
    document = changed(bundle("agents_v2"), f"{LIST}/operationId", "list")
    stated = seeds.facts("agents_v2")["operations"]["list_tasks"]

    with pytest.raises(AssertionError, match="no operation list_tasks"):
        seeds.operation_differences(document, "list_tasks", stated)


@pytest.mark.parametrize(
    ("pointer", "value", "aspect"),
    [pytest.param(*row, id=row[2]) for row in FIELD_CHANGES],
)
def test_changed_schema_differs(pointer: str, value: object, aspect: str) -> None:
    document = changed(bundle("agents_v2"), pointer, value)
    fields = seeds.facts("agents_v2")["schemas"]["CancelRequest"]["fields"]

    found = seeds.schema_differences(document, "CancelRequest", fields)

    assert aspect in {one.aspect for one in found}


@pytest.mark.parametrize("name", RUNTIME["operations"])
def test_sample_response_bodies_equal_the_printed_ones(name: str) -> None:
    document, stated = bundle("agent_runtime"), RUNTIME["operations"][name]
    printed = [
        (status, RUNTIME["samples"].get(body))
        for status, body in zip(stated["statuses"], stated["printed"], strict=True)
        if status != "default"
    ]
    made = [
        (status, None if schema is None else sample(document, schema, request=False))
        for status, schema in seeds.bodies(document, name)
        if status in stated["statuses"]
    ]

    assert made == printed


@pytest.mark.parametrize("name", RUNTIME["operations"])
def test_sample_request_body_equals_the_printed_one(name: str) -> None:
    document, stated = bundle("agent_runtime"), RUNTIME["operations"][name]
    schema = seeds.request_body(document, name)
    made = None if schema is None else sample(document, schema, request=True)

    assert made == (stated["body"] and RUNTIME["samples"][stated["body"]["type"]])


@functools.cache
def _operation(api: str, name: str) -> frozenset[seeds.Difference]:
    stated = seeds.facts(api)["operations"][name]
    return frozenset(seeds.operation_differences(bundle(api), name, stated))


@functools.cache
def _schema(api: str, name: str) -> frozenset[seeds.Difference]:
    renamed = {r["seed"]: r["ours"] for r in DEVIATIONS if (r["api"], r["aspect"]) == (api, TYPE)}
    fields: list[Any] = seeds.facts(api)["schemas"][name]["fields"]
    return frozenset(seeds.schema_differences(bundle(api), renamed.get(name, name), fields))


def _explains(row: dict[str, str], api: str, found: seeds.Difference) -> bool:
    return (row["api"], row["aspect"], row["seed"], row["ours"]) == (
        api,
        found.aspect,
        found.seed,
        found.ours,
    ) and row["where"] in (ANYWHERE, found.where)
