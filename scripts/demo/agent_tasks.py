"""agent_tasks: an agent that asks back, and one that is paused."""

import time

from scripts.demo.stage import Stage, bar, say, title
from taskpact import AgentTasks
from taskpact.agent_tasks import models
from taskpact.errors import ServerError

AGENT, PAUSED = "agt_active000001", "agt_paused000001"


def tell(stage: Stage) -> None:
    """Every story of this API."""
    with AgentTasks(base_url=stage.url, credentials=stage.headers("agent_tasks")) as agents:
        _asked(agents, stage)
        _paused(agents)


def _asked(agents: AgentTasks, stage: Stage) -> None:
    title("agent_tasks: a task that needs an answer on the way")
    stage.script("agent_tasks", "submit_task", {"ask": {"after": 2}})
    submitted = agents.submit_task(
        AGENT, message="Review the login form for security issues", priority=7
    )
    say(f"{submitted.task_id} is {submitted.status}; poll it at {submitted.poll_url}")
    task = _until(agents, submitted.task_id, "awaiting_input")
    taken = agents.send_message(AGENT, task.task_id, message="Yes, the staging system is fine")
    say(f"answered, and it is {taken.status} again")
    task = _until(agents, task.task_id, "completed")
    assert task.result
    say(f"result: {task.result.get('summary')}")


def _paused(agents: AgentTasks) -> None:
    title("agent_tasks: an agent that takes nothing now")
    try:
        agents.submit_task(PAUSED, message="Anything")
    except ServerError as error:
        say(f"{error.status}: {error.message}")
    else:
        raise AssertionError("a paused agent took a task")


def _until(agents: AgentTasks, task_id: str, status: str) -> models.Task:
    """Look until the task has that status, and show what changes."""
    shown = None
    while True:
        task = agents.get_task(AGENT, task_id)
        now = (task.status, task.progress)
        if now != shown:
            _show(task)
        if task.status == status:
            return task
        shown = now
        time.sleep(0.1)


def _show(task: models.Task) -> None:
    if task.progress:
        done = round(task.progress.steps_completed / task.progress.total_steps * 100)
        bar(done, task.status, task.progress.current_step)
    else:
        bar(100 if task.status == "completed" else 0, task.status, None)
