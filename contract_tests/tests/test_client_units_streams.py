"""Event streams that are cut, repeated or no streams at all, as both styles of clients see them."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from clients.python.tests.styles import Drive, Pauses, both
from contract_tests.tests.clients import OPERATIONS, answering, called, noted_pauses
from contract_tests.tests.stubs import LAST_EVENT, STREAM, document_of, frame, least, success_of
from taskpact import errors

pytestmark = [pytest.mark.units, pytest.mark.usefixtures("pauses")]

pauses = pytest.fixture(noted_pauses)

STREAMS = [
    (api, operation) for api, operation in OPERATIONS if success_of(api, operation).media == STREAM
]
IDS = ["1", "2", "3", "4"]


class _Cut(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that breaks off."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self._content
        raise httpx.ReadError("cut")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._content
        raise httpx.ReadError("cut")


def _events(api: str) -> list[bytes]:
    """Frames as small as the contract allows; the last says that there are no more."""
    document = document_of(api)
    schemas = document["components"]["schemas"]
    kinds = ["ProgressFrame"] * (len(IDS) - 1) + [LAST_EVENT]
    bodies = [least(document, schemas[kind]) for kind in kinds]
    return [
        frame({"id": number, "data": json.dumps(body)})
        for number, body in zip(IDS, bodies, strict=True)
    ]


def _response(*frames: bytes, cut: bool = False) -> httpx.Response:
    content = b"".join(frames)
    headers = {"content-type": STREAM}
    if cut:
        return httpx.Response(200, headers=headers, stream=_Cut(content))
    return httpx.Response(200, headers=headers, content=content)


def _ids(events: list[Any]) -> list[str]:
    return [event.id for event in events]


def test_there_is_a_stream() -> None:
    assert STREAMS == [("agents_v2", "stream_task")]


@both
@pytest.mark.parametrize("repeats", [False, True], ids=["goes on", "begins anew"])
@pytest.mark.parametrize("cut", [False, True], ids=["ended", "cut"])
@pytest.mark.parametrize("at", range(1, len(IDS)))
@pytest.mark.parametrize(("api", "operation"), STREAMS)
def test_a_stream_that_stops_early_is_resumed_behind_its_last_event(
    api: str, operation: str, at: int, cut: bool, repeats: bool, drive: Drive
) -> None:
    frames = _events(api)
    rest = frames if repeats else frames[at:]
    router, route = answering(_response(*frames[:at], cut=cut), _response(*rest))
    assert _ids(called(drive, router, api, operation, without=("last_event_id",))) == IDS
    sent = [call.request.headers.get("last-event-id") for call in route.calls]
    assert sent == [None, IDS[at - 1]]


@both
@pytest.mark.parametrize(("api", "operation"), STREAMS)
def test_half_an_event_is_none(api: str, operation: str, drive: Drive) -> None:
    frames = _events(api)
    first = _response(frames[0], frames[1][:-9], cut=True)
    router, route = answering(first, _response(*frames[1:]))
    assert _ids(called(drive, router, api, operation)) == IDS
    assert route.calls.last.request.headers["last-event-id"] == IDS[0]


@both
@pytest.mark.parametrize(("api", "operation"), STREAMS)
def test_a_stream_that_is_always_cut_is_given_up(api: str, operation: str, drive: Drive) -> None:
    router, route = answering(*(_response(_events(api)[0], cut=True) for _ in range(9)))
    with pytest.raises(errors.ConnectionFailed):
        called(drive, router, api, operation)
    assert route.call_count == 3


@both
@pytest.mark.parametrize(("api", "operation"), STREAMS)
def test_a_stream_waits_as_long_as_the_server_says(
    api: str, operation: str, drive: Drive, pauses: Pauses
) -> None:
    frames = _events(api)
    first = _response(b"retry: 70\n" + frames[0], cut=True)
    called(drive, answering(first, _response(*frames[1:]))[0], api, operation)
    assert pauses.seen == [0.07]


@both
@pytest.mark.parametrize(("api", "operation"), STREAMS)
def test_what_is_no_stream_is_a_stream_error(api: str, operation: str, drive: Drive) -> None:
    page = httpx.Response(200, html="<html>Welcome</html>")
    with pytest.raises(errors.StreamError):
        called(drive, answering(page)[0], api, operation)


@both
@pytest.mark.parametrize(("api", "operation"), STREAMS)
def test_an_event_that_is_no_json_is_a_decode_error(api: str, operation: str, drive: Drive) -> None:
    response = _response(_events(api)[0], frame({"id": "2", "data": '{"event": '}))
    with pytest.raises(errors.DecodeError):
        called(drive, answering(response)[0], api, operation)
