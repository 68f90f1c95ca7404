"""The command `taskpact-mock` as a process."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from mock_server.tests.agents_v2.client import BASE, RUNNING
from mock_server.tests.wire import PLAIN
from taskpact_mock.cli import main, make_parser

KEY = {"X-API-Key": "demo-key"}
COMMAND = [sys.executable, "-m", "taskpact_mock.cli", "--port", "0"]


@contextmanager
def running(*options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server of its own on a free port: its address and its process."""
    process = subprocess.Popen([*COMMAND, *options], stdout=subprocess.PIPE, text=True)
    with process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("taskpact-mock ready on http://127.0.0.1:")
            yield line.removeprefix("taskpact-mock ready on ").strip(), process
        finally:
            process.kill()


def test_it_says_once_that_it_is_ready_and_ends_at_a_signal_though_a_stream_is_open() -> None:
    with running("--clock", "manual") as (url, process):
        assert not url.endswith(":0")
        path = f"{url}{BASE}/tasks/{RUNNING}/stream"
        stream = httpx.stream("GET", path, headers=KEY, **PLAIN)
        with stream as response:
            next(response.iter_raw())
            asked = time.monotonic()
            process.send_signal(signal.SIGTERM)
            rest, _ = process.communicate(timeout=3)
            assert time.monotonic() - asked < 3
        assert rest == ""
        # The server ends in order and then lets the signal have its way.
        assert process.returncode in (0, -signal.SIGTERM)


def test_the_same_seed_and_requests_give_the_same_bytes() -> None:
    def play(seed: str, others: str = "") -> list[tuple[bytes, list[tuple[bytes, bytes]]]]:
        with (
            running("--clock", "manual", "--seed", seed) as (url, _),
            httpx.Client(base_url=url, headers=KEY, **PLAIN) as client,
        ):
            for name in others.split():
                client.post("/_mock/worlds", json={"name": name, "seed": 99})
                client.get(f"/_mock/worlds/{name}{BASE}/tasks")
            made = client.post(f"{BASE}/research", json={"topic": "Tidal power"})
            waits = client.post(f"{BASE}/research", json={"topic": "Wind power", "sync": False})
            client.post("/_mock/clock/advance", json={"seconds": 90})
            answers = [
                made,
                waits,
                client.get(f"{BASE}/tasks"),
                client.get(f"{BASE}/tasks/{waits.json()['task_id']}/events"),
                client.get(f"{BASE}/tasks/{waits.json()['task_id']}/stream"),
                client.get(f"{BASE}/tasks/nope"),
                client.get("/_mock/requests"),
            ]
            return [(each.content, each.headers.raw) for each in answers]

    first = play("7")
    assert play("7", others="one two") == first
    assert play("8") != first


def test_its_options_are_the_defaults_of_every_world() -> None:
    options = "--clock auto --speed 2 --auth any --rate-limits --seed 5 --webhooks-anywhere"
    with running(*options.split()) as (url, _):
        (world,) = httpx.get(f"{url}/_mock/worlds", **PLAIN).json()["worlds"]
    assert (world["name"], world["seed"]) == ("default", 5)
    assert (world["clock"]["kind"], world["clock"]["speed"]) == ("auto", 2)
    assert world["options"]["auth"] == "any"
    assert world["options"]["rate_limits"] is True
    assert world["options"]["webhooks_anywhere"] is True


FIXTURES: dict[str, Any] = {
    "agents_v2": {
        "tasks": [
            {
                "agent_type": "research",
                "body": {"topic": "Tidal power"},
                "task_id": "mine",
                "hold": "pending",
            }
        ]
    }
}


def test_its_fixtures_are_in_every_world_that_is_made_or_reset(tmp_path: Path) -> None:
    file = tmp_path / "fixtures.json"
    file.write_text(json.dumps(FIXTURES))
    with (
        running("--clock", "manual", "--fixtures", str(file)) as (url, _),
        httpx.Client(base_url=url, headers=KEY, **PLAIN) as client,
    ):
        client.post("/_mock/worlds", json={"name": "made", "seed": 5}).raise_for_status()
        client.post("/_mock/worlds", json={"name": "forked", "from": "made"}).raise_for_status()
        for world in ("", "/_mock/worlds/made", "/_mock/worlds/forked", "/_mock/worlds/named"):
            for _ in range(2):
                found = client.get(f"{world}{BASE}/tasks/mine").raise_for_status().json()
                assert found["status"] == "pending"
                assert client.get(f"{world}{BASE}/tasks").json()["total"] == 11
                client.post(f"{world}{BASE}/tasks/mine/cancel").raise_for_status()
                client.post(f"{world}/_mock/reset").raise_for_status()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("[", "unexpected end of data at byte"),
        ("[]", "holds no JSON object"),
        ('{"nobody": {}}', "nobody"),
        ('{"agents_v2": {"tasks": [{}]}}', "agents_v2.tasks.0."),
        (
            '{"agents_v2": {"tasks": [{"agent_type": "research", "body": {"topic": "x"}}]}}',
            "agents_v2: tasks.0.body.topic: ",
        ),
    ],
)
def test_fixtures_that_do_not_fit_are_refused_by_their_place(
    content: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fixtures.json"
    file.write_text(content)
    with pytest.raises(SystemExit) as ended:
        main(["--fixtures", str(file)])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "error: argument --fixtures: " in said
    assert text in said


@pytest.mark.parametrize(
    "options",
    [
        ["--fixtures", "no-such-file.json"],
        ["--speed", "0"],
        ["--speed", "-1"],
        ["--speed", "nan"],
        ["--speed", "inf"],
        ["--speed", "fast"],
        ["--clock", "slow"],
        ["--auth", "maybe"],
        ["--seed", "x"],
        ["--port", "x"],
        ["--port", "-1"],
        ["--port", "65536"],
        ["--fast"],
    ],
    ids=" ".join,
)
def test_an_option_that_is_not_understood_is_refused(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(options)
    assert ended.value.code == 2
    assert options[0] in capsys.readouterr().err


def test_help_shows_every_option_with_its_default(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = " ".join(capsys.readouterr().out.split())
    for option in ("--host", "--port", "--seed", "--clock", "--speed", "--auth", "--rate-limits"):
        assert option in shown
    assert "(default: 4010)" in shown


def test_the_readme_lists_every_option_with_its_default() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text()
    listed = re.findall(r"^\| `(--[a-z-]+)[^`|]*` \| ([^|]*?) \|", readme, re.M)
    options = [each for each in make_parser()._actions if each.dest != "help"]
    assert listed == [
        (
            each.option_strings[0],
            "" if each.default is None else f"`{each.default}`" if each.nargs != 0 else "off",
        )
        for each in options
    ]


def test_an_interrupted_server_ends_in_order_and_says_nothing() -> None:
    command = [*COMMAND, "--clock", "manual"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("taskpact-mock ready on ")
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=10) == ("", "")
        assert process.returncode == 0


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (["--ssl-certfile", "nope.pem"], "--ssl-certfile: nope.pem: No such file"),
        (["--ssl-certfile", __file__], "--ssl-certfile: "),
        (["--ssl-keyfile", "k.pem"], "--ssl-keyfile: it needs --ssl-certfile, too"),
    ],
    ids=["absent", "no certificate", "key alone"],
)
def test_what_no_https_can_be_served_with_is_refused(
    options: list[str], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(options)
    assert ended.value.code == 2
    assert f"error: argument {text}" in capsys.readouterr().err
