"""What a generated case asks for, in the terms of the contract and as arguments of the SDK."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from importlib import import_module
from typing import Any, Final, get_args, get_origin, get_type_hints
from urllib.parse import unquote

from attrs import frozen
from schemathesis import Case
from schemathesis.core import NotSet

from taskpact import Unset
from taskpact_contract.documents import Operation


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


def call_of(operation: Operation, case: Case[Any], known: Mapping[str, Any]) -> Call:
    """The call that a valid case stands for, with the `known` values in place of its path's.

    Members of the body that the contract does not list stay out: methods have no arguments for
    them. Raises InexpressibleError for a path segment that names another path, such as `..`.
    """
    path = {name: _segment(value) for name, value in (case.path_parameters or {}).items()}
    path |= {name: value for name, value in known.items() if name in path}
    if any(value in ("", ".", "..") for value in path.values()):
        raise InexpressibleError
    return Call(
        operation,
        path,
        _declared(operation, "query", case.query),
        _declared(operation, "header", case.headers),
        _body(operation, case),
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


def _body(operation: Operation, case: Case[Any]) -> Any:
    body = NOTHING if isinstance(case.body, NotSet) else case.body
    if isinstance(body, Mapping):
        body = {name: value for name, value in body.items() if name in operation.members}
    # An optional body that says nothing, null or without members, is not sent at all.
    return body if body or operation.body_required else NOTHING


def _segment(value: Any) -> Any:
    """A path parameter; cases hold strings as they stand in the path."""
    return unquote(value) if isinstance(value, str) else value


def _declared(
    operation: Operation, location: str, given: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The parameters that the contract lists; the others are credentials."""
    return {
        name: _typed(value, parameter.schema)
        for name, value in (given or {}).items()
        if (parameter := operation.parameter(location, name)) is not None
    }


def _typed(value: Any, schema: Mapping[str, Any]) -> Any:
    """A parameter as a value; cases hold booleans as they stand in the query."""
    if schema.get("type") == "boolean" and isinstance(value, str):
        return {"true": True, "false": False}[value]
    return value


def _converted(value: Any, hint: Any) -> Any:
    """The value as the richest type that the annotation allows."""
    options = (hint, *get_args(hint))
    if isinstance(value, list):
        sequences = [each for each in options if get_origin(each) is Sequence]
        return [_converted(item, *get_args(sequences[0])) for item in value] if sequences else value
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
