"""Follow a task event by event; the last event always holds the final record."""

import asyncio

from taskpact import AsyncAgentsV2
from taskpact.agents_v2 import models


async def main() -> None:
    """Submit, then print what comes."""
    async with AsyncAgentsV2(base_url="http://127.0.0.1:4010", credentials="demo-token") as agents:
        task = await agents.run_proofreading(text="Teh cat sat on teh mat.", sync=False)
        async with agents.track(task).stream(deadline=60) as events:
            async for event in events:
                if isinstance(event.data, models.ProgressFrame):
                    print("progress:", event.data.data.progress.percent)
                elif isinstance(event.data, models.TaskResponse):
                    print("final record:", event.data.status)


asyncio.run(main())
