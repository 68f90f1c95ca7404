"""Calls of SDK methods in both styles, with the exchanges that they cause."""

import asyncio
from collections.abc import Callable
from itertools import islice
from typing import Any, Literal, Protocol, Self

import httpx
from attrs import frozen

import taskpact
from taskpact.errors import TimedOut
from taskpact_contract.bridge.calls import Call, arguments
from taskpact_contract.bridge.decoding import ACCEPTED
from taskpact_contract.bridge.transports import AsyncRecordingTransport, RecordingTransport
from taskpact_contract.bridge.wire import Exchange
from taskpact_contract.target import Target

Style = Literal["sync", "async"]

MAX_EVENTS = 20
"""How many events of a stream are read."""

HEADERS = {"accept-encoding": ACCEPTED}


@frozen
class Events:
    """What a stream brought, as far as it was read."""

    data: tuple[Any, ...]


class Caller(Protocol):
    """A client of the SDK; `exchanges` grows with what it sends."""

    exchanges: list[Exchange]

    def call(self, call: Call) -> Any:
        """The method's result, `Events` for a stream; raises what the method raises."""
        ...

    def __enter__(self) -> Self:
        """Itself."""
        ...

    def __exit__(self, *error: object) -> None:
        """Close the connections."""
        ...


def caller_of(target: Target, style: Style) -> Caller:
    """A caller of the target's API as its principal."""
    return AsyncCaller(target) if style == "async" else SyncCaller(target)


class SyncCaller:
    """Calls the blocking client."""

    def __init__(self, target: Target) -> None:
        self._transport = RecordingTransport(target.pace)
        self.exchanges = self._transport.exchanges
        self._api = target.api
        seconds = target.pace.bounds.seconds
        self._http = httpx.Client(transport=self._transport, timeout=seconds, headers=HEADERS)
        self._client = _client_class(target.api)(
            base_url=target.base_url,
            credentials=dict(target.principal.headers),
            max_retries=0,  # one call, one exchange; and no idempotency key of the client's own
            transport=self._http,
        )

    def call(self, call: Call) -> Any:
        """See Caller."""
        self._transport.streams = call.operation.streams
        found = getattr(self._client, call.operation.id)(**arguments(self._api, call))
        if not isinstance(found, taskpact.EventStream):
            return found
        data: list[Any] = []
        with found as stream:
            try:
                data.extend(event.data for event in islice(stream, MAX_EVENTS))
            except TimedOut:
                if not data:
                    raise
        return Events(tuple(data))

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the connections."""
        self._http.close()


class AsyncCaller:
    """Calls the client for asyncio, on an event loop of its own."""

    def __init__(self, target: Target) -> None:
        self._transport = AsyncRecordingTransport(target.pace)
        self.exchanges = self._transport.exchanges
        self._api = target.api
        self._runner = asyncio.Runner()
        seconds = target.pace.bounds.seconds
        self._http = httpx.AsyncClient(transport=self._transport, timeout=seconds, headers=HEADERS)
        self._client = _client_class(f"async_{target.api}")(
            base_url=target.base_url,
            credentials=dict(target.principal.headers),
            max_retries=0,  # one call, one exchange; and no idempotency key of the client's own
            transport=self._http,
        )

    def call(self, call: Call) -> Any:
        """See Caller."""
        self._transport.streams = call.operation.streams
        return self._runner.run(self._awaited(call))

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the connections and the loop."""
        self._runner.run(self._http.aclose())
        self._runner.close()

    async def _awaited(self, call: Call) -> Any:
        found = getattr(self._client, call.operation.id)(**arguments(self._api, call))
        if not isinstance(found, taskpact.AsyncEventStream):
            return await found
        data: list[Any] = []
        async with found as stream:
            try:
                async for event in stream:
                    data.append(event.data)
                    if len(data) == MAX_EVENTS:
                        break
            except TimedOut:
                if not data:
                    raise
        return Events(tuple(data))


def _client_class(api: str) -> Callable[..., Any]:
    """The SDK's client: `AgentsV2` for `agents_v2`."""
    found: Callable[..., Any] = getattr(taskpact, "".join(map(str.title, api.split("_"))))
    return found
