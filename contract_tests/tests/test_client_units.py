"""The clients against every answer that the contracts document, without a server."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from clients.python.tests.styles import Drive, both
from contract_tests.tests.clients import OPERATIONS, answering, called
from contract_tests.tests.stubs import (
    STREAM,
    Stub,
    call_of,
    described,
    every_stub,
    stubs_of,
    success_of,
    target_of,
)
from taskpact import errors
from taskpact_contract import APIS
from taskpact_contract.bridge import answers, wire
from taskpact_contract.bridge.callers import Events
from taskpact_contract.documents import operations

pytestmark = pytest.mark.units

DECODED = [
    (api, operation)
    for api, operation in OPERATIONS
    if success_of(api, operation).media == "application/json"
]
HTML = "<html>Welcome</html>"


@both
@pytest.mark.parametrize(("api", "operation"), OPERATIONS)
def test_documented_answers_come_out_as_what_they_mean(
    api: str, operation: str, drive: Drive
) -> None:
    """Results with all that the answers say, or errors with their status, code and message."""
    found = {stub.id: list(_faults(stub, drive)) for stub in stubs_of(api, operation)}
    assert {name: faults for name, faults in found.items() if faults} == {}


def _faults(stub: Stub, drive: Drive) -> Iterator[str]:
    """Each way in which the request is not the call, or what came of it not the answer."""
    api, operation = stub.api, stub.operation
    router, route = answering(stub.response())
    error: errors.TaskpactError | None = None
    value: Any = None
    try:
        value = called(drive, router, api, operation.id, max_retries=0)
    except errors.TaskpactError as raised:
        error = raised
    call = call_of(api, operation.id)
    yield from wire.request_faults(target_of(api), call, route.calls.last.request)
    exchange = stub.exchange()
    if error is not None:
        yield from answers.error_faults(exchange, error)
    else:
        decoded = Events(tuple(each.data for each in value)) if stub.media == STREAM else value
        yield from answers.value_faults(exchange, decoded)


@pytest.mark.parametrize("api", APIS)
def test_the_stubs_conform_themselves(api: str) -> None:
    found = {
        stub.id: list(
            answers.contract_faults(
                stub.operation, described(api, stub.operation.id), stub.exchange()
            )
        )
        for stub in every_stub()
        if stub.api == api
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_every_documented_answer_is_stubbed() -> None:
    documented = {
        (api, operation.id, status)
        for api in APIS
        for operation in operations(api).values()
        for status in operation.statuses
    }
    assert {(each.api, each.operation.id, each.status) for each in every_stub()} == documented


@both
@pytest.mark.parametrize(("api", "operation"), DECODED)
def test_a_success_that_is_no_json_is_a_decode_error(
    api: str, operation: str, drive: Drive
) -> None:
    stub = success_of(api, operation)
    for body in (stub.content[:-1], HTML.encode(), b"\xff", b""):
        router, _ = answering(httpx.Response(stub.status, content=body))
        with pytest.raises(errors.DecodeError) as caught:
            called(drive, router, api, operation, max_retries=0)
        assert (caught.value.operation, caught.value.attempts) == (operation, 1)


@both
@pytest.mark.parametrize(("api", "operation"), DECODED)
def test_a_success_is_read_whatever_media_type_it_claims(
    api: str, operation: str, drive: Drive
) -> None:
    stub = success_of(api, operation)
    values = [
        called(drive, answering(response)[0], api, operation, max_retries=0)
        for response in (
            stub.response(),
            httpx.Response(
                stub.status, content=stub.content, headers={"content-type": "text/html"}
            ),
        )
    ]
    assert values[0] == values[1]


@both
@pytest.mark.parametrize(("api", "operation"), DECODED)
def test_a_success_without_a_required_member_is_told_with_its_name(
    api: str, operation: str, drive: Drive
) -> None:
    stub = success_of(api, operation)
    for name in stub.required:
        body = {key: value for key, value in stub.body.items() if key != name}
        router, _ = answering(httpx.Response(stub.status, json=body))
        with pytest.raises(errors.DecodeError) as caught:
            called(drive, router, api, operation, max_retries=0)
        assert name in str(caught.value)


@both
@pytest.mark.parametrize(("api", "operation"), OPERATIONS)
def test_a_page_in_place_of_an_error_keeps_its_status(
    api: str, operation: str, drive: Drive
) -> None:
    page = httpx.Response(502, html=HTML)
    with pytest.raises(errors.ServerError) as caught:
        called(drive, answering(page)[0], api, operation, max_retries=0)
    error = caught.value
    assert (error.status, error.code, error.body) == (502, None, HTML)
    assert error.message.startswith("Bad Gateway, as text/html")
