"""What a type checker must know about the client; never run."""

from typing import assert_type

from taskpact import (
    AgentRuntime,
    AgentsV2,
    AsyncAgentsV2,
    AsyncEventStream,
    EventStream,
    State,
    Unset,
)
from taskpact.agent_runtime import models as runtime_models
from taskpact.agents_v2 import AsyncTaskHandle, Frame, Result, TaskHandle, models


def plain(client: AgentsV2, runtime: AgentRuntime) -> None:
    """The blocking clients."""
    task = client.run_research(topic="solar power", depth="quick", sync=False)
    assert_type(task, models.TaskResponse)
    assert_type(task.status, models.TaskStatus)
    assert_type(task.error, models.ErrorResponse | Unset | None)
    assert_type(client.list_task_events("t"), list[models.TaskEventResponse])
    assert_type(runtime.claim_next_task(), runtime_models.AgentTaskClaimResponse | None)
    assert_type(client.stream_task("t"), EventStream[Frame])
    for event in client.stream_task("t"):
        assert_type(event.data, Frame)
    handle = client.track(task)
    assert_type(handle, TaskHandle)
    assert_type(handle.state, State)
    assert_type(handle.wait(), models.TaskResponse)
    assert_type(handle.result(), Result)


async def twin(client: AsyncAgentsV2) -> None:
    """The same for asyncio."""
    assert_type(await client.get_task("t"), models.TaskResponse)
    assert_type(client.stream_task("t"), AsyncEventStream[Frame])
    async for event in client.stream_task("t"):
        assert_type(event.data, Frame)
    handle = client.track("t")
    assert_type(handle, AsyncTaskHandle)
    assert_type(await handle.result(), Result)


def mistakes(client: AgentsV2) -> None:
    """What must not pass."""
    client.run_research()  # type: ignore[call-arg]
    client.run_research(topic="solar power", depth="deep")  # type: ignore[arg-type]
    client.get_task(3)  # type: ignore[arg-type]
