"""Wait for work of several APIs at once, and take each result as soon as it is there."""

import asyncio
from typing import Any

from taskpact import AsyncAgentRuns, AsyncAgentsV2, AsyncAgentTasks, AsyncHandle, as_completed

URL = "http://127.0.0.1:4010"


async def main() -> None:
    """Submit three pieces of work to three APIs."""
    async with (
        AsyncAgentsV2(base_url=URL, credentials="demo-token") as agents,
        AsyncAgentTasks(base_url=URL, credentials="sk_shinzo_test_demo") as tasks,
        AsyncAgentRuns(base_url=URL, credentials="demo-token") as runs,
    ):
        report = await agents.run_research(topic="Bees in large cities", sync=False)
        review = await tasks.submit_task("agt_active000001", message="Review the login form")
        run = await runs.create_agent_run(1, prompt="Fix the flaky test of the scheduler")
        handles: list[AsyncHandle[Any, Any, Any]] = [
            agents.track(report),
            tasks.track("agt_active000001", review),
            runs.track(1, run),
        ]
        async for handle in as_completed(handles, deadline=60):
            print(handle, handle.state)


asyncio.run(main())
