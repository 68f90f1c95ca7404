"""Fixtures for pytest: one mock server for a test run, and a world for each test that wants one.

pytest finds them by the entry point; importing this module starts and loads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from taskpact_mock.serving import MockServer
    from taskpact_mock.testing import MockWorld


@pytest.fixture(scope="session")
def taskpact_mock() -> Iterator[MockServer]:
    """A mock server on a free port, for the whole run."""
    from taskpact_mock.serving import MockServer

    with MockServer() as server:
        yield server


@pytest.fixture
def mock_world(taskpact_mock: MockServer, request: pytest.FixtureRequest) -> Iterator[MockWorld]:
    """A world of the test's own on the mock server, with a manual clock; dropped at the end."""
    from taskpact_mock.testing import MockWorld

    with MockWorld(taskpact_mock.url, f"test-{id(request):x}", clock="manual") as world:
        yield world
