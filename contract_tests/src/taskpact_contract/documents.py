"""The published contracts, as the wheel carries them, and what the layers ask of them."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from attrs import frozen

from taskpact_contract.lifecycles import Cycle, read

APIS = ("agents_v2", "agent_tasks", "task_records", "agent_runs", "agent_runtime")
"""Every API, in the order in which all parts of the project list them."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@frozen
class Parameter:
    """A parameter of an operation; `location` is path, query or header, `example` may be None."""

    name: str
    location: str
    schema: Mapping[str, Any]
    example: Any


@frozen
class Operation:
    """One operation of a contract.

    Attributes:
        statuses: those that it documents, each with the media types of its body.
        headers: those of each status's answer, in small letters.
        answers: an example of each status's body; None of one that has none.
        members: those of the request's body that it lists.
        example: such a body; None if it takes none.
        secured: whether it wants credentials.
        destructive: whether it brings something to an end, by the life cycles.
    """

    id: str
    method: str
    path: str
    statuses: Mapping[int, frozenset[str]]
    headers: Mapping[int, frozenset[str]]
    answers: Mapping[int, Any]
    parameters: tuple[Parameter, ...]
    members: frozenset[str]
    example: Any
    body_required: bool
    secured: bool
    destructive: bool

    @property
    def pointer(self) -> str:
        """Where the contract describes it."""
        return f"#/paths/{self.path.replace('~', '~0').replace('/', '~1')}/{self.method.lower()}"

    @property
    def subject(self) -> str | None:
        """The path parameter that names what it is about: the last one, if there is any."""
        names = [each.name for each in self.parameters if each.location == "path"]
        return names[-1] if names else None

    @property
    def streams(self) -> bool:
        """Whether it answers with a stream of events."""
        return any("text/event-stream" in media for media in self.statuses.values())

    def parameter(self, location: str, name: str) -> Parameter | None:
        """The parameter of that name, if there is one."""
        for each in self.parameters:
            if (each.location, each.name) == (location, name):
                return each
        return None


def load(api: str) -> dict[str, Any]:
    """The OpenAPI document of an API, a fresh copy; raises ValueError for a name not in APIS."""
    document: dict[str, Any] = json.loads(_text(api))
    return document


@cache
def families() -> Mapping[str, tuple[str, ...]]:
    """The APIs of each family."""
    found: dict[str, tuple[str, ...]] = {}
    for api in APIS:
        family = load(api)["info"]["x-family"]
        found[family] = (*found.get(family, ()), api)
    return MappingProxyType(found)


@cache
def operations(api: str) -> Mapping[str, Operation]:
    """The operations of an API by their ids, in the order of the document."""
    document = load(api)
    found = [
        _operation(document, method, path, item)
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]
    return MappingProxyType({operation.id: operation for operation in found})


@cache
def cycles(api: str) -> tuple[Cycle, ...]:
    """The life cycles of an API."""
    return read(load(api))


@cache
def _text(api: str) -> str:
    if api not in APIS:
        raise ValueError(f"there is no API {api!r}: choose one of {', '.join(APIS)}")
    return (files("taskpact_contract") / "_specs" / f"{api}.json").read_text(encoding="utf-8")


def _operation(
    document: Mapping[str, Any], method: str, path: str, item: Mapping[str, Any]
) -> Operation:
    definition = item[method]
    parameters = (*item.get("parameters", ()), *definition.get("parameters", ()))
    body = _followed(document, definition.get("requestBody", {}))
    schemas = [media["schema"] for media in body.get("content", {}).values()]
    responses = {
        int(status): _followed(document, response)
        for status, response in definition["responses"].items()
    }
    return Operation(
        id=definition["operationId"],
        method=method.upper(),
        path=path,
        statuses={
            status: frozenset(response.get("content", ())) for status, response in responses.items()
        },
        headers={
            status: frozenset(name.lower() for name in response.get("headers", ()))
            for status, response in responses.items()
        },
        answers={
            status: next(
                (each.get("example") for each in response.get("content", {}).values()), None
            )
            for status, response in responses.items()
        },
        parameters=tuple(_parameter(_followed(document, each)) for each in parameters),
        members=frozenset(name for schema in schemas for name in _members(document, schema)),
        example=next((media.get("example") for media in body.get("content", {}).values()), None),
        body_required=body.get("required", False),
        secured=bool(definition.get("security", document.get("security"))),
        destructive=any(definition["operationId"] in each.ends for each in read(document)),
    )


def _parameter(definition: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name=definition["name"],
        location=definition["in"],
        schema=definition["schema"],
        example=definition.get("example"),
    )


def _members(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    """The members that an object schema lists, itself or in one of its parts."""
    schema = _followed(document, schema)
    yield from schema.get("properties", ())
    for keyword in ("allOf", "anyOf", "oneOf"):
        for part in schema.get(keyword, ()):
            yield from _members(document, part)


def _followed(document: Mapping[str, Any], value: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference leads to; anything else is itself."""
    while "$ref" in value:
        found: Any = document
        for part in value["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        value = found
    return value
