"""Somebody's own test suite, with the fixtures that the plugin gives it."""

from collections.abc import Iterator

import pytest

from contract_tests.tests.conftest import MakeTarget, Spoil
from contract_tests.tests.servers import Fault, SpoilableApp
from taskpact_contract import Report, Target, suite
from taskpact_contract.session import MAX_REQUESTS, RATE

pytest_plugins = ["pytester"]

OPTIONS = ("-p", "no:cacheprovider", "-q")

APPLICATION = """
    import httpx
    import pytest

    @pytest.mark.taskpact_contract("agents_v2")
    def test_the_sdk(contract_client):
        assert contract_client.get_stats().total >= 0

    @pytest.mark.taskpact_contract("agents_v2")
    def test_another_client(contract_url, contract_principal):
        answer = httpx.get(
            f"{contract_url}/api/v1/agents/v2/stats", headers=contract_principal.headers
        )
        assert answer.status_code == 200
"""


@pytest.fixture
def options(make_target: MakeTarget) -> list[str]:
    """Those that name the server of these tests."""
    target = make_target("agents_v2")
    headers = [f"--contract-header={k}: {v}" for k, v in target.principal.headers.items()]
    return [*OPTIONS, f"--contract-base-url={target.base_url}", *headers]


def test_clients_that_keep_the_contract_pass(pytester: pytest.Pytester, options: list[str]) -> None:
    pytester.makepyfile(APPLICATION)
    pytester.runpytest_inprocess(*options).assert_outcomes(passed=2)


def test_a_server_that_breaks_the_contract_fails_the_test(
    pytester: pytest.Pytester, options: list[str], spoil: Spoil
) -> None:
    spoil(Fault(where="/stats$", body=lambda body: body.replace(b'"total":', b'"total":"","sum":')))
    pytester.makepyfile(
        """
        import httpx
        import pytest

        @pytest.mark.taskpact_contract("agents_v2")
        def test_it(contract_url, contract_principal):
            httpx.get(
                f"{contract_url}/api/v1/agents/v2/stats", headers=contract_principal.headers
            )
        """
    )
    result = pytester.runpytest_inprocess(*options)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*the contract was broken*", "*agents_v2.get_stats*"])


def test_a_client_that_breaks_the_contract_fails_the_test(
    pytester: pytest.Pytester, options: list[str]
) -> None:
    pytester.makepyfile(
        """
        import httpx
        import pytest

        @pytest.mark.taskpact_contract("agents_v2")
        def test_it(contract_url, contract_principal):
            httpx.get(
                f"{contract_url}/api/v1/agents/v2/tasks",
                params={"limit": "many"},
                headers=contract_principal.headers,
            )
        """
    )
    result = pytester.runpytest_inprocess(*options)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*agents_v2.list_tasks*"])


def test_the_suite_can_be_run_on_the_server(
    pytester: pytest.Pytester, options: list[str], spoil: Spoil
) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.taskpact_contract("agents_v2")
        def test_it(contract_suite):
            contract_suite(layers=["doors"])
        """
    )
    pytester.runpytest_inprocess(*options).assert_outcomes(passed=1)
    spoil(Fault(status=lambda status: 403 if status == 401 else status))
    pytester.runpytest_inprocess(*options).assert_outcomes(failed=1)


def test_a_test_that_fails_by_itself_shows_what_was_broken_too(
    pytester: pytest.Pytester, options: list[str]
) -> None:
    pytester.makepyfile(
        """
        import httpx
        import pytest

        @pytest.mark.taskpact_contract("agents_v2")
        def test_it(contract_url, contract_principal):
            url = f"{contract_url}/api/v1/agents/v2/tasks?limit=many"
            assert httpx.get(url, headers=contract_principal.headers).status_code == 200
        """
    )
    result = pytester.runpytest_inprocess(*options)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*assert 422 == 200*", "*Captured contract call*", "*agents_v2.list_tasks breaks *"]
    )


def test_a_suite_that_checks_nothing_fails_the_test(
    pytester: pytest.Pytester, options: list[str]
) -> None:
    pytester.makepyfile(_suite("agents_v2", 'layers=["borders"]'))
    result = pytester.runpytest_inprocess(*options)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*agents_v2: nothing was checked: it needs the control plane*"])


def test_a_suite_that_nobody_lets_in_fails_the_test(
    pytester: pytest.Pytester, make_target: MakeTarget
) -> None:
    url = make_target("agents_v2").base_url
    server = (f"--contract-base-url={url}", "--contract-header=Authorization: Bearer expired")
    pytester.makepyfile(_suite("agents_v2", 'layers=["bridge (sync)"], max_examples=1'))
    result = pytester.runpytest_inprocess(*OPTIONS, *server)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*agents_v2: the credentials were never accepted*"])


@pytest.mark.parametrize(
    ("named", "more", "arguments", "expected"),
    [
        (True, (), "", (False, MAX_REQUESTS, RATE)),
        (True, ("--contract-allow-destructive",), "", (True, MAX_REQUESTS, RATE)),
        (True, (), "max_requests=7, rate=0", (False, 7, None)),
        (False, (), "", (True, None, None)),
        (False, (), "max_requests=7, rate=3", (True, 7, 3)),
    ],
)
def test_a_server_of_others_is_a_guests_house(
    named: bool,
    more: tuple[str, ...],
    arguments: str,
    expected: tuple[bool, int | None, float | None],
    pytester: pytest.Pytester,
    options: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[Target] = []

    def run(target: Target, **_: object) -> Iterator[tuple[str, Report]]:
        ran.append(target)
        yield "raw", Report(checked={"get_stats": 1})

    monkeypatch.setattr(suite, "run", run)
    pytester.makepyfile(_suite("agents_v2", arguments))
    pytester.runpytest_inprocess(*(options if named else OPTIONS), *more).assert_outcomes(passed=1)
    (target,) = ran
    assert (target.destructive, target.pace.budget, target.pace.rate) == expected


@pytest.mark.parametrize(
    ("more", "allowed"), [((), False), (("--contract-allow-destructive",), True)]
)
def test_nothing_of_others_is_ended_unless_allowed(
    more: tuple[str, ...],
    allowed: bool,
    pytester: pytest.Pytester,
    make_target: MakeTarget,
    app: SpoilableApp,
) -> None:
    target = make_target("task_records")
    headers = [f"--contract-header={k}: {v}" for k, v in target.principal.headers.items()]
    pytester.makepyfile(_suite("task_records", 'layers=["bridge (sync)"], max_examples=2, rate=0'))
    app.asked.clear()
    server = f"--contract-base-url={target.base_url}"
    pytester.runpytest_inprocess(*OPTIONS, server, *headers, *more).assert_outcomes(passed=1)
    assert any(method == "DELETE" for method, _, _ in app.asked) is allowed


def test_a_pace_that_nobody_can_keep_fails_the_test(
    pytester: pytest.Pytester, options: list[str]
) -> None:
    pytester.makepyfile(_suite("agents_v2", "rate=-1"))
    result = pytester.runpytest_inprocess(*options)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*0.001 or more, or 0 for any number*"])


def test_a_header_without_a_value_is_refused(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(_suite("agents_v2", ""))
    server = ("--contract-base-url=http://127.0.0.1:9", "--contract-header=token")
    result = pytester.runpytest_inprocess(*OPTIONS, *server)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*--contract-header 'token': write it as 'Name: value'*"])


def test_without_a_marker_the_test_is_told_what_to_do(
    pytester: pytest.Pytester, options: list[str]
) -> None:
    pytester.makepyfile("def test_it(contract_client): ...")
    result = pytester.runpytest_inprocess(*options)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*mark the test with @pytest.mark.taskpact_contract(API)*"])


def test_without_a_server_the_test_is_told_what_to_do(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.taskpact_contract("agents_v2")
        def test_it(contract_client): ...
        """
    )
    result = pytester.runpytest_inprocess(*OPTIONS, "-p", "no:taskpact_mock")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*give --contract-base-url*"])


def _suite(api: str, arguments: str) -> str:
    """A test file that runs the suite."""
    return f"""
import pytest

@pytest.mark.taskpact_contract("{api}")
def test_it(contract_suite):
    contract_suite({arguments})
"""
