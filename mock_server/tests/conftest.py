"""One server for all tests; each test has worlds of its own on it."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from taskpact_mock.serving import MockServer

_NUMBERS = itertools.count(1)


class WorldClient(httpx.Client):
    """An HTTP client of one world, with the knobs that tests turn."""

    def __init__(self, base_url: str, name: str) -> None:
        super().__init__(
            base_url=base_url, headers={"X-Mock-World": name}, trust_env=False, timeout=30
        )
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
        """Send the credentials of the API's default principal, or of its second one, from now on."""
        found = self.get("/_mock/credentials").json()[api]
        self.headers.update(found["second"]["headers"] if second else found["headers"])


@pytest.fixture(scope="session")
def server() -> Iterator[MockServer]:
    with MockServer() as running:
        yield running


@pytest.fixture
def make_world(server: MockServer) -> Iterator[Callable[..., WorldClient]]:
    """Makes worlds: keyword arguments are the members of the request that creates one."""
    made: list[WorldClient] = []

    def make(**options: Any) -> WorldClient:
        name = f"test-{next(_NUMBERS)}"
        client = WorldClient(server.url, name)
        body = {"name": name, "clock": "manual", **options}
        client.post("/_mock/worlds", json=body).raise_for_status()
        made.append(client)
        return client

    yield make
    for client in made:
        client.delete(f"/_mock/worlds/{client.name}")
        client.close()


@pytest.fixture
def world(make_world: Callable[..., WorldClient]) -> WorldClient:
    """A world of this test's own, with a manual clock."""
    return make_world()
