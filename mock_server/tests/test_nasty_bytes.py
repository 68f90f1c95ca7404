"""Bodies that nobody should send: every operation refuses them in its API's own words."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from mock_server.tests.wire import WorldClient
from taskpact_mock.contract.load import APIS, load, resolve
from taskpact_mock.contract.model import Operation
from taskpact_mock.contract.validators import Validators

CONTRACTS = {name: load(name) for name in APIS}
VALIDATORS = {name: Validators(contract) for name, contract in CONTRACTS.items()}
OPERATIONS = [
    operation
    for contract in CONTRACTS.values()
    for operation in contract.operations.values()
    if operation.body is not None
]
JSON = "application/json"

BODIES: dict[str, bytes] = {
    "nothing": b"",
    "blank": b"  ",
    "cut": b'{"a": ',
    "null": b"null",
    "number": b"7",
    "text": b'"text"',
    "array": b"[]",
    "empty object": b"{}",
    "NaN": b'{"a": NaN}',
    "Infinity": b'{"a": Infinity}',
    "beyond a double": b'{"a": 1e400}',
    "400 digits": b'{"a": ' + b"9" * 400 + b"}",
    "5,000 digits": b'{"a": ' + b"9" * 5000 + b"}",
    "repeated name": b'{"a": 1, "a": 2}',
    "repeated name below": b'{"b": [{"a": 1, "a": 2}]}',
    "repeated name beyond 16 KiB": b'{"b": "' + b"x" * 20_000 + b'", "a": 1, "a": 2}',
    "byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": "{}".encode("utf-16"),
    "bad UTF-8": b'{"a": "\xff"}',
    "surrogate in UTF-8": b'{"a": "\xed\xa0\x80"}',
    "lone surrogate": rb'{"a": "\ud800"}',
    "raw NUL": b'{"a": "\x00"}',
    "only NUL": b"\0" * 100,
    "NUL in a name": rb'{"\u0000": 1}',
    "190 levels": b'{"a": ' + b"[" * 189 + b"]" * 189 + b"}",
    "300 levels": b'{"a": ' + b"[" * 299 + b"]" * 299 + b"}",
    "1,000 levels": b'{"a":' * 1000 + b"1" + b"}" * 1000,
    "100,000 levels": b"[" * 100_000,
    "10,000 names": json.dumps({str(number): number for number in range(10_000)}).encode(),
    "long text": b'{"a": "' + b"x" * 1_000_000 + b'"}',
}
VALUES: dict[str, str] = {
    "null": "null",
    "true": "true",
    "minus one": "-1",
    "half": "0.5",
    "int64 and one": "9223372036854775808",
    "below int64": "-9223372036854775809",
    "uint64 and one": "18446744073709551616",
    "largest double": "1.7976931348623157e308",
    "empty text": '""',
    "white space": '" \\t\\n\\r\\u00a0\\u3000"',
    "NUL": '"a \\u0000 b"',
    "astral": '"\\ud83d\\ude00 \\ud83d\\ude00 \\ud83d\\ude00"',
    "controls": '"\\u0001 \\u001f \\u007f \\u0085 \\u2028"',
    "long": json.dumps("two words " * 10_000),
    "array": "[]",
    "nulls": "[null, null]",
    "object": "{}",
    "odd names": '{"": "", "\\u0000": 1, "__proto__": {}, "$ref": "#"}',
    "150 levels": "[" * 150 + "]" * 150,
    "objects": '[{"a": ' * 70 + "1" + "}]" * 70,
}


def example(operation: Operation) -> dict[str, Any]:
    """The body that the contract shows for the operation."""
    document = CONTRACTS[operation.api].document
    node = document["paths"][operation.template][operation.method.lower()]["requestBody"]
    media = resolve(document, node)["content"][JSON]
    found: Any = media["example"]
    return dict(found)


def changed(operation: Operation) -> Iterator[tuple[str, bytes]]:
    """The example with each of its members replaced by each of the values."""
    body = example(operation)
    for name in body:
        for what, value in VALUES.items():
            others = {key: json.dumps(body[key]) for key in body if key != name}
            members = {**others, name: value}
            text = ", ".join(f"{json.dumps(key)}: {part}" for key, part in members.items())
            yield f"{name} {what}", f"{{{text}}}".encode()


@pytest.fixture
def send(make_world: Callable[..., WorldClient]) -> Callable[..., httpx.Response]:
    """Sends a body to an operation as the default principal, in a world whose time flies."""
    world = make_world(clock="auto")

    def call(operation: Operation, body: bytes, media: str | None = JSON) -> httpx.Response:
        known = world.get("/_mock/credentials").json()[operation.api]
        parameters = {
            each.name: known["parameters"].get(each.name, 1)
            for each in operation.parameters
            if each.location == "path"
        }
        path = operation.template.format(**parameters)
        headers = known["headers"] if media is None else {**known["headers"], "content-type": media}
        return world.request(operation.method, path, content=body, headers=headers)

    return call


def misfit(operation: Operation, response: httpx.Response) -> str | None:
    """Why an answer is not one that the contract documents, or that it is a failure."""
    if response.status_code >= 500:
        return f"{response.status_code}: {response.text[:200]}"
    if response.status_code not in operation.responses:
        return f"{response.status_code} is not documented: {response.text[:200]}"
    checks = VALIDATORS[operation.api].operations[operation.id]
    check = checks.answer(response.status_code, JSON)
    if check is not None and not check.accepts(response.json()):
        return f"{response.status_code} has another shape: {response.text[:200]}"
    return None


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: f"{each.api}.{each.id}")
def test_nasty_bodies_are_answered_in_the_apis_own_words(
    send: Callable[..., httpx.Response], operation: Operation
) -> None:
    found = {what: misfit(operation, send(operation, body)) for what, body in BODIES.items()}
    assert {what: why for what, why in found.items() if why} == {}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: f"{each.api}.{each.id}")
def test_nasty_values_are_answered_in_the_apis_own_words(
    send: Callable[..., httpx.Response], operation: Operation
) -> None:
    found = {what: misfit(operation, send(operation, body)) for what, body in changed(operation)}
    assert {what: why for what, why in found.items() if why} == {}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: f"{each.api}.{each.id}")
@pytest.mark.parametrize(
    "media",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/json; charset=utf-16",
        "application/json; charset=latin-1",
        "application/json; charset=no-such-thing",
        "application/json; charset",
        "nonsense",
        ";",
    ],
)
def test_odd_media_types_are_answered_in_the_apis_own_words(
    send: Callable[..., httpx.Response], operation: Operation, media: str
) -> None:
    body = json.dumps(example(operation)).encode()
    assert misfit(operation, send(operation, body, media)) is None
