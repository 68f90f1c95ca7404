"""agents_v2: research tasks, polled, streamed, cancelled, retried and replayed."""

from scripts.demo.stage import Stage, bar, say, title
from taskpact import AgentsV2
from taskpact.agents_v2 import models

FAILURE = {"code": "LLM_TIMEOUT", "message": "LLM request timed out after 120 seconds"}


def tell(stage: Stage) -> None:
    """Every story of this API."""
    with AgentsV2(base_url=stage.url, credentials=stage.headers("agents_v2")) as agents:
        _polled(agents)
        _streamed(agents)
        _cancelled(agents)
        _retried(agents, stage)
        _replayed(agents)


def _polled(agents: AgentsV2) -> None:
    title("agents_v2: a research task, followed by polling")
    task = agents.run_research(
        topic="Effects of remote work on small teams", max_sections=3, sync=False
    )
    report = agents.track(task).result(on_progress=_show)
    assert isinstance(report, models.ResearchResult)
    say(f"{len(report.sections)} sections, {report.word_count} words: {report.summary[:60]}...")


def _streamed(agents: AgentsV2) -> None:
    title("agents_v2: the same, streamed")
    task = agents.run_research(topic="Tidal power along rocky coasts", sync=False)
    with agents.stream_task(task.task_id, poll_interval=0.1) as events:
        for event in events:
            if isinstance(event.data, models.ProgressFrame):
                seen = event.data.data
                bar(seen.progress.percent, seen.status, seen.progress.message or None)
            elif isinstance(event.data, models.CompleteFrame):
                say(f"the stream ends: {event.data.data.status}")


def _cancelled(agents: AgentsV2) -> None:
    title("agents_v2: cancelled on the way")
    task = agents.run_research(topic="A topic nobody needs", sync=False)
    cancelled = agents.cancel_task(task.task_id, reason="the customer changed the topic")
    assert cancelled.status == "cancelled"
    assert cancelled.error
    say(f"{cancelled.task_id} is {cancelled.status}: {cancelled.error.message}")


def _retried(agents: AgentsV2, stage: Stage) -> None:
    title("agents_v2: failed by a script, then retried")
    stage.script("agents_v2", "run_research", {"fail": FAILURE}, times=3)
    handle = agents.track(agents.run_research(topic="Heat pumps in old houses", sync=False))
    while (task := handle.refresh()).status != "failed":
        _show(task)
        stage.advance(4)
    assert task.error
    say(f"{task.attempts.count} attempts, then {task.status}: {task.error.message}")
    again = agents.retry_task(task.task_id)
    assert again.status == "completed"
    say(f"retried by hand: {again.status} at attempt {again.attempts.count}")


def _replayed(agents: AgentsV2) -> None:
    title("agents_v2: replayed by its idempotency key")
    first = agents.run_research(topic="Bees in cities", idempotency_key="demo-key-1")
    second = agents.run_research(topic="Bees in cities", idempotency_key="demo-key-1")
    assert first.task_id == second.task_id
    say(f"two calls, one task: {first.task_id} = {second.task_id}")


def _show(task: models.TaskResponse) -> None:
    bar(task.progress.percent, task.status, task.progress.message or None)
