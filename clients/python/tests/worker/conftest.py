"""A world of each test's own, what the mock keeps of it, and workers of both styles."""

from collections.abc import Iterator

import pytest

from clients.python.tests.crews import CREWS, Crew
from clients.python.tests.worker.handlers import RunOf
from clients.python.tests.worlds import World, new_world
from taskpact_mock.apis.agent_runtime.state import runtime_of
from taskpact_mock.serving import MockServer


@pytest.fixture(scope="module")
def mock() -> Iterator[MockServer]:
    with MockServer() as running:
        yield running


@pytest.fixture
def world(mock: MockServer, request: pytest.FixtureRequest) -> World:
    """A world of the test's own, whose clock stands still."""
    return new_world(mock, request.node.name, clock="manual", max_wait=0)


@pytest.fixture
def run_of(mock: MockServer, world: World) -> RunOf:
    """What the mock keeps of a run."""
    name = world.url.rpartition("/")[2]
    return lambda run_id: runtime_of(mock.app.worlds.get(name)).runs[run_id]


@pytest.fixture(params=CREWS.values(), ids=list(CREWS))
def work(request: pytest.FixtureRequest) -> Crew:
    crew: Crew = request.param
    return crew
