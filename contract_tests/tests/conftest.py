"""One server for all tests; every target is one API in a world of its own on it."""

from collections.abc import Callable, Iterator

import pytest

from contract_tests.running import running
from contract_tests.tests.servers import Fault, SpoilableApp, targets
from taskpact_contract import Target

MakeTarget = Callable[[str], Target]
Spoil = Callable[[Fault], None]


@pytest.fixture(scope="session")
def app() -> SpoilableApp:
    return SpoilableApp()


@pytest.fixture(scope="session")
def url(app: SpoilableApp) -> Iterator[str]:
    with running(app) as found:
        yield found


@pytest.fixture
def make_target(url: str) -> Iterator[MakeTarget]:
    """Makes a target: an API in a fresh world, whose clock lets nobody wait."""
    with targets(url) as make:
        yield make


@pytest.fixture
def spoil(app: SpoilableApp) -> Iterator[Spoil]:
    """Makes the server wrong in one way until the test ends."""

    def choose(fault: Fault) -> None:
        app.fault = fault

    yield choose
    app.fault = None
