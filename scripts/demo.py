"""Start the mock server as a user would, drive it through the SDK, stop it.

Everything goes over HTTP, between two processes, on the loopback interface.
"""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from taskpact import AgentsV2
from taskpact.agents_v2 import models

READY = "taskpact-mock ready on "
BAR = 24


def main() -> int:
    """Run every story; the result is the exit status."""
    began = time.monotonic()
    with mock_server() as url:
        print(f"mock server: {url}")
        credentials = httpx.get(f"{url}/_mock/credentials").json()
        with AgentsV2(base_url=url, credentials=credentials["agents_v2"]["headers"]) as agents:
            agents_v2(url, agents)
    print(f"\nall stories ended well, in {time.monotonic() - began:.1f} s")
    return 0


@contextlib.contextmanager
def mock_server() -> Iterator[str]:
    """The mock in a process of its own; gives its URL."""
    command = [str(Path(sys.executable).with_name("taskpact-mock")), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line.startswith(READY):
                raise SystemExit(
                    "the mock server did not start; run .venv/bin/taskpact-mock to see why"
                )
            yield line.removeprefix(READY).strip()
        finally:
            process.terminate()


def agents_v2(url: str, agents: AgentsV2) -> None:
    """Five stories of one research task each."""
    title("agents_v2: a research task, followed by polling")
    task = agents.run_research(
        topic="Effects of remote work on small teams", max_sections=3, sync=False
    )
    handle = agents.track(task)
    handle.wait(timeout=30, on_progress=show)
    report = handle.result()
    assert isinstance(report, models.ResearchResult)
    print(f"  {len(report.sections)} sections, {report.word_count} words: {report.summary[:60]}...")

    title("agents_v2: the same, streamed")
    task = agents.run_research(topic="Tidal power along rocky coasts", sync=False)
    with agents.stream_task(task.task_id, poll_interval=0.1) as events:
        for event in events:
            if isinstance(event.data, models.ProgressFrame):
                line(event.data.data.status, event.data.data.progress)
            elif isinstance(event.data, models.CompleteFrame):
                print(f"  the stream ends: {event.data.data.status}")

    title("agents_v2: cancelled on the way")
    task = agents.run_research(topic="A topic nobody needs", sync=False)
    cancelled = agents.cancel_task(task.task_id, reason="the customer changed the topic")
    assert cancelled.status == "cancelled"
    assert cancelled.error
    print(f"  {cancelled.task_id} is {cancelled.status}: {cancelled.error.message}")

    title("agents_v2: failed by a script, then retried")
    script = {"api": "agents_v2", "operation": "run_research", "outcome": {"fail": FAILURE}}
    httpx.post(f"{url}/_mock/scripts", json=script | {"times": 3}).raise_for_status()
    handle = agents.track(agents.run_research(topic="Heat pumps in old houses", sync=False))
    while handle.refresh().status != "failed":
        show(handle.refresh())
        httpx.post(f"{url}/_mock/clock/advance", json={"seconds": 4}).raise_for_status()
    failed = handle.refresh()
    assert failed.error
    print(f"  {failed.attempts.count} attempts, then {failed.status}: {failed.error.message}")
    again = agents.retry_task(failed.task_id)
    assert again.status == "completed"
    print(f"  retried by hand: {again.status} at attempt {again.attempts.count}")

    title("agents_v2: replayed by its idempotency key")
    first = agents.run_research(topic="Bees in cities", idempotency_key="demo-key-1")
    second = agents.run_research(topic="Bees in cities", idempotency_key="demo-key-1")
    assert first.task_id == second.task_id
    print(f"  two calls, one task: {first.task_id} = {second.task_id}")


FAILURE = {"code": "LLM_TIMEOUT", "message": "LLM request timed out after 120 seconds"}


def title(text: str) -> None:
    """Begin a story."""
    print(f"\n{text}")


def show(task: models.TaskResponse) -> None:
    """A line of progress."""
    line(task.status, task.progress)


def line(status: str, progress: models.ProgressResponse) -> None:
    """A bar, the state and what the agent says."""
    filled = BAR * progress.percent // 100
    bar = "#" * filled + "." * (BAR - filled)
    print(f"  [{bar}] {progress.percent:3} % {status:<10} {progress.message or ''}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
