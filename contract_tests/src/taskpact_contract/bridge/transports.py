"""Transports that note what goes by, and bound how long an answer takes and how large it is.

httpx bounds each read alone: a server that sends a byte now and then would keep it for ever.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Self

import httpcore
import httpx
from attrs import define

from taskpact_contract import trust
from taskpact_contract.bridge.decoding import Decoder, TooLargeError, UnreadableError
from taskpact_contract.bridge.wire import Exchange
from taskpact_contract.pace import Pace

LIMITS = httpx.Limits(keepalive_expiry=1)
"""Many a server closes a connection after 5 s, and may do so while a request is on its way."""

STREAM_SILENCE = 1.0
"""Seconds without a byte after which a stream that has brought something is left: one of work that
stands still never ends."""


class RecordingTransport(httpx.HTTPTransport):
    """Notes every exchange; the last one is what a call came to.

    `streams` says whether the next answers may be streams of events.
    """

    def __init__(self, pace: Pace) -> None:
        super().__init__(verify=trust.context(), limits=LIMITS)
        self.exchanges: list[Exchange] = []
        self.streams = False
        self._pace = pace
        self._network = _Network()
        # httpx hands no network backend on, and only there can the reads of a head be bounded.
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust.context(),
            keepalive_expiry=LIMITS.keepalive_expiry,
            network_backend=self._network,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request and note what goes by."""
        intake = self._network.intake = _Intake.of(self._pace, request, streams=self.streams)
        self.exchanges.append(intake.exchange)
        with intake.watching():
            response = super().handle_request(request)
        intake.begin(response)
        response.stream = _Tee(response.stream, intake)
        return response


class AsyncRecordingTransport(httpx.AsyncHTTPTransport):
    """The same for asyncio."""

    def __init__(self, pace: Pace) -> None:
        super().__init__(verify=trust.context(), limits=LIMITS)
        self.exchanges: list[Exchange] = []
        self.streams = False
        self._pace = pace

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request and note what goes by."""
        intake = _Intake.of(self._pace, request, streams=self.streams)
        self.exchanges.append(intake.exchange)
        with intake.watching():
            async with asyncio.timeout(intake.left):
                response = await super().handle_async_request(request)
        intake.begin(response)
        response.stream = _AsyncTee(response.stream, intake)
        return response


@define
class _Intake:
    """Takes in what comes of one exchange, as long as it is within the bounds.

    `ends` is when, by the monotonic clock, no more is waited for.
    """

    pace: Pace
    exchange: Exchange
    ends: float
    _decoder: Decoder | None = None
    _over: bool = False

    @classmethod
    def of(cls, pace: Pace, request: httpx.Request, *, streams: bool) -> Self:
        """That of a request which is sent now. Raises SpentError if it may not be."""
        pace.step()
        ends = monotonic() + pace.bounds.seconds
        return cls(pace, Exchange(request, streams=streams), ends)

    @property
    def left(self) -> float:
        """Seconds that more is waited for."""
        left = max(self.ends - monotonic(), 0.0)
        return min(left, STREAM_SILENCE) if self._flows else left

    @property
    def _flows(self) -> bool:
        """Whether it is a stream that has brought something: what it brings is judged."""
        return self.exchange.is_stream and bool(self.exchange.parts)

    def begin(self, response: httpx.Response) -> None:
        """The head is there."""
        self.exchange.response = response
        encoding = response.headers.get("content-encoding", "")
        try:
            self._decoder = Decoder(encoding, self.pace.bounds.largest)
        except UnreadableError as error:
            self.exchange.problem = str(error)

    def take(self, part: bytes) -> bytes:
        """The part, noted; raises an error of httpx if it comes too late, is too much or wrong.

        Nobody gets such a part, since what it means may fill the memory.
        """
        if not self.left:
            raise httpx.ReadTimeout(self.pace.bounds.late)
        if self._decoder is None:
            raise httpx.DecodingError(self.exchange.problem)
        try:
            self.exchange.parts.append(self._decoder.take(part))
        except UnreadableError as error:
            self.exchange.problem = str(error)
            raise httpx.DecodingError(self.exchange.problem) from None
        except TooLargeError:
            self.exchange.problem = self.pace.bounds.large
            raise httpx.ReadError(self.exchange.problem) from None
        return part

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Something is waited for: what keeps it from coming is noted."""
        try:
            yield
        except (httpx.TimeoutException, TimeoutError) as error:
            if not self._flows:
                self.exchange.problem = self.pace.bounds.late
                self._end(answered=False)
            raise httpx.ReadTimeout(self.pace.bounds.late) from error
        except httpx.ConnectError:
            self._end(answered=False)
            raise

    def close(self) -> None:
        """Nobody reads on."""
        self._end(answered=True)

    def _end(self, *, answered: bool) -> None:
        """Tell the pace what became of it, once."""
        if not self._over:
            self._over, self.exchange.unanswered = True, not answered
            tell = self.pace.answered if answered else self.pace.unanswered
            tell()


class _Tee(httpx.SyncByteStream):
    def __init__(self, stream: Any, intake: _Intake) -> None:
        self._stream, self._intake = stream, intake

    def __iter__(self) -> Iterator[bytes]:
        parts = iter(self._stream)
        while True:
            with self._intake.watching():
                part = next(parts, None)
                if part is None:
                    return
                self._intake.take(part)
            yield part

    def close(self) -> None:
        self._stream.close()
        self._intake.close()


class _AsyncTee(httpx.AsyncByteStream):
    def __init__(self, stream: Any, intake: _Intake) -> None:
        self._stream, self._intake = stream, intake

    async def __aiter__(self) -> AsyncIterator[bytes]:
        parts = aiter(self._stream)
        while True:
            with self._intake.watching():
                async with asyncio.timeout(self._intake.left):
                    part = await anext(parts, None)
                if part is None:
                    return
                self._intake.take(part)
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
        self._intake.close()


class _Network(httpcore.NetworkBackend):
    """Connections whose steps take no longer than the exchange under way may."""

    intake: _Intake

    def __init__(self) -> None:
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        del timeout
        left = self.left(httpcore.ConnectTimeout)
        stream = self._plain.connect_tcp(host, port, left, local_address, socket_options)
        return _Stream(stream, self)

    def left(self, late: type[Exception]) -> float:
        """Seconds for a step; raises `late` if there are none."""
        left = self.intake.left
        if not left:
            raise late
        return left


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream, network: _Network) -> None:
        self._stream, self._network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        del timeout
        return self._stream.read(max_bytes, self._network.left(httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        del timeout
        self._stream.write(buffer, self._network.left(httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        del timeout
        left = self._network.left(httpcore.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
