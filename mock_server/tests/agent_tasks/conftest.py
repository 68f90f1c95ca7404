"""A world whose client is the default principal of agent_tasks."""

import pytest

from mock_server.tests.wire import WorldClient


@pytest.fixture
def client(world: WorldClient) -> WorldClient:
    world.log_in("agent_tasks")
    return world
