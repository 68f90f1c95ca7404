"""Every example runs, on a world of its own."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from clients.python.tests.worlds import new_world
from taskpact_mock.serving import MockServer

FOLDER = Path(__file__).parents[1] / "examples"

SHOWS: Mapping[str, str] = {
    "answer_an_agent": "result: {",
    "follow_a_task": "3 sections: ",
    "handle_errors": "was cancelled",
    "list_tasks": "3 of ",
    "read_records": "records are left",
    "receive_webhooks": "task_completed: ",
    "resume_elsewhere": "fetched: completed",
    "set_limits": "get_health, attempt 1: 200",
    "show_progress": "100%",
    "stream_a_task": "final record: completed",
    "talk_on_a_channel": "Which rows are broken?",
    "wait_for_many": "AgentRun 1",
    "work_on_runs": "done: 2",
}
"""What each prints, among other things."""


@pytest.fixture(scope="module")
def mock() -> Iterator[MockServer]:
    with MockServer() as running:
        yield running


def test_every_example_is_run_here() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} == set(SHOWS)


@pytest.mark.parametrize("name", SHOWS)
def test_example_runs(name: str, mock: MockServer, capsys: pytest.CaptureFixture[str]) -> None:
    path = FOLDER / f"{name}.py"
    world = new_world(mock, name)
    code = path.read_text(encoding="utf-8").replace("http://127.0.0.1:4010", world.url)
    exec(compile(code, path, "exec"), {"__name__": "__main__"})
    assert SHOWS[name] in capsys.readouterr().out
