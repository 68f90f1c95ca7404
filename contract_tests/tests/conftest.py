"""One server for all tests; every target is one API in a world of its own on it."""

import itertools
from collections.abc import Callable, Iterator

import httpx
import pytest

from contract_tests.tests.servers import Fault, SpoilableApp, running
from taskpact_contract import Principal, Target

_NUMBERS = itertools.count(1)

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
    names: list[str] = []

    def make(api: str) -> Target:
        name = f"contract-{next(_NUMBERS)}"
        made = httpx.post(f"{url}/_mock/worlds", json={"name": name, "clock": "auto"})
        made.raise_for_status()
        names.append(name)
        base_url = f"{url}/_mock/worlds/{name}"
        found = httpx.get(f"{base_url}/_mock/credentials").raise_for_status().json()[api]
        return Target(
            api=api,
            base_url=base_url,
            principal=Principal(headers=found["headers"], parameters=found["parameters"]),
            second=Principal(**found["second"]),
        )

    yield make
    for name in names:
        httpx.delete(f"{url}/_mock/worlds/{name}").raise_for_status()


@pytest.fixture
def spoil(app: SpoilableApp) -> Iterator[Spoil]:
    """Makes the server wrong in one way until the test ends."""

    def choose(fault: Fault) -> None:
        app.fault = fault

    yield choose
    app.fault = None
