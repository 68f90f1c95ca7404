"""Somebody's own test suite, with the fixtures that the plugin gives it."""

import pytest

from contract_tests.tests.conftest import MakeTarget, Spoil
from contract_tests.tests.servers import Fault

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
