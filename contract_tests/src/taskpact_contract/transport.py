"""How schemathesis's requests reach a server, and what of its answers is let through.

Its probes, its checks and its tests make sessions of their own. They are all made of two classes,
and those are exchanged while a layer runs: whatever is sent is counted, is waited for and read only
as far as the pace's bounds allow, and is never sent on to where a redirect leads.
"""

import io
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from http.client import HTTPResponse
from socket import socket
from typing import Any, ClassVar
from unittest.mock import patch

import requests
from attrs import define, frozen
from requests.adapters import HTTPAdapter
from schemathesis.core.transport import is_event_stream
from schemathesis.engine.errors import never_reached_server
from schemathesis.transport.requests import ManagedCookiesSession
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.response import HTTPResponse as Body

from taskpact_contract.pace import Pace

DEEPEST = 500
"""Levels of JSON that are let through: schemathesis reads values by recursion."""

_PART = 64 * 1024
_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+"|([\[{])|[\]}]', re.DOTALL)


@define
class _Clock:
    """When the answer has to be there whole, and how long one read may take, None for as long."""

    deadline: float
    patience: float | None = None

    def left(self) -> float:
        """Seconds for a read; raises TimeoutError if there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left if self.patience is None else min(left, self.patience)


_clock: ContextVar[_Clock] = ContextVar("_clock")
"""That of the answer that is waited for."""

Streams = Callable[[str, str], bool]
"""Whether the operation of a method and a URL answers with a stream of events."""


class LateError(requests.Timeout):
    """The answer is not there in time, or not whole."""


class UnreadableError(requests.RequestException):
    """There is an answer, but it is not let through."""


class _PassedOverError(UnreadableError, requests.Timeout):
    """The same in a sequence of requests: of all errors it goes on only after a time-out."""


@frozen
class _Guard:
    """What the sessions of one run keep to."""

    pace: Pace
    streams: Streams
    unreadable: type[UnreadableError]


@contextmanager
def guarded(pace: Pace, streams: Streams, *, sequences: bool) -> Iterator[None]:
    """Meanwhile all that schemathesis sends is sent by `pace`, and is bounded.

    There is one schemathesis in a process: two of these at a time disturb each other.
    """
    guard = _Guard(pace, streams, _PassedOverError if sequences else UnreadableError)
    session = type("_Session", (_Session,), {"guard": guard})
    with patch.multiple(
        "schemathesis.transport.requests",
        ManagedCookiesSession=session,
        SameHostRedirectsSession=session,
    ):
        yield


class _Session(ManagedCookiesSession):
    """Sends by the pace, reads what is in bounds, and follows no redirect."""

    guard: ClassVar[_Guard]

    def __init__(self) -> None:
        super().__init__()
        self.mount("https://", _Adapter())
        self.mount("http://", _Adapter())

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Nowhere: the redirect is the answer."""
        return None

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """Send it when its turn comes; the answer is read whole, unless it is a promised stream.

        The time-out that schemathesis gives is that of a stream's silence; heads may take longer.
        Raises SpentError if the request has no turn, LateError and UnreadableError.
        """
        pace = self.guard.pace
        pace.step()
        clock = _Clock(time.monotonic() + pace.bounds.seconds)
        _clock.set(clock)
        whole = {**kwargs, "stream": True, "timeout": pace.bounds.seconds}
        try:
            response = super().send(request, **whole)
            problem = self._read(response, clock, kwargs.get("timeout"))
        except requests.RequestException as error:
            broken_off = isinstance(error, requests.ConnectionError | requests.Timeout)
            late = broken_off and time.monotonic() >= clock.deadline
            if late or isinstance(error, requests.Timeout) or never_reached_server(error):
                pace.unanswered()
            if late:
                raise LateError(pace.bounds.late, request=request) from error
            raise
        pace.answered()
        if problem is not None:
            response.close()
            raise self.guard.unreadable(problem, request=request)
        return response

    def _read(
        self, response: requests.Response, clock: _Clock, silence: float | None
    ) -> str | None:
        """Read the body; why the answer is not let through."""
        events = is_event_stream(response.headers.get("Content-Type"))
        if events and self.guard.streams(str(response.request.method), str(response.request.url)):
            clock.patience = silence
            self._bound(response)
            return None
        bounds = self.guard.pace.bounds
        content = bytearray()
        try:
            for part in response.iter_content(_PART):
                content += part
                if len(content) > bounds.largest:
                    return bounds.large
        except requests.exceptions.ContentDecodingError:
            return "the body is not what its Content-Encoding says"
        response._content = bytes(content)
        if events:  # schemathesis reads a stream from where the answer comes from
            response.raw = Body(io.BytesIO(content), preload_content=False)
        return None if not _deep(content) else f"the answer nests more than {DEEPEST} levels deep"

    def _bound(self, response: requests.Response) -> None:
        """Let no more of a stream be read than of any other answer."""
        bounds = self.guard.pace.bounds
        left, read1 = bounds.largest, response.raw.read1

        def read(*args: Any, **kwargs: Any) -> bytes:
            nonlocal left
            part: bytes = read1(*args, **kwargs)
            left -= len(part)
            if left < 0:
                response.close()
                raise self.guard.unreadable(bounds.large, request=response.request)
            return part

        response.raw.read1 = read


class _Adapter(HTTPAdapter):
    """Connects so that the deadline is kept."""

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> HTTPConnectionPool:
        """A pool of such connections, with or without a proxy."""
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        secure = isinstance(pool, HTTPSConnectionPool)
        timely: type[Any] = _SecureConnection if secure else _Connection
        pool.ConnectionCls = timely
        return pool


class _Timely(io.RawIOBase):
    """What a server sends, until the deadline: a time-out alone begins anew with each byte."""

    def __init__(self, source: io.RawIOBase, sock: socket) -> None:
        self._source, self._socket, self._clock = source, sock, _clock.get()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Raises TimeoutError when the deadline has passed."""
        left = self._clock.left()
        patience = self._socket.gettimeout()
        self._socket.settimeout(left if patience is None else min(left, patience))
        try:
            return self._source.readinto(buffer)
        finally:
            self._socket.settimeout(patience)

    def close(self) -> None:
        self._source.close()
        super().close()


class _TimelyResponse(HTTPResponse):
    """An answer whose head and body are there by the deadline."""

    def __init__(self, sock: socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_Timely(self.fp.detach(), sock))


class _Connection(HTTPConnection):
    response_class = _TimelyResponse


class _SecureConnection(HTTPSConnection):
    response_class = _TimelyResponse


def _deep(content: bytes | bytearray) -> bool:
    """Whether a body has more levels of JSON than are let through."""
    if content.count(b"[") + content.count(b"{") <= DEEPEST:
        return False
    depth = 0
    for found in _BRACKET.finditer(content):
        if found[1]:
            depth += 1
        elif found[0] in (b"]", b"}"):
            depth -= 1
        if depth > DEEPEST:
            return True
    return False
