"""`taskpact-contract run` judges a server of another make, and says what it did."""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from contract_tests.tests.conftest import MakeTarget
from contract_tests.tests.independent.server import FIRST, SECOND, running
from contract_tests.tests.independent.service import FAULTS
from contract_tests.tests.servers import SpoilableApp
from taskpact_contract import cli
from taskpact_contract.documents import operations
from taskpact_mock.serving import MockServer

pytestmark = pytest.mark.command

REPOSITORY = Path(__file__).parents[2]
QUICK = ("--rate", "0", "--max-examples", "8")


@pytest.fixture
def credentials(tmp_path: Path) -> str:
    """A file with the callers of the independent server."""
    file = tmp_path / "credentials.json"
    file.write_text(json.dumps({"agent_runs": {**FIRST, "second": dict(SECOND)}}), encoding="utf-8")
    return str(file)


def _run(url: str, credentials: str, *more: str) -> int:
    return cli.main(
        [
            "run",
            "--api",
            "agent_runs",
            "--base-url",
            url,
            "--credentials",
            credentials,
            *QUICK,
            *more,
        ]
    )


def test_a_server_that_keeps_the_contract_passes(
    credentials: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with running() as url:
        code = _run(url, credentials)
    out, err = capsys.readouterr()
    assert code == 0, out
    assert "agent_runs: conforms." in out
    assert "Not checked" in out
    assert "agent_runs  raw: conforms" in err


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_another_server_is_found(
    fault: str, credentials: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(fault) as url:
        code = _run(url, credentials)
    out, _ = capsys.readouterr()
    assert code == 1, out
    assert re.search(r"curl .*-X|\| (nc|openssl) ", out)
    assert "#/paths/" in out
    assert "first-token" not in out


def test_reports_are_written_for_ci_and_for_people(
    credentials: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    junit, html = tmp_path / "out" / "junit.xml", tmp_path / "out" / "report.html"
    with running(next(iter(FAULTS))) as url:
        code = _run(url, credentials, "--junit", str(junit), "--html", str(html))
    capsys.readouterr()
    root = ElementTree.parse(junit).getroot()
    assert code == 1
    assert int(root.get("failures", "0")) >= 1
    names = {case.get("name") for case in root.iter("testcase")}
    assert names >= set(operations("agent_runs"))
    page = html.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "first-token" not in page
    assert "http-equiv" not in page
    assert "src=" not in page


def test_the_same_seed_tells_the_same(credentials: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for _ in range(2):
        with running() as url:
            _run(url, credentials, "--seed", "5", "--layer", "raw", "--layer", "doors")
        told.append(capsys.readouterr().out.partition("conforms. ")[2].partition(" requests")[0])
    assert told[0] == told[1]
    assert int(told[0]) > 20


def test_destructive_operations_are_left_alone_unless_allowed(
    make_target: MakeTarget, app: SpoilableApp, capsys: pytest.CaptureFixture[str]
) -> None:
    target = make_target("task_records")
    headers = [f"--header={name}: {value}" for name, value in target.principal.headers.items()]
    arguments = ["run", "--api", "task_records", "--base-url", target.base_url, *headers, *QUICK]
    deletes = []
    for more in ([], ["--allow-destructive"]):
        app.asked.clear()
        assert cli.main([*arguments, "--layer", "raw", *more]) == 0
        valid = [target for method, target, _ in app.asked if method == "DELETE"]
        deletes.append(len([each for each in valid if each.count("/") == 4]))
        out = capsys.readouterr().out
        assert ("task_records.delete_task: it ends something" in out) is not bool(more)
    assert deletes[1] > deletes[0]


def test_a_mock_is_tested_in_a_world_apart(capsys: pytest.CaptureFixture[str]) -> None:
    with MockServer() as mock, httpx.Client(base_url=mock.url) as http:
        found = http.get("/_mock/credentials").json()["task_records"]
        headers = [f"--header={name}: {value}" for name, value in found["headers"].items()]
        layers = [f"--layer={name}" for name in ("walk (raw)", "statuses (raw)", "limits")]
        arguments = ["--base-url", mock.url, *headers, *layers, "--control", "--rate", "0"]
        assert cli.main(["run", "--api", "task_records", *arguments]) == 0
        assert "0 requests" not in capsys.readouterr().out
        assert http.get("/_mock/requests").json()["requests"] == []
        assert [each["name"] for each in http.get("/_mock/worlds").json()["worlds"]] == ["default"]


def test_a_server_without_control_plane_is_told_from_a_mock(
    credentials: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with running() as url:
        assert _run(url, credentials, "--control") == 2
    assert f"no taskpact-mock made a world at {url}/_mock/worlds" in capsys.readouterr().err


def test_a_budget_is_kept_and_said(credentials: str, capsys: pytest.CaptureFixture[str]) -> None:
    with running() as url:
        assert _run(url, credentials, "--max-requests", "30") == 0
    out = capsys.readouterr().out
    assert "agent_runs: the budget of requests was used up" in out
    assert "30 requests in" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--base-url", "http://127.0.0.1:9"], "nobody answers at http://127.0.0.1:9"),
        (["--base-url", "http://127.0.0.1:9", "--only", "get_task"], "--only get_task"),
        (["--base-url", "http://127.0.0.1:9", "--header", "token"], "write it as 'Name: value'"),
        (["--base-url", "http://127.0.0.1:9", "--parameter", "x"], "write it as NAME=VALUE"),
        (["--base-url", "http://127.0.0.1:9", "--credentials", "none.json"], "none.json"),
    ],
)
def test_what_cannot_run_is_told_and_ends_with_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["run", "--api", "agent_runs", *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [[], ["run"], ["run", "--api", "agents_v3", "--base-url", "http://127.0.0.1:9"],
     ["run", "--api", "agent_runs", "--family", "runs", "--base-url", "http://127.0.0.1:9"],
     ["run", "--api", "agent_runs", "--base-url", "http://127.0.0.1:9", "--max-examples", "0"]],
)  # fmt: skip
def test_bad_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: taskpact-contract" in capsys.readouterr().err


def test_the_installed_command_works_without_the_mock(credentials: str) -> None:
    """In a process of its own, in which nothing of the mock can be imported."""
    program = (
        "import sys; sys.modules['taskpact_mock'] = None; "
        "from taskpact_contract.cli import main; sys.exit(main())"
    )
    with running() as url:
        done = subprocess.run(
            [sys.executable, "-c", program, "run", "--api", "agent_runs", "--base-url", url,
             "--credentials", credentials, *QUICK, "--layer", "doors", "--layer", "bridge (sync)"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_two_contracts_can_be_compared(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["diff", "agents_v2", "agents_v2"]) == 0
    assert cli.main(["diff", "agents_v2", "agent_runs"]) == 1
    assert "breaks clients" in capsys.readouterr().out
    assert cli.main(["diff", "agents_v2", "nothing.yaml"]) == 2
