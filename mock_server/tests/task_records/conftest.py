"""A world whose client is the default principal of task_records."""

import pytest

from mock_server.tests.wire import WorldClient


@pytest.fixture
def client(world: WorldClient) -> WorldClient:
    world.log_in("task_records")
    return world
