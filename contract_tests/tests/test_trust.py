"""Every layer trusts the same authorities, those of SSL_CERT_FILE or SSL_CERT_DIR."""

import subprocess
import sys
from pathlib import Path

import certifi
import pytest

from contract_tests.running import running
from contract_tests.tests.servers import SpoilableApp
from taskpact_contract import Target, cli, settings
from taskpact_contract.trust import certificates

pytestmark = pytest.mark.command

CERTIFICATE = Path(__file__).parent / "loopback.pem"
LAYERS = ("doors", "nasty", "model", "bridge (sync)", "bridge (async)", "raw", "links")


@pytest.fixture(autouse=True)
def _nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not what this machine trusts, and nothing that only one library asks for."""
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", certifi.where())


def test_every_layer_trusts_an_authority_of_ones_own() -> None:
    """In a process of its own, which has read no certificates yet."""
    with running(SpoilableApp(), certificate=CERTIFICATE) as url:
        header = "--header=Authorization: Bearer demo-token"
        options = [header, "--parameter=org_id=1", "--rate=0", "--max-examples=1"]
        layers = [f"--layer={each}" for each in LAYERS]
        done = subprocess.run(
            [sys.executable, "-m", "taskpact_contract.cli", "run", "--api=agent_runs",
             f"--base-url={url}", *options, *layers],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.count(": conforms") == len(LAYERS)


def test_authorities_are_those_that_httpx_takes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert certificates() == str(CERTIFICATE)
    monkeypatch.delenv("SSL_CERT_FILE")
    assert certificates() == str(tmp_path)
    monkeypatch.delenv("SSL_CERT_DIR")
    assert certificates() == certifi.where()


def test_schemathesis_is_told_of_them() -> None:
    schema = settings.schema(Target(api="agent_runs", base_url="https://127.0.0.1:9"))
    assert schema.config.tls_verify == str(CERTIFICATE)


def test_a_file_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere.pem")
    assert cli.main(["run", "--api=agent_runs", "--base-url=https://127.0.0.1:9"]) == 2
    assert "SSL_CERT_FILE: there is no /nowhere.pem" in capsys.readouterr().err
