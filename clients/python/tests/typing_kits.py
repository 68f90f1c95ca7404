"""What a type checker must know about the worker kit, channels and webhooks; never run."""

from typing import assert_type

from taskpact import AgentRuntime, AsyncAgentRuntime, State
from taskpact.agent_runtime import models
from taskpact.agent_tasks import models as agent_tasks
from taskpact.agents_v2 import models as agents_v2
from taskpact.channels import AsyncChannel, Channel
from taskpact.task_records import models as task_records
from taskpact.webhooks import WebhookEvent, parse, verify
from taskpact.worker import AsyncJob, AsyncWorker, Job, Worker


def plain(session: AgentRuntime, twin: AsyncAgentRuntime) -> None:
    """The blocking kit."""

    def handle(job: Job) -> object:
        assert_type(job.session, AgentRuntime)
        assert_type(job.lease, models.TaskRunLeaseSummary)
        assert_type(job.run, models.TaskRun | None)
        assert_type(job.channel, str | None)
        return {"rows": 3}

    assert_type(Worker(handle, sessions=[session]).run(), None)
    for message in Channel(session, "c"):
        assert_type(message, models.AgentChannelMessage)
    Worker(handle, sessions=[twin])  # type: ignore[list-item]  # ty: ignore[invalid-argument-type]


async def twin(session: AsyncAgentRuntime) -> None:
    """The same for asyncio."""

    async def handle(job: AsyncJob) -> str:
        assert_type(job.session, AsyncAgentRuntime)
        return "done"

    assert_type(await AsyncWorker(handle, sessions=[session]).run(), None)
    async for message in AsyncChannel(session, "c"):
        assert_type(message, models.AgentChannelMessage)
    AsyncWorker(lambda job: "done", sessions=[session])  # type: ignore[arg-type,return-value]  # ty: ignore[invalid-argument-type]


def webhooks(body: bytes) -> None:
    """Events are typed by the API that sends them."""
    assert_type(parse("agents_v2", body), WebhookEvent[agents_v2.TaskWebhook])
    assert_type(parse("agent_tasks", body), WebhookEvent[agent_tasks.TaskWebhook])
    assert_type(parse("task_records", body), WebhookEvent[task_records.Task])
    assert_type(parse("agent_tasks", body).payload.task.status, agent_tasks.TaskState)
    assert_type(parse("agents_v2", body).state, State)
    assert_type(verify(body, {}, "whsec_"), str)
    parse("agent_runs", body)  # type: ignore[call-overload]  # ty: ignore[no-matching-overload]
