"""agent_runtime: two workers and a lease that one of them loses, a child, a conversation."""

from scripts.demo.stage import Stage, say, title
from taskpact import AgentRuntime
from taskpact.agent_runtime import models
from taskpact.errors import Forbidden

CHANNEL = "coord-demo"


def tell(stage: Stage) -> None:
    """Every story of this API."""
    one = AgentRuntime(base_url=stage.url, credentials=stage.headers("agent_runtime"))
    other = AgentRuntime(base_url=stage.url, credentials=_second_worker(stage))
    with one, other:
        _leases(one, other, stage)
        _spawned(one)
        _talked(one, other)


def _second_worker(stage: Stage) -> dict[str, str]:
    """Another session of the same agent, and one run that both may claim."""
    run = {"network_channel": CHANNEL, "metadata": {"file": "sales.csv"}}
    stage.control(
        "fixtures",
        {
            "agent_runtime": {
                "sessions": [
                    {"id": "sess-two", "agent_name": "demo-agent", "channel": CHANNEL},
                ],
                "tasks": [{"title": "Import the sales", "priority": "urgent", "runs": [run]}],
            }
        },
    )
    return {"X-AGH-Session-ID": "sess-two", "X-AGH-Agent": "demo-agent"}


def _leases(one: AgentRuntime, other: AgentRuntime, stage: Stage) -> None:
    title("agent_runtime: two workers, one lease that is lost and recovered")
    claimed = one.claim_next_task(lease_seconds=30)
    assert claimed is not None
    run = claimed.claim.run
    say(f"worker one claims {run.id} ({claimed.claim.task.title}) for 30 s")
    one.heartbeat_run(run.id, lease_seconds=30)
    say("its heartbeat extends the lease; then it falls silent for a minute")
    stage.advance(60)
    again = other.claim_next_task()
    assert again is not None
    assert again.claim.run.id == run.id
    say(f"worker two claims {again.claim.run.id}, which was recovered")
    try:
        one.complete_run(run.id, result={"rows": 0})
    except Forbidden as error:
        say(f"worker one comes too late: {error.status} {error.message}")
    else:
        raise AssertionError("a lost lease completed a run")
    done = other.complete_run(run.id, result={"rows": 120})
    say(f"worker two completes it: {done.lease.status}")


def _spawned(one: AgentRuntime) -> None:
    title("agent_runtime: a child with fewer permissions")
    spawned = one.spawn_session(
        agent_name="peer-agent",
        auto_stop_on_parent=True,
        permissions=models.SpawnPermissionPolicy(
            mcp_servers=[],
            network_channels=[CHANNEL],
            sandbox_profiles=[],
            skills=[],
            tools=[],
            workspace_paths=[],
        ),
        spawn_role="reviewer",
        ttl_seconds=600,
    )
    child = spawned.spawn
    say(
        f"{child.session.id} is {child.session.state}, a {child.lineage.spawn_role} until"
        f" {child.lineage.ttl_expires_at}, child of {child.lineage.parent_session_id}"
    )


def _talked(one: AgentRuntime, other: AgentRuntime) -> None:
    title(f"agent_runtime: a conversation on {CHANNEL}")
    metadata = models.CoordinationMessageMetadata(
        coordination_channel_id=CHANNEL,
        correlation_id="demo-question",
        message_kind=models.MessageKind("request"),
        run_id="run-00000000000000a1",
        task_id="task-00000000000000a1",
    )
    asked = one.send_message(CHANNEL, body={"text": "Is the import done?"}, metadata=metadata)
    say(f"one asks: {asked.message.body['text']}")
    heard = other.receive_messages(CHANNEL, wait=True).messages
    question = next(each for each in heard if each.message_id == asked.message.message_id)
    other.reply_message(
        reply_to_message_id=question.message_id,
        body={"text": "Yes, 120 rows."},
        metadata=models.CoordinationMessageMetadata(
            coordination_channel_id=CHANNEL,
            correlation_id=question.metadata.correlation_id,
            message_kind=models.MessageKind("reply"),
            run_id=question.metadata.run_id,
            task_id=question.metadata.task_id,
        ),
    )
    for message in one.receive_messages(CHANNEL).messages:
        if message.metadata.correlation_id == "demo-question":
            say(f"{message.from_session_id} answers: {message.body['text']}")
