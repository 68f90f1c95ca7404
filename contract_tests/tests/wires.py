"""A server that says on the wire whatever a test wants, be it HTTP or not."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Serve = Callable[[socket.socket], None]


@contextmanager
def serving(serve: Serve) -> Iterator[str]:
    """The address of a server that takes one connection after another."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def work() -> None:
            while True:
                wire, _ = listener.accept()
                with wire, suppress(BrokenPipeError, ConnectionResetError):
                    if over.is_set():
                        return
                    serve(wire)

        thread = threading.Thread(target=work)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            over.set()
            socket.create_connection(listener.getsockname()).close()
            thread.join()


def head_of(wire: socket.socket) -> bytes:
    """What came, up to the end of a head; nothing if the connection has ended."""
    found = b""
    while b"\r\n\r\n" not in found and (more := wire.recv(2**16)):
        found += more
    return found
