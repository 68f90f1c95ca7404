"""The published contracts, as the wheel carries them."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from attrs import frozen

APIS = ("agents_v2", "agent_tasks", "task_records", "agent_runs", "agent_runtime")
"""Every API, in the order in which all parts of the project list them."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@frozen
class Operation:
    """One operation of a contract.

    `statuses` are those that it documents, `definition` is its object in the document.
    """

    id: str
    method: str
    path: str
    statuses: frozenset[int]
    definition: Mapping[str, Any]


def load(api: str) -> dict[str, Any]:
    """The OpenAPI document of an API, a fresh copy; raises ValueError for a name not in APIS."""
    document: dict[str, Any] = json.loads(_text(api))
    return document


@cache
def operations(api: str) -> Mapping[str, Operation]:
    """The operations of an API by their ids, in the order of the document."""
    found = [
        Operation(
            id=definition["operationId"],
            method=method.upper(),
            path=path,
            statuses=frozenset(map(int, definition["responses"])),
            definition=definition,
        )
        for path, item in load(api)["paths"].items()
        for method, definition in item.items()
        if method in METHODS
    ]
    return MappingProxyType({operation.id: operation for operation in found})


@cache
def _text(api: str) -> str:
    if api not in APIS:
        raise ValueError(f"there is no API {api!r}: choose one of {', '.join(APIS)}")
    return (files("taskpact_contract") / "_specs" / f"{api}.json").read_text(encoding="utf-8")
