"""agent_runs: a run of an organisation, and one of another's."""

import time

from scripts.demo.stage import Stage, say, title
from taskpact import AgentRuns
from taskpact.errors import Forbidden

ORGANISATION, FOREIGN = 1, 2


def tell(stage: Stage) -> None:
    """The story of this API."""
    title("agent_runs: a run in one's own organisation, and none in another")
    with AgentRuns(base_url=stage.url, credentials=stage.headers("agent_runs")) as runs:
        run = runs.create_agent_run(ORGANISATION, prompt="Fix the flaky test of the scheduler")
        say(f"run {run.id} is {run.status}, created {run.created_at}")
        while run.status == "ACTIVE":
            time.sleep(0.2)
            run = runs.get_agent_run(ORGANISATION, run.id)
        assert run.result
        say(f"{run.status}: {run.result.splitlines()[0]}")
        try:
            runs.create_agent_run(FOREIGN, prompt="Anything")
        except Forbidden as error:
            say(f"organisation {FOREIGN}: {error.status} {error.message}")
        else:
            raise AssertionError("a stranger created a run")
