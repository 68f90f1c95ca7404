"""HTTP on one connection, with a short way for requests that are answered at once."""

import asyncio
import socket
import struct
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from taskpact_mock.api import Answer, Request
from taskpact_mock.app import App
from taskpact_mock.pipeline.faulty import CONNECTION
from taskpact_mock.pipeline.request import headers_of

_NO_LINGER = struct.pack("ii", 1, 0)
"""Makes the system reset a connection that is closed, not end it."""


class Connection(HttpToolsProtocol):
    """HTTP for the mock's application; the application may close the connection unanswered.

    uvicorn makes a task for each request, and messages that go back and forth between it and the
    application; that costs more than most answers. So a request that came whole is taken to the
    application directly, and answered at once if the application can do that. What waits, streams,
    comes in parts or needs any other care goes uvicorn's way, with the same bytes as a result.
    """

    def __init__(self, config: Any, *args: Any, **more: Any) -> None:
        super().__init__(config, *args, **more)
        # What stands in front of the mock, or derives from it, expects every request by ASGI.
        self._mock: App | None = config.app if type(config.app) is App else None
        self._parts: list[bytes] | None = None
        """The body so far of a request that may go the short way; None for any other."""
        self._idle_since: float | None = None
        """When the last short answer went out, by the loop's clock; None once more has come."""
        self._idle_timer: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        """Read on; a request that has not come whole by now goes uvicorn's way."""
        super().data_received(data)
        if self._parts is not None:
            self._hand_over(self.app)

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is no more."""
        if self._idle_timer is not None:
            self._idle_timer.cancel()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """A request begins; see `_begin_scope`."""
        self._idle_since = None
        self.url = b""
        self.expect_100_continue = False
        self.headers = []

    def on_headers_complete(self) -> None:
        """Its head is here: decide the way."""
        if self._mock is not None and self._is_plain():
            self._parts = []
        else:
            self._begin_scope()
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A part of its body."""
        if self._parts is None:
            super().on_body(body)
        else:
            self._parts.append(body)

    def on_message_complete(self) -> None:
        """It is here whole: answer it, or hand it over with what is known of its answer."""
        if self._parts is None or self._mock is None:
            super().on_message_complete()
            return
        headers = headers_of(self.headers)
        if "x-forwarded-proto" in headers:  # uvicorn knows which proxies it may believe
            self._hand_over(self.app)
            super().on_message_complete()
            return
        url = httptools.parse_url(self.url)
        parser: Any = self.parser
        request = Request(
            parser.get_method().decode("ascii"),
            url.path.decode("ascii"),
            url.query or b"",
            headers,
            self.scheme or "http",
            self.server,
            b"".join(self._parts),
        )
        exchange, given = self._mock.begin(request)
        # Fields of an answer's own may be a script's, and uvicorn looks whether they can be sent.
        if isinstance(given, Answer) and given.stream is None and not given.headers:
            self._parts = None
            lines = [b"%b: %b\r\n" % field for field in self._mock.fields(exchange, given)]
            head = b"".join((STATUS_LINE[given.status], *lines, b"\r\n"))
            self.transport.writelines((head, given.body))
            self._mock.leave(exchange)
            self._rest()
        else:
            self._hand_over(partial(self._mock.finish, exchange, given))
            super().on_message_complete()

    def _rest(self) -> None:
        """A short answer is out; wait for the next request no longer than uvicorn would.

        It makes a timer for each answer. This one is made once, and looks again when it ends.
        """
        self.server_state.total_requests += 1
        self._idle_since = self.loop.time()
        if self._idle_timer is None:
            self._idle_timer = self.loop.call_later(self.timeout_keep_alive, self._on_idle)

    def _on_idle(self) -> None:
        self._idle_timer = None
        if self._idle_since is None:
            return  # the answer to what has come since decides
        left = self._idle_since + self.timeout_keep_alive - self.loop.time()
        if left > 0:
            self._idle_timer = self.loop.call_later(left, self._on_idle)
        else:
            self.timeout_keep_alive_handler()

    def _is_plain(self) -> bool:
        """Whether nothing about the head of the request or the connection asks for more care."""
        parser: Any = self.parser  # there is one as long as there is a connection
        return (
            getattr(self.cycle, "response_complete", True)  # there is none before the first
            and not self.flow.write_paused
            and not self.expect_100_continue
            and parser.should_keep_alive()
            and parser.get_http_version() == "1.1"
            and not parser.should_upgrade()
            and parser.get_method() != b"HEAD"
        )

    def _hand_over(self, app: Callable[..., Awaitable[None]]) -> None:
        """Let uvicorn have the request after all, and `app` answer it."""
        parts, usual = self._parts, self.app
        self._parts = None
        self._begin_scope()
        self.app = app
        try:
            super().on_headers_complete()
        finally:
            self.app = usual
        for part in parts or ():
            super().on_body(part)

    def _begin_scope(self) -> None:
        """What uvicorn does when a message begins, put off until it is needed."""
        url, headers, expect = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expect
        self.headers += headers
        self.scope["extensions"] = {CONNECTION: {"close": self._close}}

    def _close(self, reset: bool) -> None:
        if reset:
            plain = self.transport.get_extra_info("socket")
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
            self.transport.abort()
        else:
            self.transport.close()
