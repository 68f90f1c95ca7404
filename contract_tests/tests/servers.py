"""A mock server whose answers can be spoilt, and which notes what it was asked."""

import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from attrs import frozen

from taskpact_contract import Principal, Target
from taskpact_mock.app import App

_NUMBERS = itertools.count(1)

API_PATH = re.compile(r"(?:/_mock/worlds/[^/]+)?(/(?!_mock/).*)", re.DOTALL)
"""The path of an API, and what is left of it behind the prefix of a world."""

Asked = tuple[str, str, bytes]
"""Method, target without the world, and body of a request."""


@frozen(kw_only=True)
class Fault:
    """One way for a server to be wrong, on requests whose method and path `where` matches."""

    where: str = ""
    method: Callable[[str], str] = lambda method: method
    credentials: tuple[bytes, bytes] | None = None
    status: Callable[[int], int] = lambda status: status
    media: bytes | None = None
    body: Callable[[bytes], bytes] = lambda body: body

    def fits(self, scope: Any) -> bool:
        """Whether the request is one of those that go wrong."""
        return re.search(self.where, f"{scope['method']} {scope['path']}") is not None

    def asked(self, scope: Any) -> Any:
        """What the server takes the request for."""
        headers = scope["headers"]
        if self.credentials is not None:
            headers = [pair for pair in headers if pair[0] != self.credentials[0]]
            headers = [*headers, self.credentials]
        return {**scope, "method": self.method(scope["method"]), "headers": headers}

    def answered(self, message: Any) -> Any:
        """What the server answers instead of what it should."""
        if message["type"] == "http.response.body":
            return {**message, "body": self.body(message.get("body", b""))}
        spoilt = {b"content-length"} | ({b"content-type"} if self.media is not None else set())
        headers = [pair for pair in message["headers"] if pair[0] not in spoilt]
        if self.media is not None:
            headers.append((b"content-type", self.media))
        return {**message, "status": self.status(message["status"]), "headers": headers}


class SpoilableApp(App):
    """The mock, with at most one fault at a time; the control plane has none."""

    def __init__(self) -> None:
        super().__init__()
        self.fault: Fault | None = None
        self.asked: list[Asked] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve, and note or spoil on the way."""
        found = API_PATH.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if found is None:
            await super().__call__(scope, receive, send)
            return
        fault = self.fault if self.fault is not None and self.fault.fits(scope) else None
        body: list[bytes] = []
        begun = False

        async def read() -> Any:
            message = await receive()
            body.append(message.get("body", b""))
            return message

        def note() -> None:
            # Whoever has an answer may ask the next thing, so this cannot wait for the end.
            nonlocal begun
            if not begun:
                begun = True
                self.asked.append((scope["method"], found[1] + _query(scope), b"".join(body)))

        async def answered(message: Any) -> None:
            note()
            await send(message if fault is None else fault.answered(message))

        try:
            await super().__call__(scope if fault is None else fault.asked(scope), read, answered)
        finally:
            note()


def _query(scope: Any) -> str:
    query: bytes = scope["query_string"]
    return f"?{query.decode('latin-1')}" if query else ""


@contextmanager
def targets(url: str) -> Iterator[Callable[[str], Target]]:
    """Makes targets: each is an API in a fresh world of a mock, whose clock lets nobody wait."""
    names: list[str] = []

    def make(api: str) -> Target:
        name = f"contract-{next(_NUMBERS)}"
        made = httpx.post(f"{url}/_mock/worlds", json={"name": name, "clock": "auto"})
        made.raise_for_status()
        names.append(name)
        base_url = f"{url}/_mock/worlds/{name}"
        found = httpx.get(f"{base_url}/_mock/credentials").raise_for_status().json()[api]
        return Target(
            api=api,
            base_url=base_url,
            principal=Principal(headers=found["headers"], parameters=found["parameters"]),
            second=Principal(**found["second"]),
            control=True,
        )

    yield make
    for name in names:
        httpx.delete(f"{url}/_mock/worlds/{name}").raise_for_status()
