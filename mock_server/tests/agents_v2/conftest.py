"""A world as the default principal of agents_v2 sees it."""

from collections.abc import Callable
from typing import Any

import pytest

from mock_server.tests.agents_v2.client import Tasks
from mock_server.tests.wire import WorldClient


@pytest.fixture
def tasks(world: WorldClient) -> Tasks:
    return Tasks(world)


@pytest.fixture
def make_tasks(make_world: Callable[..., WorldClient]) -> Callable[..., Tasks]:
    """Makes worlds with the given options and logs in."""

    def make(**options: Any) -> Tasks:
        return Tasks(make_world(**options))

    return make
