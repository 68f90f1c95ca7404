"""The proxy as a command: its ready line, how it stops, its report and its exit codes."""

import io
import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from contract_tests.tests.proxies import WAIT
from taskpact_contract.proxy import run

PROGRAM = """
import sys
from taskpact_contract.proxy import run
sys.exit(run(sys.argv[1], sys.argv[2], report=sys.argv[3]))
"""
STATS = "/api/v1/agents/v2/stats"


@contextmanager
def _running(target: str, report: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process, and where it says that it listens."""
    words = [sys.executable, "-c", PROGRAM, "agents_v2", target, str(report)]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("taskpact-contract proxy ready on http://127.0.0.1:")
            yield process, line.split()[-1]
        finally:
            process.kill()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(("query", "code"), [("", 0), ("?x=1", 1)])
def test_a_signal_ends_it_with_what_was_found(
    stop: signal.Signals, query: str, code: int, url: str, tmp_path: Path
) -> None:
    report = tmp_path / "report.json"
    with _running(url, report) as (process, here):
        httpx.get(here + STATS + query, headers={"X-API-Key": "demo-key"}, timeout=WAIT)
        process.send_signal(stop)
        out, err = process.communicate(timeout=WAIT)
    assert (process.returncode, err) == (code, "")
    assert f"1 requests, {code} violations" in out
    assert len(json.loads(report.read_text(encoding="utf-8"))["findings"]) == code


@pytest.mark.parametrize(
    ("api", "target", "reason"),
    [
        ("agents_v3", "http://127.0.0.1:1", "there is no API 'agents_v3'"),
        ("agents_v2", "127.0.0.1:1", "is no target: give a URL such as"),
        ("agents_v2", "ftp://127.0.0.1", "is no target: give a URL such as"),
        ("agents_v2", "http://127.0.0.1:many", "Port could not be cast"),
    ],
)
def test_what_cannot_run_says_why(api: str, target: str, reason: str) -> None:
    err = io.StringIO()
    assert run(api, target, err=err) == 2
    assert err.getvalue().startswith("taskpact-contract proxy: ")
    assert reason in err.getvalue()


def test_a_port_that_is_taken_is_said_to_be() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        err = io.StringIO()
        port = taken.getsockname()[1]
        assert run("agents_v2", "http://127.0.0.1:1", port=port, err=err) == 2
    assert "in use" in err.getvalue()


def test_a_report_that_cannot_be_written_is_said_before_and_not_after(tmp_path: Path) -> None:
    err = io.StringIO()
    assert run("agents_v2", "http://127.0.0.1:1", report=tmp_path, err=err) == 2
    assert str(tmp_path) in err.getvalue()
