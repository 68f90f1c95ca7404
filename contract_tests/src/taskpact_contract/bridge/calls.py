"""What a generated case asks for, in the terms of the contract and as arguments of the SDK."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any, Final, get_args, get_type_hints
from urllib.parse import unquote

from attrs import frozen
from schemathesis import Case
from schemathesis.core import NotSet
from taskpact import Unset

from taskpact_contract.documents import Operation, load


class Nothing(Enum):
    """The type of NOTHING."""

    NOTHING = "nothing"


NOTHING: Final = Nothing.NOTHING
"""Instead of a body: there is none."""


@frozen
class Call:
    """One call of an operation: decoded values by the names of the contract."""

    operation: Operation
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    headers: Mapping[str, Any]
    body: Any


class InexpressibleError(Exception):
    """A case that the SDK refuses on purpose."""


def call_of(api: str, operation: Operation, case: Case, known: Mapping[str, Any]) -> Call:
    """The call that a valid case stands for, with the `known` values in place of its path's.

    Members of the body that the contract does not list stay out: methods have no arguments for
    them. Raises InexpressibleError for a path segment that names another path, such as `..`.
    """
    declared = _parameters(api, operation.id)
    path = {name: _segment(value) for name, value in (case.path_parameters or {}).items()}
    path |= {name: value for name, value in known.items() if name in path}
    if any(value in ("", ".", "..") for value in path.values()):
        raise InexpressibleError
    return Call(
        operation,
        path,
        {
            name: _typed(value, declared["query"][name])
            for name, value in (case.query or {}).items()
        },
        {
            name: value
            for name, value in (case.headers or {}).items()
            if name in declared["header"]
        },
        _body(api, operation, case),
    )


def arguments(api: str, call: Call) -> dict[str, Any]:
    """The keyword arguments of the SDK's method: enums, dates and models where it takes them."""
    module = import_module(f"taskpact._generated.{api}.operations.{call.operation.id}")
    hints = get_type_hints(module.request)
    body = call.body if isinstance(call.body, dict) else {}
    given = {**call.path, **call.query, **call.headers, **body}
    named = {python_name(name): value for name, value in given.items()}
    return {name: _converted(value, hints.get(name, Any)) for name, value in named.items()}


def python_name(wire: str) -> str:
    """The argument that stands for a parameter or member: `taskId` and `Task-Id` are `task_id`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wire)
    return re.sub(r"[^0-9A-Za-z]+", "_", spaced).lower()


@cache
def _parameters(api: str, operation_id: str) -> Mapping[str, Mapping[str, Any]]:
    """The schemas of an operation's parameters, by location and name."""
    document = load(api)
    found: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}}
    for item in document["paths"].values():
        for definition in item.values():
            if isinstance(definition, dict) and definition.get("operationId") == operation_id:
                for each in (*item.get("parameters", ()), *definition.get("parameters", ())):
                    parameter = _followed(document, each)
                    found[parameter["in"]][parameter["name"]] = parameter["schema"]
    return found


@cache
def _listed_members(api: str, operation_id: str) -> frozenset[str]:
    """The members of an operation's body that its contract lists."""
    document = load(api)
    for item in document["paths"].values():
        for definition in item.values():
            if isinstance(definition, dict) and definition.get("operationId") == operation_id:
                body = _followed(document, definition.get("requestBody", {}))
                schemas = [each["schema"] for each in body.get("content", {}).values()]
                return frozenset(name for each in schemas for name in _names(document, each))
    return frozenset()


def _names(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    schema = _followed(document, schema)
    yield from schema.get("properties", ())
    for keyword in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(keyword, ()):
            yield from _names(document, part)


def _followed(document: Mapping[str, Any], value: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference leads to; anything else is itself."""
    while "$ref" in value:
        found: Any = document
        for part in value["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        value = found
    return value


def _body(api: str, operation: Operation, case: Case) -> Any:
    if isinstance(case.body, NotSet):
        return NOTHING
    body = case.body
    if isinstance(body, Mapping):
        listed = _listed_members(api, operation.id)
        body = {name: value for name, value in body.items() if name in listed}
    required = operation.definition["requestBody"].get("required", False)
    # An optional body that says nothing, null or without members, is not sent at all.
    return body if body or required else NOTHING


def _segment(value: Any) -> Any:
    """A path parameter; cases hold strings as they stand in the path."""
    return unquote(value) if isinstance(value, str) else value


def _typed(value: Any, schema: Mapping[str, Any]) -> Any:
    """A query parameter; cases hold booleans as they stand in the query."""
    if schema.get("type") == "boolean" and isinstance(value, str):
        return {"true": True, "false": False}[value]
    return value


def _converted(value: Any, hint: Any) -> Any:
    """The value as the richest type that the annotation allows."""
    options = get_args(hint) or (hint,)
    if isinstance(value, list):
        items = next((get_args(each) for each in options if get_args(each)), get_args(hint))
        return [_converted(item, items[0] if items else Any) for item in value]
    for kind in options:
        if not isinstance(kind, type) or kind is Unset:
            continue
        if isinstance(value, str) and issubclass(kind, Enum):
            return kind(value)
        if isinstance(value, str) and issubclass(kind, datetime | date):
            return kind.fromisoformat(value)
        if isinstance(value, dict) and hasattr(kind, "from_dict"):
            return kind.from_dict(value)
    return value
