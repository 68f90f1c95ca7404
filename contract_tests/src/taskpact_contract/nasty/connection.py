"""A connection that sends any bytes, and reads what comes with care."""

import select
import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic
from typing import Self
from urllib.parse import SplitResult, urlsplit

import h11

from taskpact_contract import trust
from taskpact_contract.bounds import Bounds
from taskpact_contract.bridge.decoding import TooLargeError
from taskpact_contract.bridge.transports import STREAM_SILENCE
from taskpact_contract.bridge.wire import EVENTS
from taskpact_contract.nasty.messages import ROOM, Received, Sent

CONTINUE = 0.25
"""Seconds to wait for a server to ask for a body; most that do not know how never will."""

KEPT = 1.0
"""Seconds that an idle connection is used again within: many a server ends one after a while."""

Event = h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]


class NoAnswerError(Exception):
    """No answer that can be read; the message says what came instead. `late`: nothing did."""

    def __init__(self, message: str, *, late: bool = False) -> None:
        super().__init__(message)
        self.late = late


class Connection:
    """One connection at a time to a server; a new one where the last cannot be used again, or was
    not used for `kept` seconds."""

    def __init__(self, base_url: str, bounds: Bounds, kept: float = KEPT) -> None:
        self._address = urlsplit(base_url)
        self._bounds = bounds
        self._secure = trust.context() if self._address.scheme == "https" else None
        self._socket: socket.socket | None = None
        self._machine = h11.Connection(h11.CLIENT)
        self._early: Event | None = None
        self._kept, self._used = kept, 0.0

    def exchange(self, request: Sent) -> Received:
        """Send it and read the answer.

        Raises NoAnswerError if the server cannot be reached, ends the connection without an
        answer, sends something else or too much, or lets the time pass.
        """
        ends = monotonic() + self._bounds.seconds
        try:
            return self._exchange(request, ends)
        except (OSError, h11.RemoteProtocolError, TooLargeError) as error:
            failure = self._failure(error)
            self.close()
            raise failure from None

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close."""
        self.close()

    def _exchange(self, request: Sent, ends: float) -> Received:
        if monotonic() - self._used >= self._kept:
            self.close()
        if self._socket is None:
            self._socket = _connected(self._address, self._secure, ends)
            self._machine = h11.Connection(h11.CLIENT)
        else:
            self._machine.start_next_cycle()
        self._early = None
        self._note(request)
        sent = self._send(self._socket, request, ends)
        received = self._receive(self._socket, ends)
        self._used = monotonic()
        if not (sent and received.whole and self._machine.their_state is h11.DONE):
            self.close()
        return received

    def _failure(self, error: Exception) -> NoAnswerError:
        """What came instead of an answer, in words."""
        if isinstance(error, TimeoutError):
            return NoAnswerError(self._bounds.late, late=True)
        if isinstance(error, TooLargeError):
            return NoAnswerError(self._bounds.large)
        if isinstance(error, OSError):
            return NoAnswerError(f"the connection failed: {error}")
        if self._machine.trailing_data == (b"", True):
            return NoAnswerError("the server ended the connection before the end of its answer")
        return NoAnswerError(f"what came is no HTTP: {error}")

    def _note(self, request: Sent) -> None:
        """Tell the reader what its answer depends on: the method, and who ends the connection."""
        head = request.method.upper() == b"HEAD"
        fields = [(b"Host", b"x")]
        if request.version != b"1.1":
            fields.append((b"Connection", b"close"))
        method = b"HEAD" if head else b"GET"
        self._machine.send(h11.Request(method=method, target=b"/", headers=fields))
        self._machine.send(h11.EndOfMessage())

    def _send(self, wire: socket.socket, request: Sent, ends: float) -> bool:
        """Send all of it, unless an answer comes before; whether all was sent.

        A server that does not want to read on may answer and leave; then its answer counts.
        """
        with suppress(BrokenPipeError, ConnectionResetError):
            if not self._sent(wire, request.head(), ends):
                return False
            if request.framing == "waits" and not self._asked(wire, ends):
                return False
            return all(self._sent(wire, portion, ends) for portion in request.rest())
        return False

    def _sent(self, wire: socket.socket, data: bytes, ends: float) -> bool:
        """Whether all of the data could be sent before anything came."""
        left = memoryview(data)
        while left:
            if self._arrived(wire, 0.0):
                return False
            try:
                left = left[wire.send(left) :]
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                select.select([wire], [wire], [], _left_until(ends))
        return True

    def _asked(self, wire: socket.socket, ends: float) -> bool:
        """Whether the body may be sent: the server asked for it, or does not know that it can."""
        if not self._arrived(wire, CONTINUE):
            return True
        while (event := self._machine.next_event()) is h11.NEED_DATA:
            self._await(wire, ends)
        if isinstance(event, h11.InformationalResponse):
            return True
        self._early = event
        return False

    def _receive(self, wire: socket.socket, ends: float) -> Received:
        head: h11.Response | None = None
        body = bytearray()
        while True:
            event = self._early or self._machine.next_event()
            self._early = None
            if isinstance(event, h11.Response):
                head = event
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > self._bounds.largest:
                    raise TooLargeError
            elif isinstance(event, h11.EndOfMessage):
                whole = True
                break
            elif event is h11.NEED_DATA and not self._more(wire, head, body, ends):
                whole = False
                break
        assert head is not None, "no message ends before it begins"
        return Received(head.status_code, tuple(head.headers), bytes(body), whole)

    def _more(
        self, wire: socket.socket, head: h11.Response | None, body: bytearray, ends: float
    ) -> bool:
        """Whether more came; a stream is left behind its first event, or when it stands still.

        One that brings none is left when its time is over.
        """
        if head is not None and _media(head.headers) == EVENTS:
            left = min(max(ends - monotonic(), 0.0), STREAM_SILENCE)
            return b"\n\n" not in body and left > 0 and self._arrived(wire, left)
        self._await(wire, ends)
        return True

    def _await(self, wire: socket.socket, ends: float) -> None:
        if not self._arrived(wire, _left_until(ends)):
            raise TimeoutError

    def _arrived(self, wire: socket.socket, seconds: float) -> bool:
        """Whether something came within some seconds, be it the end; the reader has it then."""
        wire.settimeout(seconds)
        try:
            data = wire.recv(ROOM)
        except (TimeoutError, BlockingIOError, ssl.SSLWantReadError):
            return False
        self._machine.receive_data(data)
        return True


def _connected(address: SplitResult, secure: ssl.SSLContext | None, ends: float) -> socket.socket:
    host, port = address.hostname or "", address.port or (443 if secure else 80)
    plain = socket.create_connection((host, port), timeout=_left_until(ends))
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if secure is None:
        return plain
    try:
        return secure.wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _media(fields: Iterable[tuple[bytes, bytes]]) -> str:
    """The media type, in lower case and without parameters."""
    value = next((value for name, value in fields if name == b"content-type"), b"")
    return value.decode("latin-1").partition(";")[0].strip().lower()


def _left_until(ends: float) -> float:
    left = ends - monotonic()
    if left <= 0:
        raise TimeoutError
    return left
