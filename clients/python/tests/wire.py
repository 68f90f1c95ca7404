"""A tiny HTTP server on the loopback interface: it records requests and answers as told."""

import json
import threading
from collections.abc import Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from attrs import field, frozen

JSON = {"Content-Type": "application/json"}
EVENTS = {"Content-Type": "text/event-stream"}


@frozen
class Answer:
    """One answer: its body whole, or as chunks of a stream.

    `hold` keeps a stream open at its end, or an answer back, until the client leaves; `cut` closes
    the connection there: in the middle of a stream, or instead of an answer. `pace` is the seconds
    from each chunk to the next.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(factory=dict)
    chunks: Iterable[bytes] | None = None
    hold: bool = False
    cut: bool = False
    pace: float = 0.0


LOST = Answer(cut=True)
"""The request arrives, its answer does not."""

SILENT = Answer(hold=True)
"""The request arrives and is never answered."""


@frozen
class Seen:
    """One request, as it came."""

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The decoded body."""
        return json.loads(self.body)


def answer(value: Any, status: int = 200, **headers: str) -> Answer:
    """A JSON answer."""
    return Answer(status, json.dumps(value).encode(), {**JSON, **headers})


def events(*chunks: bytes, hold: bool = False, cut: bool = False) -> Answer:
    """An event stream; `hold` keeps it open until the client leaves, `cut` breaks it off."""
    return Answer(headers=EVENTS, chunks=chunks, hold=hold, cut=cut)


class _Quiet(ThreadingHTTPServer):
    """One that says nothing when a handler fails: cut connections are part of the tests."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


class Server:
    """Gives each request the next answer; the last one stays."""

    def __init__(self) -> None:
        self.requests: list[Seen] = []
        self.left: Queue[str] = Queue()
        self._answers: list[Answer] = []
        self._http = _Quiet(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def replies(self, *answers: Answer) -> None:
        self._answers = list(answers)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def _next(self, seen: Seen) -> Answer:
        self.requests.append(seen)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    def _handler(server) -> type[BaseHTTPRequestHandler]:  # noqa: N805 # self is the handler's
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                parts = urlsplit(self.path)
                size = int(self.headers.get("Content-Length", 0))
                seen = Seen(
                    self.command,
                    parts.path,
                    parse_qsl(parts.query, keep_blank_values=True),
                    {name.lower(): value for name, value in self.headers.items()},
                    self.rfile.read(size),
                )
                reply = server._next(seen)
                if reply.chunks is None and (reply.hold or reply.cut):
                    self._leave(hold=reply.hold)
                    return
                self.send_response_only(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.chunks is None:
                    self.send_header("Content-Length", str(len(reply.body)))
                    self.end_headers()
                    self.wfile.write(reply.body)
                else:
                    self.send_header("Transfer-Encoding", "chunked")
                    self.end_headers()
                    self._stream(reply)

            def _stream(self, reply: Answer) -> None:
                for chunk in reply.chunks or ():
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
                    self.wfile.flush()
                    if reply.pace:
                        threading.Event().wait(reply.pace)
                if reply.hold or reply.cut:
                    self._leave(hold=reply.hold)
                else:
                    self.wfile.write(b"0\r\n\r\n")

            def _leave(self, *, hold: bool) -> None:
                if hold:
                    self.rfile.read(1)  # blocks until the client closes its side
                    server.left.put("left")
                self.close_connection = True

            do_GET = do_POST = do_DELETE = _serve  # noqa: N815 # the names that the base class calls

            def log_message(self, format: str, *args: Any) -> None:
                """Say nothing."""

        return Handler
