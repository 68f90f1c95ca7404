"""The server that an application talks to: uvicorn, with connections that can be cut."""

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol

from taskpact_contract.proxy.relay import CUT, Relay

# uvicorn looks up the words behind a status, and has some up to 599; HTTP lets more pass.
STATUS_PHRASES.update(dict.fromkeys(range(600, 1000), b""))


class Server(uvicorn.Server):
    """A server of one relay on a socket that listens already.

    It stops on SIGINT and SIGTERM without raising them again, and cuts what is still open.
    """

    def __init__(self, relay: Relay, listening: socket.socket) -> None:
        config = uvicorn.Config(
            relay,
            http=_Protocol,
            ws="none",
            lifespan="off",
            loop="asyncio",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
        )
        super().__init__(config)
        self._relay = relay
        self._listening = listening
        self.ready = threading.Event()
        self.announce: Callable[[], None] | None = None
        """Called once, when requests are taken."""

    @property
    def url(self) -> str:
        """Where it listens."""
        host, port = self._listening.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until it is told to stop."""
        await super().serve(sockets or [self._listening])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell that it has."""
        await super().startup(sockets)
        self.ready.set()
        if self.announce is not None:
            self.announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Cut every connection, then stop as usual."""
        for connection in list(self.server_state.connections):
            connection.transport.close()
        await super().shutdown(sockets)
        await self._relay.close()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on a signal; the caller goes on after it, to sum up."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        known = {
            each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield
        finally:
            for each, handler in known.items():
                signal.signal(each, handler)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises OSError if it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches delays off only on sockets that name their protocol.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


class _Protocol(H11Protocol):
    """HTTP on a connection that the application may close before it has answered."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        app: Any = self.app

        async def with_cut(scope: Any, receive: Any, send: Any) -> None:
            scope["extensions"] = {CUT: self.transport.close}
            await app(scope, receive, send)

        self.app = with_cut
