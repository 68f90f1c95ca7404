"""Read a bundled contract and refuse whatever in it is not understood.

A word that nobody reads would be a promise that nobody keeps, so unknown words are errors here and
not surprises later.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import orjson

from taskpact_mock.contract.model import (
    EVENTS,
    TEXTUAL,
    Body,
    Contract,
    ContractError,
    Operation,
    Parameter,
    Schema,
)

APIS = ("agents_v2", "agent_tasks", "task_records", "agent_runs", "agent_runtime")
"""Every API, in the order in which all parts of the project list them."""

METHODS = ("get", "put", "post", "delete", "patch")
JSON = "application/json"

_OPERATION_WORDS = frozenset(
    "operationId tags summary description security parameters requestBody responses callbacks "
    "x-upstream-operation-id x-source x-quirk".split()
)
_SCHEMA_WORDS = frozenset(
    "$ref type format enum const default description properties required additionalProperties "
    "items anyOf oneOf allOf not if then else pattern minLength maxLength minimum maximum "
    "exclusiveMinimum exclusiveMaximum minItems maxItems uniqueItems minProperties maxProperties "
    "propertyNames contentMediaType contentSchema dependentRequired "
    "x-source x-refusal x-ignored".split()
)
_QUIRK_WORDS = frozenset("description schema example".split())
_PARAMETER_WORDS = frozenset("name in required description schema example x-source".split())
_INTEGERS = {"int32": 2**31, "int64": 2**63}


@cache
def load(api: str) -> Contract:
    """The contract of `api`, read once.

    Raises ContractError when it holds a word that the server does not know.
    """
    source = files("taskpact_mock").joinpath("_specs", f"{api}.json").read_bytes()
    return read(api, orjson.loads(source))


def read(api: str, document: dict[str, Any]) -> Contract:
    """The contract in an OpenAPI 3.1 `document`.

    The document is changed: integer formats, which validators ignore, become bounds.
    """
    for name, schema in document["components"]["schemas"].items():
        _check_schema(schema, f"{api}: schema {name}")
    operations = {
        operation.id: operation
        for path, item in document["paths"].items()
        for operation in _operations(api, document, path, item)
    }
    return Contract(
        api=api,
        document=document,
        operations=operations,
        lifecycles={
            entry["resource"]: {"api": api, **entry} for entry in document.get("x-lifecycle", ())
        },
        quirks={name: quirk["description"] for name, quirk in document.get("x-quirks", {}).items()},
    )


def resolve(document: Schema, node: Schema) -> Schema:
    """`node`, or what its reference names."""
    while "$ref" in node:
        found: Any = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        node = found
    return node


def example(
    contract: Contract, operation: Operation, status: int, quirks: Iterable[str] = ()
) -> Any:
    """The contract's own example of what `operation` answers with `status`; None without a body.

    An example that one of the `quirks` has for it comes first.
    """
    node: Any = contract.document["paths"][operation.template][operation.method.lower()]
    for quirk in quirks:
        answer = node["x-quirk"][quirk].get(str(status), {})
        if "example" in answer:
            return answer["example"]
    found = resolve(contract.document, node["responses"][str(status)])
    return next((media["example"] for media in found.get("content", {}).values()), None)


def _operations(
    api: str, document: Schema, path: str, item: Mapping[str, Any]
) -> Iterator[Operation]:
    for method, node in item.items():
        place = f"{api}: {method.upper()} {path}"
        if method not in METHODS:
            raise ContractError(f"{place}: unknown method or word {method!r}")
        _only(node, _OPERATION_WORDS, place)
        yield Operation(
            api=api,
            id=node["operationId"],
            method=method.upper(),
            template=path,
            parameters=tuple(
                _parameter(resolve(document, each), place) for each in node.get("parameters", ())
            ),
            body=_body(document, node.get("requestBody"), place),
            responses=_responses(document, node["responses"], place),
            schemes=tuple(frozenset(each) for each in node["security"]),
            quirks={
                name: _quirk_responses(responses, f"{place}: {name}")
                for name, responses in node.get("x-quirk", {}).items()
            },
        )


def _parameter(node: Schema, place: str) -> Parameter:
    _only(node, _PARAMETER_WORDS, f"{place}: parameter {node['name']}")
    _check_schema(node["schema"], f"{place}: parameter {node['name']}")
    location = node["in"]
    if location not in ("path", "query", "header"):
        raise ContractError(f"{place}: parameter in {location}")
    return Parameter(
        name=node["name"],
        location=location,
        required=node.get("required", False),
        schema=node["schema"],
        key=node["name"].lower() if location == "header" else node["name"],
        types=textual(node["schema"].get("type", ())),
    )


def textual(types: str | Sequence[str]) -> tuple[str, ...]:
    """Those of the types whose values a parameter writes as text."""
    return tuple(each for each in ([types] if isinstance(types, str) else types) if each in TEXTUAL)


def _body(document: Schema, node: Schema | None, place: str) -> Body | None:
    if node is None:
        return None
    node = resolve(document, node)
    if list(node["content"]) != [JSON]:
        raise ContractError(f"{place}: only {JSON} bodies are understood")
    schema = node["content"][JSON]["schema"]
    _check_schema(schema, f"{place}: body")
    return Body(required=node.get("required", False), schema=schema)


def _responses(
    document: Schema, nodes: Mapping[str, Schema], place: str
) -> dict[int, dict[str, Schema]]:
    found: dict[int, dict[str, Schema]] = {}
    for status, node in nodes.items():
        content = resolve(document, node).get("content", {})
        if not set(content) <= {JSON, EVENTS}:
            raise ContractError(f"{place}: {status} answers {', '.join(content)}")
        for media in content.values():
            _check_schema(media["schema"], f"{place}: {status}")
        found[int(status)] = {media: entry["schema"] for media, entry in content.items()}
    return found


def _quirk_responses(nodes: Mapping[str, Schema], place: str) -> dict[int, dict[str, Schema]]:
    found: dict[int, dict[str, Schema]] = {}
    for status, node in nodes.items():
        _only(node, _QUIRK_WORDS, f"{place}: {status}")
        found[int(status)] = {JSON: node["schema"]} if "schema" in node else {}
        if "schema" in node:
            _check_schema(node["schema"], f"{place}: {status}")
    return found


def _check_schema(schema: Any, place: str) -> None:
    """Refuse unknown words and turn integer formats, which validators ignore, into bounds."""
    _only(schema, _SCHEMA_WORDS, place)
    if (size := _INTEGERS.get(schema.get("format", ""))) is not None:
        schema.setdefault("minimum", -size)
        schema.setdefault("maximum", size - 1)
    for word in ("items", "not", "if", "then", "else", "propertyNames", "contentSchema"):
        if word in schema:
            _check_schema(schema[word], f"{place}/{word}")
    if isinstance(schema.get("additionalProperties", True), dict):
        _check_schema(schema["additionalProperties"], f"{place}/additionalProperties")
    for word in ("anyOf", "oneOf", "allOf"):
        for number, branch in enumerate(schema.get(word, ())):
            _check_schema(branch, f"{place}/{word}/{number}")
    for name, branch in schema.get("properties", {}).items():
        _check_schema(branch, f"{place}/{name}")


def _only(node: Schema, words: frozenset[str], place: str) -> None:
    if unknown := set(node) - words:
        raise ContractError(f"{place}: unknown words {', '.join(sorted(unknown))}")
