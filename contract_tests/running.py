"""Mock servers in a thread of this process, for tests and mutants."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from taskpact_mock.app import App
from taskpact_mock.serving import make_server


@contextmanager
def running(app: App, *, certificate: Path | None = None) -> Iterator[str]:
    """The address of a server of `app` meanwhile; https with a certificate, which holds its key."""
    pem = None if certificate is None else str(certificate)
    server = make_server(app, ssl_certfile=pem, ssl_keyfile=pem)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    assert server.ready.wait(10)
    try:
        yield f"{'http' if pem is None else 'https'}://127.0.0.1:{server.port}"
    finally:
        server.should_exit = True
        thread.join()
