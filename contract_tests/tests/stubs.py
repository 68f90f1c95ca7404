"""Answers made of the contracts alone: what the documented statuses look like, without a server."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import httpx
import schemathesis
from attrs import field, frozen
from schemathesis.schemas import APIOperation

from taskpact_contract import APIS, Principal, Target
from taskpact_contract.bridge.calls import NOTHING, Call
from taskpact_contract.bridge.wire import Exchange
from taskpact_contract.documents import Operation, load, operations

STREAM = "text/event-stream"

LAST_EVENT = "CompleteFrame"
"""The schema of the event behind which no other comes."""

BASE_URL = "http://127.0.0.1:9"
"""Nobody listens there: what is not stubbed fails."""

CREDENTIALS = {"authorization": "Bearer demo-token"}


@frozen
class Stub:
    """One documented answer of an operation.

    `variant` is `example` for the one that the contract shows, `least` for one with nothing but
    what the schema requires, and null wherever that is allowed.
    """

    api: str
    operation: Operation = field(repr=lambda operation: str(operation.id))
    status: int
    variant: str
    media: str | None
    headers: Mapping[str, str]
    body: Any
    required: tuple[str, ...] = ()
    """The members that the body must have at its top."""

    @property
    def content(self) -> bytes:
        """The bytes of the body; of a stream, the example and an event that ends it."""
        if self.media is None:
            return b""
        if self.media == STREAM:
            document = document_of(self.api)
            last = least(document, document["components"]["schemas"][LAST_EVENT])
            return frame(self.body) + frame({"data": json.dumps(last)})
        return json.dumps(self.body).encode()

    @property
    def id(self) -> str:
        """Its name in tests."""
        return f"{self.api}.{self.operation.id}-{self.status}-{self.variant}"

    def response(self) -> httpx.Response:
        """A fresh response for a stubbed transport."""
        media = {} if self.media is None else {"content-type": self.media}
        return httpx.Response(self.status, headers={**self.headers, **media}, content=self.content)

    def exchange(self) -> Exchange:
        """The answer, as the bridge looks at it; the request does not matter."""
        request = httpx.Request(self.operation.method, BASE_URL + self.operation.path)
        return Exchange(request, self.response(), [self.content])


@cache
def every_stub() -> tuple[Stub, ...]:
    """Every documented answer of every API, in each of its variants."""
    return tuple(
        stub
        for api in APIS
        for operation in operations(api).values()
        for status in operation.statuses
        for stub in _stubs(api, operation, status)
    )


def stubs_of(api: str, operation: str) -> list[Stub]:
    """Every documented answer of an operation, in each of its variants."""
    return [each for each in every_stub() if (each.api, each.operation.id) == (api, operation)]


def success_of(api: str, operation: str) -> Stub:
    """The example of an operation's first success."""
    found = stubs_of(api, operation)
    return next(each for each in found if each.status < 300 and each.variant == "example")


def _stubs(api: str, operation: Operation, status: int) -> Iterator[Stub]:
    document = document_of(api)
    node = document["paths"][operation.path][operation.method.lower()]
    answer = _followed(document, node["responses"][str(status)])
    headers = _headers(document, answer)
    if not answer.get("content"):
        yield Stub(api, operation, status, "example", None, headers, None)
    for media, shape in answer.get("content", {}).items():
        required = tuple(_followed(document, shape["schema"]).get("required", ()))
        yield Stub(api, operation, status, "example", media, headers, shape["example"], required)
        if media != STREAM:
            body = least(document, shape["schema"])
            yield Stub(api, operation, status, "least", media, headers, body, required)


def call_of(api: str, operation: str) -> Call:
    """A call of an operation with everything that the contract shows."""
    described = operations(api)[operation]
    shown: dict[str, dict[str, Any]] = {"path": {}, "query": {}, "header": {}}
    for parameter in described.parameters:
        shown[parameter.location][parameter.name] = parameter.example
    document = document_of(api)
    node = document["paths"][described.path][described.method.lower()]
    body = _followed(document, node.get("requestBody", {})).get("content", {})
    example = body["application/json"]["example"] if body else NOTHING
    return Call(described, shown["path"], shown["query"], shown["header"], example)


def target_of(api: str) -> Target:
    """Where calls of an API would go, if anybody were there."""
    return Target(api=api, base_url=BASE_URL, principal=Principal(headers=CREDENTIALS))


@cache
def document_of(api: str) -> Mapping[str, Any]:
    """The contract of an API, read once."""
    return load(api)


@cache
def described(api: str, operation: str) -> APIOperation[Any, Any, Any, Any]:
    """The operation, as schemathesis knows it."""
    return schemathesis.openapi.from_dict(load(api)).find_operation_by_id(operation)


def frame(event: Mapping[str, Any]) -> bytes:
    """An event as a stream sends it."""
    return "".join(f"{name}: {value}\n" for name, value in event.items()).encode() + b"\n"


def least(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:
    """The smallest value of a schema: no more than it requires, and null where it may be."""
    schema = _followed(document, schema)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return None if None in schema["enum"] else schema["enum"][0]
    for word in ("anyOf", "oneOf"):
        if word in schema:
            return min((least(document, each) for each in schema[word]), key=_weight)
    kinds = schema.get("type", "null")
    kind = kinds if isinstance(kinds, str) else ("null" if "null" in kinds else kinds[0])
    if kind == "object":
        return _least_object(document, schema)
    if kind == "array":
        return [least(document, schema["items"])] * schema.get("minItems", 0)
    if kind == "string":
        return _least_string(schema)
    return {"null": None, "boolean": False}.get(kind, schema.get("minimum", 0))


def _least_object(document: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    properties = schema.get("properties", {})
    found = {name: least(document, properties[name]) for name in schema.get("required", ())}
    for part in schema.get("allOf", ()):
        found |= least(document, part)
    return found


def _least_string(schema: Mapping[str, Any]) -> str:
    forms = {"date-time": "2026-01-01T00:00:00Z", "date": "2026-01-01", "uri": "http://127.0.0.1"}
    length = max(int(schema.get("minLength", 0)), "pattern" in schema)
    return forms.get(schema.get("format", ""), "x" * length)


def _weight(value: Any) -> int:
    return 0 if value is None else len(json.dumps(value))


def _headers(document: Mapping[str, Any], answer: Mapping[str, Any]) -> dict[str, str]:
    """The header fields of an answer that the contract requires."""
    found = {}
    for name, header in answer.get("headers", {}).items():
        header = _followed(document, header)
        if header.get("required"):
            found[name] = str(header.get("example", least(document, header["schema"])))
    return found


def _followed(document: Mapping[str, Any], value: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in value:
        found: Any = document
        for part in value["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        value = found
    return value
