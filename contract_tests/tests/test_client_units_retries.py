"""What the clients try again, when, and with which key: every operation, no server, no waiting."""

import json
from collections.abc import Mapping

import httpx
import pytest
import respx

from clients.python.tests.styles import Drive, Pauses, both
from contract_tests.tests.clients import OPERATIONS, answering, called, noted_pauses
from contract_tests.tests.stubs import success_of
from taskpact import errors
from taskpact_contract import APIS
from taskpact_contract.documents import operations

pytestmark = pytest.mark.units

pauses = pytest.fixture(noted_pauses)

KEY = "idempotency_key"
WITHOUT_EFFECT = [("agent_runtime", "spawn_session"), ("agent_runtime", "claim_next_task")]
"""They take a key and do not look at it, as the contract says."""

KEYED = [
    (api, operation)
    for api, operation in OPERATIONS
    if KEY in operations(api)[operation].members and (api, operation) not in WITHOUT_EFFECT
]
PASSING = (408, 429, 500, 502, 503, 504, 529)
"""Statuses behind which the same request may succeed."""

REFUSALS = (429,)
"""Those by which the server says that it did not act: even a plain write may be sent again."""

STAYING = (400, 404, 409, 501)
"""Statuses that time does not change."""

DATE = "Wed, 21 Oct 2026 07:28:00 GMT"
FORMS: Mapping[str, tuple[Mapping[str, str], float, float]] = {
    "nothing": ({}, 0.37, 0.5),
    "seconds": ({"Retry-After": "2"}, 2.0, 2.2),
    "a date": ({"Retry-After": "Wed, 21 Oct 2026 07:28:03 GMT", "Date": DATE}, 3.0, 3.3),
    "a date that is over": ({"Retry-After": DATE, "Date": DATE}, 0.0, 0.0),
    "milliseconds": ({"Retry-After-Ms": "1500"}, 1.5, 1.65),
    "milliseconds first": ({"Retry-After-Ms": "1500", "Retry-After": "9"}, 1.5, 1.65),
    "nonsense": ({"Retry-After": "soon"}, 0.37, 0.5),
}
"""Each form of Retry-After, with the shortest and the longest pause that it leads to."""


def _repeatable(api: str, operation: str, status: int) -> bool:
    described = operations(api)[operation]
    safe = described.method == "GET" or (api, operation) in KEYED
    return status in REFUSALS or (status in PASSING and safe)


@both
@pytest.mark.parametrize(("api", "operation"), OPERATIONS)
def test_what_is_tried_again_follows_from_the_status_and_the_operation(
    api: str, operation: str, drive: Drive, pauses: Pauses
) -> None:
    attempts = {}
    for status in PASSING + STAYING:
        router, route = answering(*(httpx.Response(status) for _ in range(3)))
        with pytest.raises(errors.StatusError) as caught:
            called(drive, router, api, operation)
        assert (caught.value.status, caught.value.attempts) == (status, route.call_count)
        attempts[status] = route.call_count
    assert attempts == {
        status: 3 if _repeatable(api, operation, status) else 1 for status in PASSING + STAYING
    }


@both
@pytest.mark.parametrize(("api", "operation"), OPERATIONS)
def test_a_refusal_that_passes_is_overcome(
    api: str, operation: str, drive: Drive, pauses: Pauses
) -> None:
    refusal, good = httpx.Response(429), success_of(api, operation).response()
    router, route = answering(refusal, good)
    called(drive, router, api, operation, max_retries=1)
    assert (route.call_count, len(pauses.seen)) == (2, 1)


@both
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("api", APIS)
def test_the_server_says_when_to_come_again(
    api: str, form: str, drive: Drive, pauses: Pauses
) -> None:
    headers, shortest, longest = FORMS[form]
    operation = next(iter(operations(api)))
    busy, good = httpx.Response(429, headers=headers), success_of(api, operation).response()
    called(drive, answering(busy, good)[0], api, operation, max_retries=1)
    assert shortest <= pauses.seen[0] <= longest


@both
@pytest.mark.parametrize("api", APIS)
def test_a_wait_of_an_hour_is_left_to_the_caller(api: str, drive: Drive, pauses: Pauses) -> None:
    router, _ = answering(httpx.Response(429, headers={"Retry-After": "3600"}))
    with pytest.raises(errors.RateLimited) as caught:
        called(drive, router, api, next(iter(operations(api))))
    assert (caught.value.retry_after, pauses.seen) == (3600.0, [])


# Idempotency keys


def _keys(route: respx.Route) -> list[str | None]:
    return [json.loads(call.request.content).get(KEY) for call in route.calls]


@both
@pytest.mark.parametrize(("api", "operation"), KEYED)
def test_every_attempt_carries_the_same_key_and_every_call_another(
    api: str, operation: str, drive: Drive, pauses: Pauses
) -> None:
    seen = []
    for _ in range(2):
        faults: list[httpx.Response | Exception] = [httpx.Response(503), httpx.ReadError("cut")]
        router, route = answering(*faults, success_of(api, operation).response())
        called(drive, router, api, operation, without=(KEY,))
        assert len({call.request.content for call in route.calls}) == 1
        seen.append(_keys(route)[0])
    assert None not in seen
    assert len(set(seen)) == 2


@both
@pytest.mark.parametrize(("api", "operation"), KEYED)
def test_the_callers_own_key_is_kept(
    api: str, operation: str, drive: Drive, pauses: Pauses
) -> None:
    router, route = answering(httpx.Response(503), success_of(api, operation).response())
    called(drive, router, api, operation, idempotency_key="mine")
    assert _keys(route) == ["mine", "mine"]


@both
@pytest.mark.parametrize(("api", "operation"), KEYED)
def test_a_call_that_is_not_tried_again_has_no_key(api: str, operation: str, drive: Drive) -> None:
    router, route = answering(success_of(api, operation).response())
    called(drive, router, api, operation, without=(KEY,), max_retries=0)
    assert _keys(route) == [None]


@both
@pytest.mark.parametrize(("api", "operation"), WITHOUT_EFFECT)
def test_a_key_that_nobody_looks_at_makes_no_write_repeatable(
    api: str, operation: str, drive: Drive, pauses: Pauses
) -> None:
    router, route = answering(httpx.ReadError("cut"))
    with pytest.raises(errors.ConnectionFailed) as caught:
        called(drive, router, api, operation, idempotency_key="mine")
    assert (caught.value.outcome, route.call_count) == ("unknown", 1)
