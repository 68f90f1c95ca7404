"""One server for all tests; each test has worlds of its own on it."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from mock_server.tests.wire import Receiver, WorldClient
from taskpact_mock.serving import MockServer

_NUMBERS = itertools.count(1)


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
        body = {"name": name, **({} if "from" in options else {"clock": "manual"}), **options}
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


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A program on this machine that takes webhooks."""
    with Receiver() as running:
        yield running
