"""The driver of clients for asyncio; see `blocking`."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, TypeVar

from httpx_sse import EventSource

from taskpact.errors import CallFailed

from . import answers as received
from .calls import Call
from .exchanges import Exchange
from .requests import Request
from .resuming import Resumption
from .streams import AsyncEventStream, Event, event, without_mark

if TYPE_CHECKING:
    import httpx

    from .clients import AsyncClient

T = TypeVar("T")


async def call(client: "AsyncClient", request: Request, answers: received.Answers[T]) -> T:
    """Send a request, again where that is safe, until there is an answer."""
    client._home.check(asyncio.get_running_loop())
    course = Call(request, client._options)
    while True:
        try:
            with Exchange(client._hooks, course, client.base_url) as exchange:
                response = await _answer(client, course, exchange, streams=False)
                return received.read(course.request, exchange.url, answers, response)
        except CallFailed as error:
            await asyncio.sleep(course.pause(error, renewable=client._renew is not None))


def stream(
    client: "AsyncClient", request: Request, decode: Callable[[Any], T]
) -> AsyncEventStream[T]:
    """The events that a request opens."""
    return AsyncEventStream(_events(client, request, decode))


async def _events(
    client: "AsyncClient", request: Request, decode: Callable[[Any], T]
) -> AsyncGenerator[Event[T], None]:
    client._home.check(asyncio.get_running_loop())
    course = Resumption[T](Call(request, client._options), client._is_last)
    while True:
        try:
            async with aclosing(_connection(client, course, decode)) as events:
                async for found in events:
                    if course.accepts(found):
                        yield found
                        if course.over:
                            return
            pause = course.ended()
        except CallFailed as error:
            pause = course.broken(error, renewable=client._renew is not None)
        if pause is None:
            return
        await asyncio.sleep(pause)


async def _connection(
    client: "AsyncClient", course: Resumption[T], decode: Callable[[Any], T]
) -> AsyncGenerator[Event[T], None]:
    """The events of one connection."""
    call = course.connect()
    with Exchange(client._hooks, call, client.base_url) as exchange:
        response = await _answer(client, call, exchange, streams=True)
        try:
            if not response.is_success:
                await response.aread()
                raise received.status_error(call.request, exchange.url, response)
            frames = EventSource(without_mark(response)).aiter_sse()
            while True:
                async with asyncio.timeout(call.left()):
                    frame = await anext(frames, None)
                if frame is None:
                    break
                if (found := event(call.request.operation, decode, frame)) is not None:
                    yield found
        finally:
            await response.aclose()


async def _answer(
    client: "AsyncClient", call: Call, exchange: Exchange, *, streams: bool
) -> "httpx.Response":
    """The answer to one attempt; of a stream its head."""
    identity = client._identity
    if client._renew is not None:
        given = client._renew()
        given = await given if isinstance(given, Awaitable) else given
        identity = client._security.headers(given)
    http = client._http
    request = client._built(http, call, exchange, identity, streams=streams)
    async with asyncio.timeout(call.left()):
        response = await http.send(request, stream=streams, follow_redirects=False)
    return exchange.answered(response)
