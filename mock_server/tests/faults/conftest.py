"""The tasks of agents_v2 in a world of the test's own, for faults to strike."""

import pytest

from mock_server.tests.agents_v2.client import Tasks
from mock_server.tests.wire import WorldClient


@pytest.fixture
def tasks(world: WorldClient) -> Tasks:
    return Tasks(world)
