"""Receive webhooks: decode each, handle each event once, answer at once."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from threading import Thread

from taskpact import AgentsV2, errors
from taskpact.webhooks import Duplicates, parse

duplicates = Duplicates()
ended: Queue[str] = Queue()


class Receiver(BaseHTTPRequestHandler):
    """What your web framework does for you."""

    def do_POST(self) -> None:  # the name that the base class calls
        """Take one delivery."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        # Where deliveries are signed, check first: verify(body, self.headers, secrets)
        try:
            event = parse("agents_v2", body, dict(self.headers))
        except errors.DecodeError:
            self.send_response(400)
        else:
            with duplicates.handling(event) as fresh:
                if fresh:
                    ended.put(f"{event.payload.event}: {event.work_id} {event.state}")
            self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


with HTTPServer(("127.0.0.1", 0), Receiver) as server:
    Thread(target=server.serve_forever, daemon=True).start()
    with AgentsV2(base_url="http://127.0.0.1:4010", credentials="demo-token") as agents:
        agents.run_research(
            topic="Trees along streets",
            sync=False,
            webhook_url=f"http://127.0.0.1:{server.server_port}/hooks",
        )
        print(ended.get(timeout=60))
    server.shutdown()
