"""Bars for handles."""

import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from types import ModuleType
from typing import Any

import pytest
from rich.console import Console

from taskpact import AgentRuns, AgentsV2, AgentTasks
from taskpact.agent_runs import models as agent_runs
from taskpact.agent_tasks import models as agent_tasks
from taskpact.agents_v2 import models
from taskpact.progress import Bars, bars

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def agents() -> Iterator[AgentsV2]:
    with AgentsV2(base_url=NOWHERE, credentials="t") as client:
        yield client


def task(published: dict[str, Any], **changes: Any) -> models.TaskResponse:
    return models.TaskResponse.from_dict(published | changes)


def running(published: dict[str, Any], percent: int) -> models.TaskResponse:
    progress = published["progress"] | {"percent": percent, "message": "Reads\nsources"}
    return task(published, status="running", progress=progress, result=None)


def console(**more: Any) -> Console:
    return Console(file=StringIO(), width=100, color_system=None, _environ={}, **more)


def written(out: Console) -> str:
    """What a console wrote into its file."""
    file = out.file
    assert isinstance(file, StringIO)
    return file.getvalue()


def drawn(bars: Bars, width: int = 100) -> list[str]:
    """The rows as text."""
    out = console()
    out.width = width
    with out.capture() as capture:
        out.print(bars)
    return [line.rstrip() for line in capture.get().splitlines()]


def test_row_says_what_it_is_how_far_and_what_it_does(
    agents: AgentsV2, published: dict[str, Any]
) -> None:
    (row,) = drawn(Bars((agents.track(running(published, 40)),)))
    words = row.split()
    assert words[0] == published["task_id"]
    assert words[-6:] == ["40%", "running", "0", "s", "Reads", "sources"]


def test_rows_of_different_apis_stand_together(agents: AgentsV2, published: dict[str, Any]) -> None:
    waiting = {
        "task_id": "tsk_1",
        "status": "awaiting_input",
        "created_at": "2026-01-01T00:00:00Z",
        "progress": {"current_step": "Choosing", "steps_completed": 1, "total_steps": 4},
    }
    with (
        AgentTasks(base_url=NOWHERE, credentials="k") as tasks,
        AgentRuns(base_url=NOWHERE, credentials="t") as runs,
    ):
        asking = tasks.track("agt_1", agent_tasks.Task.from_dict(waiting))
        going = runs.track(
            1,
            agent_runs.AgentRunResponse.from_dict(
                {
                    "id": 7,
                    "organization_id": 1,
                    "status": "ACTIVE",
                    "created_at": "2026-01-01 00:00:00.000000",
                }
            ),
        )
        rows = drawn(Bars((agents.track(task(published)), asking, going)))
    assert [" ".join(row.split()[-5:]) for row in rows][1] == "25% awaiting_input 0 s Choosing"
    assert "100% completed" in " ".join(rows[0].split())
    assert rows[2].split()[0] == "7"
    assert "%" not in rows[2]


def test_handle_that_was_not_looked_at_says_so(agents: AgentsV2) -> None:
    (row,) = drawn(Bars((agents.track("t1"),)))
    assert row.endswith("not seen yet 0 s")


def test_narrow_terminal_cuts_the_message_alone(
    agents: AgentsV2, published: dict[str, Any]
) -> None:
    (row,) = drawn(Bars((agents.track(running(published, 40)),)), width=74)
    assert "running 0 s Re" in row
    assert row.endswith("…")


def test_seconds_stand_still_when_the_work_has_ended(
    agents: AgentsV2, published: dict[str, Any]
) -> None:
    now = [0.0]
    handle = agents.track(running(published, 40))
    shown = Bars((handle,), clock=lambda: now[0])
    now[0] = 3.0
    assert " 3 s " in drawn(shown)[0]
    handle.record = task(published)
    now[0] = 5.0
    assert " 5 s" in drawn(shown)[0]
    now[0] = 60.0
    assert " 5 s" in drawn(shown)[0]


def test_terminal_sees_the_bars_move(agents: AgentsV2, published: dict[str, Any]) -> None:
    handle = agents.track(running(published, 40))
    out = console(force_terminal=True)
    with bars(handle, console=out):
        handle.record = task(published)
    text = written(out)
    assert text.index("40%") < text.index("100%")


def test_file_gets_the_last_picture_alone(agents: AgentsV2, published: dict[str, Any]) -> None:
    handle = agents.track(running(published, 40))
    out = console(force_terminal=False)
    with bars(handle, console=out):
        handle.record = task(published)
    text = written(out)
    assert "40%" not in text
    assert text.count("100%") == 1


def test_notebook_sees_the_bars_move(
    agents: AgentsV2, published: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    _pretend_to_be_a_notebook(monkeypatch, shown)
    handle = agents.track(running(published, 40))
    with bars(handle, console=console(force_jupyter=True)):
        handle.record = task(published)
    text = "".join(shown)
    assert text.index("40%") < text.index("100%")


def _pretend_to_be_a_notebook(monkeypatch: pytest.MonkeyPatch, shown: list[str]) -> None:
    """Put what rich asks for in a notebook in its place, and keep what is displayed as text."""

    class Output:
        def __enter__(self) -> None: ...
        def __exit__(self, *_error: object) -> None: ...
        def clear_output(self, *, wait: bool) -> None: ...

    def display(shows: Any) -> None:
        if not isinstance(shows, Output):
            shown.append(shows._repr_mimebundle_((), ())["text/plain"])

    ipython, widgets = ModuleType("IPython"), ModuleType("ipywidgets")
    module = ModuleType("IPython.display")
    vars(module)["display"] = display
    vars(widgets)["Output"] = Output
    for each in (ipython, module, widgets):
        monkeypatch.setitem(sys.modules, each.__name__, each)


def test_nothing_else_imports_rich() -> None:
    code = (
        "import sys, taskpact, taskpact.worker, taskpact.channels, taskpact.webhooks\n"
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
