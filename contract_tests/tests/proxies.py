"""A proxy in a thread, and servers that answer as a test says, byte by byte."""

import asyncio
import io
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from attrs import define, field

from taskpact_contract.findings import Finding
from taskpact_contract.proxy.command import make_server
from taskpact_contract.proxy.ledger import Ledger

WAIT = 10.0
"""Seconds after which a test gives up on what should happen at once."""


@define
class Proxied:
    """A running proxy: its address, and what it found and wrote."""

    url: str
    ledger: Ledger
    out: io.StringIO

    @property
    def findings(self) -> list[tuple[str, str, str]]:
        """Side, operation and rule of each finding."""
        return [
            (each.layer.removeprefix("proxy (").removesuffix(")"), each.operation, each.check)
            for each in self.ledger.findings
        ]

    def only(self) -> Finding:
        """The one finding."""
        (found,) = self.ledger.findings
        return found


@contextmanager
def proxied(api: str, target: str) -> Iterator[Proxied]:
    """A proxy before `target`; when it has stopped, everything is judged."""
    out = io.StringIO()
    ledger = Ledger(api, out)
    server = make_server(api, target, ledger)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    assert server.ready.wait(WAIT)
    try:
        yield Proxied(server.url, ledger, out)
    finally:
        server.should_exit = True
        thread.join(WAIT)
        assert not thread.is_alive()


@define
class Wire:
    """A server of one connection: what it was sent, and what happened to the connection."""

    listening: socket.socket
    head: bytes = b""
    body: bytes = b""
    left: threading.Event = field(factory=threading.Event)
    release: threading.Event = field(factory=threading.Event)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def read(self, connection: socket.socket, *, whole: bool) -> None:
        """Take one request, or its head alone."""
        while b"\r\n\r\n" not in self.head:
            part = connection.recv(65536)
            assert part, "the client left before the end of its request"
            self.head += part
        self.head, _, self.body = self.head.partition(b"\r\n\r\n")
        if not whole:
            return
        lines = self.head.lower().split(b"\r\n")
        chunked = b"transfer-encoding: chunked" in lines
        lengths = [int(line.split(b":")[1]) for line in lines if line[:15] == b"content-length:"]
        while (chunked and not self.body.endswith(b"0\r\n\r\n")) or (
            lengths and len(self.body) < lengths[0]
        ):
            self.body += connection.recv(65536)


Answer = Callable[[Wire, socket.socket], None]


@contextmanager
def wire(answer: Answer, *, whole: bool = True) -> Iterator[Wire]:
    """A server that takes one request, `whole` or its head, and then does what `answer` does."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        found = Wire(listening)

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.settimeout(WAIT)
                found.read(connection, whole=whole)
                answer(found, connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield found
        thread.join(WAIT)
        assert not thread.is_alive()


def says(text: bytes) -> Answer:
    """Answers with these bytes and closes the connection."""
    return lambda _, connection: connection.sendall(text)
