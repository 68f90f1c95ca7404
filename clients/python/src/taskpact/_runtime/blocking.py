"""The driver of clients that block: sends, pauses, and hands the answers on.

What is sent again, when, and from where a stream goes on is decided in `calls` and `resuming`.
"""

import time
from collections.abc import Callable, Generator
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar, cast

from httpx_sse import EventSource

from taskpact.errors import CallFailed

from . import answers as received
from .calls import Call
from .credentials import Credentials
from .exchanges import Exchange
from .requests import Request
from .resuming import Resumption
from .streams import Event, EventStream, event, without_mark
from .watching import watched

if TYPE_CHECKING:
    import httpx

    from .clients import SyncClient

T = TypeVar("T")


def call(client: "SyncClient", request: Request, answers: received.Answers[T]) -> T:
    """Send a request, again where that is safe, until there is an answer."""
    client._home.check()
    course = Call(request, client._options)
    while True:
        try:
            with Exchange(client._hooks, course, client.base_url) as exchange:
                response = _answer(client, course, exchange, streams=False)
                try:
                    with watched(response, course.left()):
                        response.read()
                finally:
                    response.close()
                return received.read(course.request, exchange.url, answers, response)
        except CallFailed as error:
            time.sleep(course.pause(error, renewable=client._renew is not None))


def stream(client: "SyncClient", request: Request, decode: Callable[[Any], T]) -> EventStream[T]:
    """The events that a request opens."""
    return EventStream(_events(client, request, decode))


def _events(
    client: "SyncClient", request: Request, decode: Callable[[Any], T]
) -> Generator[Event[T], None, None]:
    client._home.check()
    course = Resumption[T](Call(request, client._options), client._is_last)
    while True:
        try:
            with closing(_connection(client, course, decode)) as events:
                for found in filter(course.accepts, events):
                    yield found
                    if course.over:
                        return
            pause = course.ended()
        except CallFailed as error:
            pause = course.broken(error, renewable=client._renew is not None)
        if pause is None:
            return
        time.sleep(pause)


def _connection(
    client: "SyncClient", course: Resumption[T], decode: Callable[[Any], T]
) -> Generator[Event[T], None, None]:
    """The events of one connection."""
    call = course.connect()
    with Exchange(client._hooks, call, client.base_url) as exchange:
        response = _answer(client, call, exchange, streams=True)
        try:
            with watched(response, call.left()):
                if not response.is_success:
                    response.read()
                    raise received.status_error(call.request, exchange.url, response)
                for frame in EventSource(without_mark(response)).iter_sse():
                    call.left()
                    if (found := event(call.request.operation, decode, frame)) is not None:
                        yield found
        finally:
            response.close()


def _answer(
    client: "SyncClient", call: Call, exchange: Exchange, *, streams: bool
) -> "httpx.Response":
    """The head of the answer to one attempt."""
    identity = client._identity
    if client._renew is not None:
        identity = client._security.headers(cast(Credentials, client._renew()))
    http = client._http
    request = client._built(http, call, exchange, identity, streams=streams)
    return exchange.answered(http.send(request, stream=True, follow_redirects=False))
