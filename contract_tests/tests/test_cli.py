"""The command line of schemathesis passes with the published settings."""

import subprocess
import sys
from pathlib import Path

import pytest

from contract_tests.tests.conftest import MakeTarget

REPOSITORY = Path(__file__).parents[2]

pytestmark = pytest.mark.raw


def test_the_command_line_passes_with_the_published_settings(
    make_target: MakeTarget, tmp_path: Path
) -> None:
    target = make_target("agents_v2")
    headers = [f"{name}: {value}" for name, value in target.principal.headers.items()]
    done = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"),
            *("--config-file", REPOSITORY / "contract_tests" / "schemathesis.toml"),
            *("run", REPOSITORY / "openapi" / "bundled" / "agents_v2.json"),
            *("--url", target.base_url, "--max-examples", "1"),
            *(word for header in headers for word in ("-H", header)),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "15 selected / 15 total" in done.stdout
