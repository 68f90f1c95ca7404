"""Mock servers that are weak in one way each: they fail on bytes that a good server withstands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import frozen

from taskpact_mock.app import App
from taskpact_mock.pipeline.faulty import CONNECTION

CERTIFICATE = Path(__file__).with_name("loopback.pem")
"""Key and certificate of 127.0.0.1, for tests alone."""


@frozen
class Asked:
    """A request, as far as weaknesses look at it; header names in lower case."""

    method: str
    path: bytes
    query: bytes
    headers: dict[bytes, bytes]
    body: bytes

    @property
    def text(self) -> bytes:
        """Where nasty bytes may be: path, query and body."""
        return self.path + b"?" + self.query + b"\n" + self.body


@frozen
class Reply:
    """An answer in place of the server's own."""

    status: int
    body: bytes = b"{}"
    media: bytes = b"application/json"


GONE = Reply(0)
"""In place of an answer: the connection ends."""


@frozen(kw_only=True)
class Weakness:
    """What goes wrong on requests that it `sees`.

    Attributes:
        sees: whether a request is one of those.
        reads: what the server takes the body for.
        replies: what it answers in place of the right thing.
        silent: it never answers.
        leaves: it ends the connection: `before` or `after` it has answered.
        dies: it answers everything like this from then on; `GONE` ends every connection.
    """

    sees: Callable[[Asked], bool]
    reads: Callable[[bytes], bytes] = lambda body: body
    replies: Callable[[int], Reply] | None = None
    silent: bool = False
    leaves: str = ""
    dies: Reply | None = None


class WeakApp(App):
    """The mock with at most one weakness; it notes what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.weakness: Weakness | None = None
        self.asked: list[Asked] = []
        self._dead: Reply | None = None

    def suffer(self, weakness: Weakness | None) -> None:
        """Have this weakness from now on, and nothing of the last one."""
        self.weakness, self._dead = weakness, None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve, well or badly."""
        if scope["type"] != "http" or b"/_mock/credentials" in scope["raw_path"]:
            await super().__call__(scope, receive, send)
            return
        asked = await _asked(scope, receive)
        self.asked.append(asked)
        weakness = self.weakness
        if self._dead is GONE:
            scope["extensions"][CONNECTION]["close"](reset=False)
        elif self._dead is not None:
            await _reply(self._dead, send)
        elif weakness is None or not weakness.sees(asked):
            await super().__call__(scope, _replayed(asked.body, receive), send)
        else:
            await self._fail(weakness, asked, scope, receive, send)

    async def _fail(
        self, weakness: Weakness, asked: Asked, scope: Any, receive: Any, send: Any
    ) -> None:
        self._dead = weakness.dies
        close = scope["extensions"][CONNECTION]["close"]
        if weakness.silent:
            while (await receive())["type"] != "http.disconnect":
                pass
            return
        if weakness.leaves == "before":
            close(reset=False)
            return

        async def sent(message: Any) -> None:
            if weakness.replies is None:
                await send(message)
            elif message["type"] == "http.response.start":
                await _reply(weakness.replies(message["status"]), send)

        body = weakness.reads(asked.body)
        await super().__call__(scope, _replayed(body, receive), sent)
        if weakness.leaves == "after":
            close(reset=False)


async def _asked(scope: Any, receive: Any) -> Asked:
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    headers = dict(scope["headers"])
    return Asked(scope["method"], scope["raw_path"], scope["query_string"], headers, body)


def _replayed(body: bytes, receive: Any) -> Any:
    """Gives the body once, then whatever comes."""
    given = False

    async def next_message() -> Any:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return next_message


async def _reply(reply: Reply, send: Any) -> None:
    headers = [(b"content-type", reply.media), (b"content-length", b"%d" % len(reply.body))]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
