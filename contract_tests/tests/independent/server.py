"""HTTP around the independent service: a second server of agent_runs, from Python's library alone.

`running(fault)` serves it for tests. By hand:

    python -m contract_tests.tests.independent.server --fault reopened_run
"""

import argparse
import json
import re
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from contract_tests.tests.independent.service import FAULTS, Answer, RefusedError, Service

FIRST: Mapping[str, Any] = MappingProxyType(
    {
        "headers": {"Authorization": "Bearer first-token"},
        "parameters": {"org_id": 1, "agent_run_id": 101},
    }
)
SECOND: Mapping[str, Any] = MappingProxyType(
    {
        "headers": {"Authorization": "Bearer second-token"},
        "parameters": {"org_id": 2, "agent_run_id": 201},
    }
)
"""Two callers, each a member of one organisation that has a finished run."""

LARGEST = 16 * 2**20
"""How many bytes a body may have."""

_RUNS = re.compile(r"/v1/organizations/([^/]+)/agent/run(?:/([^/]+))?")


class Handler(BaseHTTPRequestHandler):
    """HTTP around the service of its server."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Server"

    def serve(self) -> None:
        """Answer one request of any method."""
        try:
            body = self._body()
        except ValueError as error:
            self.close_connection = True
            self._send(Answer(400, {"detail": str(error)}))
            return
        with self.server.lock:
            try:
                answer = self._answer(body)
            except RefusedError as error:
                answer = error.answer
        self._send(answer)

    def __getattr__(self, name: str) -> Any:
        """The base class looks for `do_GET` and its like: all methods are served alike."""
        if name.startswith("do_"):
            return self.serve
        raise AttributeError(name)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _answer(self, body: bytes) -> Answer:
        path = self.path.partition("?")[0]
        found = _RUNS.fullmatch(path)
        if found is None:
            if path.endswith("/") and _RUNS.fullmatch(path[:-1]):
                return Answer(307, None, {"Location": self.path.replace("/?", "?").rstrip("/")})
            return Answer(404, {"detail": "Not Found"})
        organization, run = (unquote(part or "", errors="replace") for part in found.groups())
        allowed = "POST" if found[2] is None else "GET"
        if self.command != allowed:
            return Answer(405, {"detail": "Method Not Allowed"}, {"Allow": allowed})
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        token = token.strip() if scheme.lower() == "bearer" else ""
        service = self.server.service
        if allowed == "GET":
            return service.read(token, organization, run)
        media = self.headers.get("Content-Type", "application/json")
        media = media.partition(";")[0].strip().lower()
        return service.create(token, organization, body, media)

    def _body(self) -> bytes:
        """The whole body. Raises ValueError for one without an end."""
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            return b"".join(self._chunks())
        size = int(self.headers.get("Content-Length", "0"))
        if not 0 <= size <= LARGEST:
            raise ValueError("the body is too large")
        return self.rfile.read(size)

    def _chunks(self) -> Iterator[bytes]:
        left = LARGEST
        while size := int(self.rfile.readline(2**16).partition(b";")[0], 16):
            left -= size
            if size < 0 or left < 0:
                raise ValueError("the body is too large")
            yield self.rfile.read(size)
            self.rfile.readline(2**16)
        while self.rfile.readline(2**16).strip():
            pass

    def _send(self, answer: Answer) -> None:
        body = b"" if answer.body is None else json.dumps(answer.body).encode()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.body is not None:
            wrong = self.server.service.fault == "wrong_media"
            self.send_header("Content-Type", "text/html" if wrong else "application/json")
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """A server of one service on the loopback interface; port 0 takes a free one."""

    daemon_threads = True

    def __init__(self, fault: str | None = None, port: int = 0) -> None:
        if fault is not None and fault not in FAULTS:
            raise ValueError(f"there is no fault {fault!r}: choose one of {', '.join(FAULTS)}")
        self.service = Service(fault)
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def running(fault: str | None = None) -> Iterator[str]:
    """The base URL of a server in a thread, right but for the fault.

    Raises ValueError for a fault that is not in FAULTS.
    """
    with Server(fault) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.url
        finally:
            server.shutdown()
            thread.join()


def main() -> None:
    """Serve in the foreground."""
    parser = argparse.ArgumentParser(description="An independent server of agent_runs.")
    parser.add_argument("--fault", choices=FAULTS, help="what is wrong; nothing without it")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    options = parser.parse_args()
    with Server(options.fault, options.port) as server:
        sys.stdout.write(f"ready on {server.url}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
