"""What a type checker must know about the client; never run."""

from datetime import datetime
from typing import Any, assert_type

from taskpact import (
    AgentRuns,
    AgentRuntime,
    AgentsV2,
    AgentTasks,
    AsyncAgentsV2,
    AsyncEventStream,
    EventStream,
    State,
    TaskRecords,
    Unset,
    as_completed,
    wait_any,
)
from taskpact.agent_runs import models as run_models
from taskpact.agent_runtime import models as runtime_models
from taskpact.agent_tasks import models as task_models
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
    assert_type(handle.stream(), EventStream[Frame | models.TaskResponse])
    assert_type(client.resume(handle.token), TaskHandle)
    assert_type(client.wait(task), models.TaskResponse)
    assert_type(client.with_options(max_retries=0), AgentsV2)
    assert_type(handle.created_at, datetime | None)
    assert_type(wait_any([handle]), TaskHandle)
    for done in as_completed([handle]):
        assert_type(done, TaskHandle)


def of_other_apis(tasks: AgentTasks, records: TaskRecords, runs: AgentRuns) -> None:
    """Handles of APIs without streams: each change of the record is an event."""
    task = tasks.track("a", tasks.submit_task("a", message="go"))
    assert_type(task.wait(), task_models.Task)
    assert_type(task.reply("yes"), task_models.Task)
    assert_type(task.result(), dict[str, Any])
    assert_type(records.track("t").result(), str | dict[str, Any])
    run = runs.track(1, runs.create_agent_run(1, prompt="go"))
    assert_type(run.result(), str | None)
    for event in run.stream():
        assert_type(event.data, run_models.AgentRunResponse)


async def twin(client: AsyncAgentsV2) -> None:
    """The same for asyncio."""
    assert_type(await client.get_task("t"), models.TaskResponse)
    assert_type(client.stream_task("t"), AsyncEventStream[Frame])
    async for event in client.stream_task("t"):
        assert_type(event.data, Frame)
    handle = client.track("t")
    assert_type(handle, AsyncTaskHandle)
    assert_type(await handle.result(), Result)
    assert_type(await wait_any([handle]), AsyncTaskHandle)
    async for done in as_completed([handle]):
        assert_type(done, AsyncTaskHandle)


def mistakes(client: AgentsV2) -> None:
    """What must not pass."""
    client.run_research()  # type: ignore[call-arg]  # ty: ignore[missing-argument]
    client.run_research(topic="solar power", depth="deep")  # type: ignore[arg-type]  # ty: ignore[invalid-argument-type]
    client.get_task(3)  # type: ignore[arg-type]  # ty: ignore[invalid-argument-type]
