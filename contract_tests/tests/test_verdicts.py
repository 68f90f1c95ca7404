"""A run says that a server conforms only if somebody looked, and was let in."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from contract_tests.tests.independent.server import FIRST, running
from contract_tests.tests.independent.service import FAULTS
from taskpact_contract import Pace, Report, Skipped, cli, reports
from taskpact_contract.progress import watched
from taskpact_contract.reports import Result, Results
from taskpact_contract.session import Session

pytestmark = pytest.mark.command

TOKEN = "--header=Authorization: Bearer first-token"
EXPIRED = "--header=Authorization: Bearer expired-token"
LOOKS = tuple(f"--layer={name}" for name in ("nasty", "bridge (sync)", "raw"))
NEVER = "agent_runs: the credentials were never accepted"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with running() as found:
        yield found


def _run(url: str, *more: str) -> int:
    options = ("--parameter=org_id=1", "--max-examples=3", "--rate=0")
    return cli.main(["run", "--api", "agent_runs", "--base-url", url, *options, *more])


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ((TOKEN, "--layer", "borders"), "it needs the control plane of the mock"),
        (("--layer", "doors"), "no credentials are given"),
        ((TOKEN, "--layer", "model", "--only", "get_agent_run"), "it calls the whole API"),
    ],
)
def test_a_run_that_checked_nothing_has_no_verdict(
    options: tuple[str, ...], reason: str, url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(url, *options) == 2
    out = capsys.readouterr().out
    assert reason in out.partition("agent_runs: nothing was checked: ")[2]
    assert "agent_runs: no verdict." in out
    assert "conforms" not in out


def test_credentials_that_nobody_accepts_leave_no_verdict(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    junit, html = tmp_path / "junit.xml", tmp_path / "report.html"
    written = (f"--junit={junit}", f"--html={html}")
    assert _run(url, EXPIRED, *LOOKS, *written) == 2
    assert NEVER in " ".join(capsys.readouterr().out.split())
    root = ElementTree.parse(junit).getroot()
    (error,) = root.iter("error")
    assert root.get("errors") == "1"
    assert (error.get("message") or "").startswith("the credentials were never accepted")
    assert NEVER in html.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [(TOKEN, *LOOKS), LOOKS, (TOKEN, "--layer", "doors"), (EXPIRED, "--layer", "doors")],
    ids=["accepted", "none given", "doors", "doors with others"],
)
def test_a_run_may_look_only_at_what_is_shut(
    options: tuple[str, ...], url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(url, *options) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("statuses", "doubted"),
    [
        ({401}, True),
        ({403}, True),
        ({401, 403, 422, 429, 500}, True),
        ({500}, True),
        ({500, 503}, True),
        ({422}, False),
        ({422, 500}, False),
        ({401, 200}, False),
        ({401, 404}, False),
        (set(), False),
    ],
)
def test_any_answer_that_depends_on_the_caller_shows_that_it_was_let_in(
    statuses: set[int], doubted: bool
) -> None:
    report = Report(
        seen=frozenset(("get_agent_run", each) for each in statuses), checked={"get_agent_run": 1}
    )
    results = Results((Result("agent_runs", "raw", report, 0.0),), 1, 1, frozenset({"agent_runs"}))
    assert bool(results.doubts) is doubted
    assert bool(results) is not doubted


def test_each_api_needs_a_look_of_its_own() -> None:
    looked = Result("agent_runs", "raw", Report(checked={"get_agent_run": 1}), 0.0)
    spent = Report(skipped=(Skipped(operation="*", reason="the budget was used up"),))
    results = Results((looked, Result("agents_v2", "raw", spent, 0.0)), 1, 1)
    assert results.doubts == ("agents_v2: nothing was checked: the budget was used up",)
    assert 'name="agents_v2"' in reports.junit(results)


def test_a_report_that_cannot_be_written_is_said_before_anything_is_sent(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path, tmp_path / "file" / "junit.xml"):
        assert _run(url, TOKEN, "--layer=doors", f"--junit={place}") == 2
        out, err = capsys.readouterr()
        assert str(tmp_path) in err
        assert (out, "doors" in err) == ("", False)


@pytest.mark.parametrize(("fault", "code"), [(None, 2), ("open_door", 1)])
def test_a_report_that_is_lost_later_takes_neither_the_other_nor_the_verdict(
    fault: str | None,
    code: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert fault is None or fault in FAULTS
    junit, html = tmp_path / "gone" / "junit.xml", tmp_path / "report.html"

    def and_lose(session: Session, pace: Pace) -> Results:
        junit.unlink()
        junit.parent.rmdir()
        return watched(session, pace)

    monkeypatch.setattr("taskpact_contract.cli.watched", and_lose)
    with running(fault) as url:
        written = (f"--junit={junit}", f"--html={html}")
        assert _run(url, TOKEN, "--layer=doors", *written) == code
    assert str(junit) in capsys.readouterr().err
    assert html.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_credentials_in_a_file_are_held_to_the_same(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "credentials.json"
    expired = {**FIRST, "headers": {"Authorization": "Bearer expired-token"}}
    file.write_text(json.dumps({"agent_runs": expired}), encoding="utf-8")
    assert _run(url, "--credentials", str(file), *LOOKS) == 2
    assert NEVER in " ".join(capsys.readouterr().out.split())
