"""Records of the agent runtime for tests that need no server."""

from datetime import UTC, datetime
from typing import Any

from taskpact import errors
from taskpact._worker.decisions import Held
from taskpact.agent_runtime import models

START = datetime(2026, 1, 1, tzinfo=UTC)


def held(since: float = 0.0) -> Held:
    return Held(
        lease=models.TaskRunLeaseSummary(
            run_id="run-1", status=models.RunStatus("claimed"), task_id="task-1"
        ),
        task=models.TaskReference(
            id="task-1",
            latest_event_seq=0,
            scope=models.TaskScope("workspace"),
            status=models.TaskStatus("ready"),
            title="A task",
        ),
        run=None,
        since=since,
    )


def message(id: str) -> models.AgentChannelMessage:
    return models.AgentChannelMessage(
        body={"text": id},
        channel_id="coord-demo",
        from_session_id="peer-agent.sess-peer",
        message_id=id,
        metadata=models.CoordinationMessageMetadata(
            coordination_channel_id="coord-demo",
            correlation_id="c",
            message_kind=models.MessageKind("status"),
            run_id="run-1",
            task_id="task-1",
        ),
        timestamp=START,
    )


def status_error(status: int, **more: Any) -> errors.StatusError:
    return errors.status_class(status)(
        operation="an_operation",
        method="POST",
        url="http://127.0.0.1/",
        status=status,
        code=None,
        message="no",
        hint=None,
        body=None,
        headers={},
        request_id=None,
        **more,
    )


def timed_out(outcome: errors.Outcome = "unknown") -> errors.TimedOut:
    error = errors.TimedOut("no answer in time")
    error.outcome = outcome
    return error
