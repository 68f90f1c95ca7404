"""Submit research, watch its progress, and read the report."""

from taskpact import AgentsV2
from taskpact.agents_v2 import models


def show(task: models.TaskResponse) -> None:
    """Print how far the task is, each time that it changes."""
    print(f"{task.status}: {task.progress.percent} % {task.progress.message or ''}")


with AgentsV2(base_url="http://127.0.0.1:4010", credentials="demo-token") as agents:
    task = agents.run_research(topic="Tidal power in Europe", max_sections=3, sync=False)
    report = agents.track(task).result(deadline=60, on_progress=show)
    assert isinstance(report, models.ResearchResult)
    print(f"{len(report.sections)} sections: {report.summary}")
