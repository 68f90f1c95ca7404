"""The mock with at most one fault in front of it, in this process."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Literal
from urllib.parse import quote

from attrs import define, evolve, frozen

from contract_tests.mutants.exchange import EVENTS, Answer, Frames, Request
from taskpact_mock.api import Api
from taskpact_mock.apis import every
from taskpact_mock.app import App
from taskpact_mock.contract.routes import Match, Routes
from taskpact_mock.world.worlds import DEFAULT, Defaults

ADDRESS = re.compile(r"((?:/_mock/worlds/([^/]+))?)(/(?!_mock/).*)", re.DOTALL)
"""The prefix of a world, its name, and the path of an API behind it."""

Effect = Literal["once", "never", "twice"]
Asked = tuple[str, str, bytes]
"""Method, target without the world, and body of a request."""


@define
class Hits:
    """How often a mutant did something else than the right server or client."""

    number: int = 0

    def count(self) -> None:
        """It did so once more."""
        self.number += 1


def _same_request(request: Request) -> Request:
    return request


def _same_answer(_request: Request, answer: Answer) -> Answer:
    return answer


def _same_frames(frames: Any, _over: bool) -> Any:
    return frames


@frozen(kw_only=True)
class Wire:
    """What goes wrong between the mock and its callers on one operation (None: on all of the API).

    Attributes:
        ask: what the server takes a request for.
        answer: what comes back instead of the answer; for a stream, instead of its head.
        frames: what is sent of a stream.
        effect: how often a request that succeeds takes effect.
    """

    api: str
    operation: str | None
    ask: Callable[[Request], Request] = _same_request
    answer: Callable[[Request, Answer], Answer] = _same_answer
    frames: Frames = _same_frames
    effect: Effect = "once"


class Making:
    """Whether records are being put into a world just now: means of a test, which are right."""

    depth = 0

    @classmethod
    def rightly(cls, function: Any) -> Any:
        """The function, in which nothing goes wrong."""

        @wraps(function)
        def made(*args: Any) -> Any:
            cls.depth += 1
            try:
                return function(*args)
            finally:
                cls.depth -= 1

        return made


class MutantApp(App):
    """The mock, whose APIs may be wrong in one way; the control plane never is."""

    def __init__(self, defaults: Defaults | None = None) -> None:
        super().__init__(defaults, map(_prepared, every()))
        self.asked: list[Asked] = []
        """Every request to an API so far."""
        self._wire: tuple[Wire, Hits] | None = None
        self._operations = Routes(
            operation
            for contract in self.services.contracts.values()
            for operation in contract.operations.values()
        )

    @contextmanager
    def wired(self, wire: Wire, hits: Hits) -> Iterator[None]:
        """Go wrong in this way meanwhile."""
        self._wire = wire, hits
        try:
            yield
        finally:
            self._wire = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve a request, wrong if it is one of those that go wrong."""
        found = ADDRESS.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if found is None:
            await super().__call__(scope, receive, send)
            return
        body, receive = await _read(receive)
        raw = scope["raw_path"].partition(b"?")[0].decode("latin-1")
        query = scope["query_string"].decode("latin-1")
        self.asked.append((scope["method"], found[3] + (query and f"?{query}"), body))
        prefix = f"/_mock/worlds/{raw.split('/')[3]}" if found[1] else ""
        match = self._operations.find(scope["method"], raw.removeprefix(prefix))
        if self._wire is None or not _fits(self._wire[0], match):
            await super().__call__(scope, receive, send)
            return
        wire, hits = self._wire
        request = Request(
            method=scope["method"],
            path=raw.removeprefix(prefix),
            query=query,
            headers=tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in scope["headers"]),
            body=body,
            values=match.values if isinstance(match, Match) else {},
            operation=match.operation.id if isinstance(match, Match) else None,
        )
        asked = wire.ask(request)
        if asked != request:
            hits.count()
        name = found[2] or dict(request.headers).get("x-mock-world", DEFAULT)
        twin = None
        if wire.effect == "never":
            twin = f"{name}-twin"
            self.worlds.make(twin, like=name)
        elif wire.effect == "twice":
            first = _First(hits)
            await super().__call__(_scope(scope, asked, prefix), _told(asked.body, receive), first)
        sending = _Sending(send, wire, hits, request, name, twin)
        inside = prefix if twin is None else f"/_mock/worlds/{quote(twin, safe='')}"
        try:
            inner = _scope(scope, asked, inside)
            await super().__call__(inner, _told(asked.body, receive), sending)
        finally:
            if twin is not None:
                self.worlds.drop(twin)


class _Sending:
    """Takes an answer from the mock, and sends what is to come instead."""

    def __init__(
        self, send: Any, wire: Wire, hits: Hits, request: Request, name: str, twin: str | None
    ) -> None:
        self._send, self._wire, self._hits, self._request = send, wire, hits, request
        self._name, self._twin = name, twin
        self._start: Any = None
        self._parts: list[bytes] = []
        self._sent = 0

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            if self._streams:
                await self._begin(self._answer())
            return
        over = not message.get("more_body", False)
        if message.get("body", b""):
            self._parts.append(message["body"])
        if self._streams:
            await self._go_on(over)
        elif over:
            answer = self._answer()
            await self._begin(answer)
            await self._send({"type": "http.response.body", "body": answer.body})

    @property
    def _streams(self) -> bool:
        head = dict(self._start["headers"])
        return bytes(head.get(b"content-type", b"")).startswith(EVENTS.encode())

    def _answer(self) -> Answer:
        """The answer as it is to be, or its head."""
        body = b"" if self._streams else b"".join(self._parts)
        if self._twin is not None:
            body = body.replace(
                f"/_mock/worlds/{self._twin}".encode(),
                b"" if self._name == DEFAULT else f"/_mock/worlds/{self._name}".encode(),
            )
        right = Answer(
            status=self._start["status"],
            headers=tuple(
                (name.decode("latin-1").lower(), value.decode("latin-1"))
                for name, value in self._start["headers"]
            ),
            body=body,
        )
        wrong = self._wire.answer(self._request, right)
        if wrong != right or (self._twin is not None and right.status < 400):
            self._hits.count()
        return wrong

    async def _begin(self, answer: Answer) -> None:
        headers = [(name, value) for name, value in answer.headers if name != "content-length"]
        if not self._streams and answer.status not in (204, 304):
            headers.append(("content-length", str(len(answer.body))))
        raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        await self._send({**self._start, "status": answer.status, "headers": raw})

    async def _go_on(self, over: bool) -> None:
        wrong = self._wire.frames(tuple(self._parts), over)
        if tuple(wrong) != tuple(self._parts):
            self._hits.count()
        for frame in wrong[self._sent :]:
            await self._send({"type": "http.response.body", "body": frame, "more_body": True})
        self._sent = len(wrong)
        if over:
            await self._send({"type": "http.response.body", "body": b""})


def _prepared(api: Api) -> Api:
    return evolve(
        api,
        due=_rebound(api.due),
        new_state=Making.rightly(api.new_state),
        add_fixtures=Making.rightly(api.add_fixtures),
    )


def _rebound(due: Any) -> dict[str, Any]:
    """Due events that are looked up by their names when they happen, so that they can be wrong."""

    def late(function: Any) -> Any:
        owner: Any = sys.modules[function.__module__]
        *above, name = function.__qualname__.split(".")
        for each in above:
            owner = getattr(owner, each)
        return lambda world, key: getattr(owner, name)(world, key)

    return {name: late(function) for name, function in due.items()}


def _fits(wire: Wire, match: Any) -> bool:
    if isinstance(match, Match):
        return match.operation.api == wire.api and wire.operation in (None, match.operation.id)
    return wire.operation is None and match.api == wire.api


def _scope(scope: Any, request: Request, prefix: str) -> Any:
    raw = prefix + request.path
    return {
        **scope,
        "method": request.method,
        "raw_path": raw.encode("latin-1"),
        "query_string": request.query.encode("latin-1"),
        "headers": [
            (name.encode("latin-1"), value.encode("latin-1")) for name, value in request.headers
        ],
    }


async def _read(receive: Any) -> tuple[bytes, Any]:
    """The whole body, and what tells it again, or that the client went before it was there."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return b"".join(parts), _gone
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            body = b"".join(parts)
            return body, _told(body, receive)


def _told(body: bytes, receive: Any) -> Any:
    """Tells the body, then what else comes from the client."""
    told = False

    async def tell() -> Any:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return tell


async def _gone() -> Any:
    return {"type": "http.disconnect"}


class _First:
    """Takes the answer to a request that takes effect twice, and drops it."""

    def __init__(self, hits: Hits) -> None:
        self._hits = hits

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start" and message["status"] < 400:
            self._hits.count()
