"""Reading contracts: what is not understood is refused."""

from typing import Any

import pytest

from taskpact_mock.contract import load
from taskpact_mock.contract.model import ContractError

UNKNOWN = {"type": "string", "readOnly": True}


def document(
    *,
    schema: dict[str, Any] | None = None,
    method: str = "post",
    component: dict[str, Any] | None = None,
    **operation: Any,
) -> dict[str, Any]:
    """A contract of one operation whose body has `schema`."""
    content = {"application/json": {"schema": schema or {"type": "object"}}}
    node = {
        "operationId": "do_it",
        "security": [],
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"description": "Done.", "content": content}},
        **operation,
    }
    return {
        "paths": {"/things/{id}": {method: node}},
        "components": {"schemas": {"Thing": component or {"type": "object"}}},
    }


def parameter(**changes: Any) -> dict[str, Any]:
    return {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, **changes}


@pytest.mark.parametrize("api", [*load.APIS, "control"])
def test_every_contract_of_the_server_is_understood(api: str) -> None:
    contract = load.load(api)
    assert contract.api == api
    assert contract.operations


@pytest.mark.parametrize(
    "schema",
    [
        UNKNOWN,
        {"items": UNKNOWN},
        {"not": UNKNOWN},
        {"if": UNKNOWN},
        {"then": UNKNOWN},
        {"else": UNKNOWN},
        {"propertyNames": UNKNOWN},
        {"contentSchema": UNKNOWN},
        {"additionalProperties": UNKNOWN},
        {"anyOf": [{}, UNKNOWN]},
        {"oneOf": [UNKNOWN]},
        {"allOf": [UNKNOWN]},
        {"properties": {"a": {"items": {"anyOf": [UNKNOWN]}}}},
    ],
    ids=lambda schema: "/".join(schema),
)
def test_an_unknown_word_in_a_schema_is_refused_wherever_it_stands(schema: dict[str, Any]) -> None:
    for place in (
        document(schema=schema),
        document(component=schema),
        document(parameters=[parameter(schema=schema)]),
    ):
        with pytest.raises(ContractError, match="unknown words readOnly"):
            load.read("test", place)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (document(deprecated=True), "POST /things/{id}: unknown words deprecated"),
        (document(method="head"), "unknown method or word 'head'"),
        (document(method="parameters"), "unknown method or word 'parameters'"),
        (document(parameters=[parameter(explode=True)]), "parameter id: unknown words explode"),
        (document(parameters=[parameter(**{"in": "cookie"})]), "parameter in cookie"),
        (document(requestBody={"content": {"text/plain": {}}}), "only application/json bodies"),
        (
            document(responses={"200": {"content": {"text/html": {"schema": {}}}}}),
            "200 answers text/html",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_unknown_word_outside_schemas_is_refused_by_its_place(
    wrong: dict[str, Any], message: str
) -> None:
    with pytest.raises(ContractError, match="test: ") as caught:
        load.read("test", wrong)
    assert message in str(caught.value)


@pytest.mark.parametrize(("format", "size"), [("int32", 2**31), ("int64", 2**63)])
def test_integer_formats_become_bounds(format: str, size: int) -> None:
    found = document(schema={"type": "integer", "format": format})
    operation = load.read("test", found).operations["do_it"]
    assert operation.body is not None
    assert (operation.body.schema["minimum"], operation.body.schema["maximum"]) == (-size, size - 1)


def test_bounds_beside_an_integer_format_are_kept() -> None:
    found = document(component={"type": "integer", "format": "int32", "minimum": 0, "maximum": 9})
    load.read("test", found)
    thing = found["components"]["schemas"]["Thing"]
    assert (thing["minimum"], thing["maximum"]) == (0, 9)


def test_header_parameters_are_looked_up_in_lower_case() -> None:
    found = document(parameters=[parameter(**{"name": "X-Api-Key", "in": "header"})])
    (read,) = load.read("test", found).operations["do_it"].parameters
    assert (read.name, read.key) == ("X-Api-Key", "x-api-key")


def test_references_are_followed_through_escapes() -> None:
    target = {"a/b~c": {"$ref": "#/second"}}
    assert load.resolve({"first": target, "second": {"x": 1}}, {"$ref": "#/first/a~1b~0c"}) == {
        "x": 1
    }


def test_an_operation_without_a_body_has_no_example() -> None:
    contract = load.load("control")
    assert load.example(contract, contract.operations["clear_scripts"], 204) is None
    assert load.example(contract, contract.operations["create_world"], 422) == {
        "error": "body.name: Field required"
    }
