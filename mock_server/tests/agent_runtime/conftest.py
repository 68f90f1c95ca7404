"""A world whose client is the default session of agent_runtime."""

import pytest

from mock_server.tests.wire import WorldClient


@pytest.fixture
def client(world: WorldClient) -> WorldClient:
    world.log_in("agent_runtime")
    return world
