"""Fixtures for pytest: a server and a client whose every exchange is held against the contract.

A test names the API by its marker, and fails if either side breaks the contract:

    @pytest.mark.taskpact_contract("agents_v2")
    def test_my_application(contract_url): ...

pytest finds them by the entry point; importing this module starts and loads nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from taskpact_contract.findings import Finding
    from taskpact_contract.target import Principal

MARKER = "taskpact_contract"
CHECKED = pytest.StashKey["list[Checked]"]()
OWN_WORLD = pytest.StashKey[str]()
"""The address of the mock's world that a test was given, where nothing belongs to anybody else."""


class RunSuite(Protocol):
    """Runs the contract suite on the server; fails the test if something is wrong."""

    def __call__(
        self,
        *,
        layers: Collection[str] = ...,
        max_examples: int = ...,
        seed: int = ...,
        max_requests: int | None = ...,
        rate: float | None = ...,
    ) -> None:
        """Run the named layers, with so many examples of each operation.

        A server is sent no more requests in all, and in a second, than `taskpact-contract run`
        sends, unless `max_requests` and `rate` say otherwise; a mock's own world, any number.
        """
        ...


class Checked:
    """A proxy before a server, in a thread of this process, until it is closed."""

    def __init__(self, api: str, server: str) -> None:
        import asyncio
        import io
        import threading

        from taskpact_contract.proxy.command import make_server
        from taskpact_contract.proxy.ledger import Ledger

        self._ledger = Ledger(api, io.StringIO())
        self._proxy = make_server(api, server, self._ledger)
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._proxy.serve()), daemon=True
        )
        self._thread.start()
        if not self._proxy.ready.wait(10):
            raise RuntimeError("the proxy did not start within 10 seconds")
        self.url = self._proxy.url

    def close(self) -> tuple[Finding, ...]:
        """Stop, and tell what was found; an exchange is judged only after its last byte."""
        self._proxy.should_exit = True
        self._thread.join()
        return self._ledger.findings


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options that name a server that runs already."""
    group = parser.getgroup("taskpact-contract")
    group.addoption(
        "--contract-base-url",
        metavar="URL",
        help="the server under test; a world of taskpact-mock without it",
    )
    group.addoption(
        "--contract-header",
        action="append",
        default=[],
        metavar="'K: V'",
        help="a header that lets the tests in there",
    )
    group.addoption(
        "--contract-allow-destructive",
        action="store_true",
        help="contract_suite may call operations there that end or delete something",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers", f"{MARKER}(api): the API whose contract the exchanges of this test must keep"
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """A test that passes fails after all if an exchange broke the contract.

    One that fails by itself shows what was broken as well: it may be why.
    """
    try:
        result = yield
    except BaseException:
        if findings := _findings(item):
            item.add_report_section("call", "contract", "\n\n".join(map(str, findings)))
        raise
    if findings := _findings(item):
        pytest.fail("the contract was broken\n\n" + "\n\n".join(map(str, findings)), pytrace=False)
    return result


@pytest.fixture
def contract_api(request: pytest.FixtureRequest) -> str:
    """The API that the test's marker names."""
    marker = request.node.get_closest_marker(MARKER)
    if marker is None or len(marker.args) != 1:
        pytest.fail(f"mark the test with @pytest.mark.{MARKER}(API), such as 'agents_v2'", False)
    api: str = marker.args[0]
    return api


@pytest.fixture
def contract_server(request: pytest.FixtureRequest) -> str:
    """The base URL of the server under test. Override it to start your own."""
    given: str | None = request.config.getoption("contract_base_url")
    if given is not None:
        return given
    if not request.config.pluginmanager.has_plugin("taskpact_mock"):
        pytest.fail(
            "no server is named: give --contract-base-url, override the fixture contract_server, "
            "or install taskpact-mock",
            False,
        )
    url: str = request.getfixturevalue("mock_world").url
    request.node.stash[OWN_WORLD] = url
    return url


@pytest.fixture
def contract_principal(
    request: pytest.FixtureRequest, contract_server: str, contract_api: str
) -> Principal:
    """Whom the server lets in. Override it for credentials that are made at run time."""
    from taskpact_contract.inputs import headers
    from taskpact_contract.target import Principal

    if given := request.config.getoption("contract_header"):
        return Principal(headers=headers("--contract-header", given))
    if request.config.getoption("contract_base_url") is None:
        return _mock_principal(contract_server, contract_api)
    return Principal()


@pytest.fixture
def contract_url(
    request: pytest.FixtureRequest, contract_server: str, contract_api: str
) -> Iterator[str]:
    """An address of the server at which every exchange is held against the contract.

    Give it to the application under test, in whatever language it is written.
    """
    checked = Checked(contract_api, contract_server)
    request.node.stash.setdefault(CHECKED, []).append(checked)
    yield checked.url
    checked.close()


@pytest.fixture
def contract_client(
    contract_url: str, contract_api: str, contract_principal: Principal
) -> Iterator[Any]:
    """The SDK's client of the API, blocking, whose exchanges are held against the contract."""
    import taskpact

    kind = getattr(taskpact, _class_name(contract_api))
    with kind(base_url=contract_url, credentials=dict(contract_principal.headers)) as client:
        yield client


@pytest.fixture
def contract_suite(
    request: pytest.FixtureRequest,
    contract_server: str,
    contract_api: str,
    contract_principal: Principal,
) -> RunSuite:
    """Runs the contract suite on the server itself.

    Nothing there is ended or deleted without --contract-allow-destructive, but in a mock's own
    world.
    """
    from taskpact_contract import suite
    from taskpact_contract.reports import Result, Results
    from taskpact_contract.session import MAX_EXAMPLES, MAX_REQUESTS, RATE, SEED, pace_of
    from taskpact_contract.target import Target

    own = request.node.stash.get(OWN_WORLD, None) == contract_server
    allowed = own or bool(request.config.getoption("contract_allow_destructive"))
    most, fastest = (None, 0.0) if own else (MAX_REQUESTS, RATE)

    def run(
        *,
        layers: Collection[str] = tuple(suite.LAYERS),
        max_examples: int = MAX_EXAMPLES,
        seed: int = SEED,
        max_requests: int | None = None,
        rate: float | None = None,
    ) -> None:
        pace = pace_of(
            most if max_requests is None else max_requests, fastest if rate is None else rate
        )
        target = Target(
            api=contract_api,
            base_url=contract_server,
            principal=contract_principal,
            destructive=allowed,
            pace=pace,
        )
        ran = suite.run(target, layers=layers, max_examples=max_examples, seed=seed)
        results = Results(
            tuple(Result(contract_api, name, report, 0.0) for name, report in ran),
            pace.sent,
            seed,
            frozenset({contract_api} if contract_principal.headers else ()),
        )
        if not results:
            pytest.fail("\n\n".join((*map(str, results.findings), *results.doubts)), pytrace=False)

    return run


def _findings(item: pytest.Item) -> list[Finding]:
    """What the proxies of a test have found; they end with it."""
    return [each for checked in item.stash.get(CHECKED, []) for each in checked.close()]


def _mock_principal(url: str, api: str) -> Principal:
    """The default principal of a mock's world."""
    import httpx

    from taskpact_contract.target import Principal

    found = httpx.get(f"{url}/_mock/credentials").raise_for_status().json()[api]
    return Principal(headers=found["headers"], parameters=found["parameters"])


def _class_name(api: str) -> str:
    return "".join(map(str.title, api.split("_")))
