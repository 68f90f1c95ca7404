"""What tests talk to the server with, and what the server talks to."""

import asyncio
import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import TracebackType
from typing import Any, Self

import httpx

from taskpact_mock.app import App
from taskpact_mock.serving import make_server

PLAIN: dict[str, Any] = {"trust_env": False, "verify": False, "timeout": 30}
"""Settings of a client on this machine: no proxy, and no certificates, which take long to load."""


class WorldClient(httpx.Client):
    """An HTTP client of one world, with the knobs that tests turn."""

    def __init__(self, base_url: str, name: str) -> None:
        super().__init__(base_url=base_url, headers={"X-Mock-World": name}, **PLAIN)
        self.name = name

    def advance(self, seconds: float) -> None:
        """Move the world's clock on."""
        self.post("/_mock/clock/advance", json={"seconds": seconds}).raise_for_status()

    def script(self, api: str, outcome: dict[str, Any], **more: Any) -> None:
        """Script what the next matching request or run does."""
        body = {"api": api, "outcome": outcome, **more}
        self.post("/_mock/scripts", json=body).raise_for_status()

    def fixtures(self, **records: Any) -> Any:
        """Put records into the world."""
        return self.post("/_mock/fixtures", json=records).raise_for_status().json()

    def log_in(self, api: str, *, second: bool = False) -> None:
        """From now on send what lets in the API's default principal, or its second one."""
        found = self.get("/_mock/credentials").json()[api]
        self.headers.update(found["second"]["headers"] if second else found["headers"])

    def waiters(self, count: int = 1) -> list[dict[str, Any]]:
        """Those who wait in the world, as soon as there are `count`."""
        while True:
            found: list[dict[str, Any]] = self.get("/_mock/waiters").json()["waiters"]
            if len(found) == count:
                return found


@contextmanager
def serving(app: App, **headers: str) -> Iterator[httpx.Client]:
    """A client of `app`, which is served in a thread meanwhile."""
    server = make_server(app)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    assert server.ready.wait(10)
    try:
        url = f"http://127.0.0.1:{server.port}"
        with httpx.Client(base_url=url, headers=headers, **PLAIN) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


def refusal(response: httpx.Response, status: int = 422) -> str:
    """What an error of the control plane says."""
    assert response.status_code == status, response.text
    (member,) = response.json().items()
    assert member[0] == "error"
    return str(member[1])


def raw(base_url: str, request: bytes) -> httpx.Response:
    """The answer to exactly these bytes, which ask for the connection to be closed."""
    url = httpx.URL(base_url)
    with socket.create_connection((url.host, url.port or 80), timeout=10) as connection:
        connection.sendall(request)
        with connection.makefile("rb") as source:
            received = source.read()
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    headers = [tuple(line.split(b": ", 1)) for line in lines]
    return httpx.Response(int(first.split()[1]), headers=headers, content=body)  # type: ignore[arg-type]


def frames(response: httpx.Response) -> Iterator[bytes]:
    """The frames of an event stream, each as soon as it is there, with its blank line."""
    unread = b""
    for part in response.iter_raw():
        unread += part
        while b"\n\n" in unread:
            frame, _, unread = unread.partition(b"\n\n")
            yield frame + b"\n\n"
    assert not unread, "the stream ended inside a frame"


class Receiver:
    """A program that webhooks are sent to: it keeps what it gets and answers `status`."""

    def __init__(self, status: int = 200) -> None:
        received: queue.Queue[tuple[dict[str, str], bytes]] = queue.Queue()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["content-length"])
                received.put((dict(self.headers), self.rfile.read(size)))
                self.send_response(status)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self.received = received
        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_port}/hook"

    def get(self) -> tuple[dict[str, str], bytes]:
        """Headers and body of the next message, waited for."""
        return self.received.get(timeout=10)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
