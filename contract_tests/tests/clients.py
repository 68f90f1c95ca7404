"""Calls of the clients in both styles, with everything that the contracts show, and no server."""

import asyncio
import threading
import time
from collections.abc import Callable, Collection
from typing import Any

import httpx
import pytest
import respx

from clients.python.tests.styles import Drive, Pauses, events_of
from contract_tests.tests.stubs import BASE_URL, CREDENTIALS, call_of
from taskpact_contract import APIS
from taskpact_contract.bridge.calls import arguments
from taskpact_contract.documents import operations

OPERATIONS = [(api, operation) for api in APIS for operation in operations(api)]


def called(
    drive: Drive,
    router: respx.Router,
    api: str,
    operation: str,
    *,
    without: Collection[str] = (),
    max_retries: int = 2,
    **more: Any,
) -> Any:
    """What a call with the contract's example comes to; a stream is read to its end.

    `more` arguments are added to the example's, those `without` are left out.
    """
    shown = arguments(api, call_of(api, operation)) | more
    given = {name: value for name, value in shown.items() if name not in without}
    act: Callable[[Any], Any] = lambda client: getattr(client, operation)(**given)  # noqa: E731
    if operation.startswith("stream_"):
        act = events_of(act)
    name = "".join(map(str.title, api.split("_")))
    transport = httpx.MockTransport(router.handler)
    return drive(
        name,
        BASE_URL,
        act,
        credentials=CREDENTIALS,
        transport=transport,
        max_retries=max_retries,
    )


def answering(*responses: httpx.Response | Exception) -> tuple[respx.Router, respx.Route]:
    """A transport that gives each request the next response, and its only route."""
    router = respx.Router()
    return router, router.route().mock(side_effect=list(responses))


def noted_pauses(monkeypatch: pytest.MonkeyPatch) -> Pauses:
    """Pauses that are noted and not taken; a fixture of the modules whose calls are repeated."""
    noted, here = Pauses(), threading.get_ident()
    sleep, sleep_later = time.sleep, asyncio.sleep

    def slept(seconds: float) -> None:
        (noted if threading.get_ident() == here else sleep)(seconds)

    async def slept_later(seconds: float) -> None:
        # A server of other tests may run in a thread of its own, with a rhythm of its own.
        await (noted.later if threading.get_ident() == here else sleep_later)(seconds)

    monkeypatch.setattr("time.sleep", slept)
    monkeypatch.setattr("asyncio.sleep", slept_later)
    return noted
