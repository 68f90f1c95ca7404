"""Worlds of the mock server for tests, and a network that loses answers."""

from collections.abc import Callable
from typing import Any

import httpx
from attrs import define, field

from taskpact_mock.serving import MockServer

_CONTROL = httpx.Client()


@define
class World:
    """A world of the mock server: its address, and what its control plane offers."""

    url: str

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """Call the control plane."""
        answer = _CONTROL.request(method, f"{self.url}/_mock/{path}", json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def credentials(self, api: str, who: str | None = None) -> dict[str, str]:
        """The headers of the default principal of an API, or of another one."""
        found = self.control("GET", "credentials")[api]
        headers: dict[str, str] = (found if who is None else found[who])["headers"]
        return headers

    def advance(self, seconds: float) -> None:
        """Move the clock."""
        self.control("POST", "clock/advance", {"seconds": seconds})

    def calls(self, operation: str) -> int:
        """How often an operation was called."""
        requests = self.control("GET", "requests")["requests"]
        return sum(each["operation"] == operation for each in requests)


def new_world(mock: MockServer, name: str, **settings: Any) -> World:
    """A new world with the settings that the control plane takes."""
    answer = _CONTROL.post(f"{mock.url}/_mock/worlds", json={"name": name, **settings})
    answer.raise_for_status()
    return World(f"{mock.url}/_mock/worlds/{name}")


@define
class Lossy(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A network that delivers every request and loses the answers to some.

    `lost` says to how many, by the end of the path, and `loses` decides of all others; `after` is
    called once when such a request has been answered.
    """

    lost: dict[str, int] = field(factory=dict)
    loses: Callable[[], bool] = lambda: False
    after: dict[str, Callable[[], object]] = field(factory=dict)
    blocking: httpx.HTTPTransport = field(factory=lambda: httpx.HTTPTransport(verify=False))
    waiting: httpx.AsyncHTTPTransport = field(
        factory=lambda: httpx.AsyncHTTPTransport(verify=False)
    )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        response = self.blocking.handle_request(request)
        response.read()
        self._meddle(request)
        return response

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self.waiting.handle_async_request(request)
        await response.aread()
        self._meddle(request)
        return response

    def close(self) -> None:
        self.blocking.close()

    async def aclose(self) -> None:
        await self.waiting.aclose()

    def _meddle(self, request: httpx.Request) -> None:
        path = request.url.path
        for end in [end for end in self.after if path.endswith(end)]:
            self.after.pop(end)()
        counted = next(
            (end for end, left in self.lost.items() if path.endswith(end) and left), None
        )
        if counted is not None:
            self.lost[counted] -= 1
        if counted is not None or self.loses():
            raise httpx.ReadError("the connection was cut", request=request)
