"""Operations as methods, on the wire."""

import asyncio
from typing import Any

import pytest

from clients.python.tests.wire import Answer, Server, answer
from taskpact import AgentIdentity, AgentRuntime, AgentsV2, AsyncAgentsV2
from taskpact.agent_runtime import models as runtime_models
from taskpact.agents_v2 import models
from taskpact.errors import BadRequest, DecodeError, NotFound


@pytest.fixture
def client(server: Server) -> Any:
    with AgentsV2(base_url=server.url, credentials="demo-token") as client:
        yield client


@pytest.fixture
def runtime(server: Server) -> Any:
    identity = AgentIdentity(session="sess-demo", agent="demo-agent")
    with AgentRuntime(base_url=server.url, credentials=identity) as client:
        yield client


def test_path_parameter_may_be_positional_and_is_escaped(
    server: Server, client: AgentsV2, finished: dict[str, Any]
) -> None:
    server.replies(answer(finished))
    client.get_task("a b/ü?")
    client.get_task(task_id="x")
    assert [seen.path for seen in server.requests] == [
        "/api/v1/agents/v2/tasks/a%20b%2F%C3%BC%3F",
        "/api/v1/agents/v2/tasks/x",
    ]


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_path_parameter_that_leads_elsewhere_is_refused(client: AgentsV2, name: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in a path"):
        client.get_task(name)


def test_body_holds_given_fields_only(
    server: Server, client: AgentsV2, finished: dict[str, Any]
) -> None:
    server.replies(answer(finished, 202))
    client.run_research(
        topic="solar power",
        depth=models.ResearchDepth.QUICK,
        focus_areas=None,
        sync=False,
        idempotency_key=KEY,
    )
    assert server.requests[0].json == {
        "topic": "solar power",
        "depth": "quick",
        "focus_areas": None,
        "sync": False,
        "idempotency_key": KEY,
    }


def test_optional_body_without_fields_is_not_sent(
    server: Server, client: AgentsV2, finished: dict[str, Any]
) -> None:
    server.replies(answer(finished))
    client.cancel_task("t1")
    client.cancel_task("t1", reason="enough")
    assert [seen.body for seen in server.requests] == [b"", b'{"reason":"enough"}']


def test_required_body_without_fields_is_an_empty_object(
    server: Server, runtime: AgentRuntime
) -> None:
    server.replies(Answer(204))
    runtime.claim_next_task()
    assert server.requests[0].json == {}


def test_unset_and_none_leave_the_query_and_scalars_are_written_as_json(
    server: Server, runtime: AgentRuntime, client: AgentsV2
) -> None:
    server.replies(answer({"messages": []}), answer(_empty_page()))
    runtime.receive_messages("ops", wait=True, limit=5)
    client.list_tasks(status=None, limit=2)
    assert [seen.query for seen in server.requests] == [
        [("wait", "true"), ("limit", "5")],
        [("limit", "2")],
    ]


def test_header_parameter_is_sent(server: Server, client: AgentsV2) -> None:
    server.replies(Answer(headers={"Content-Type": "text/event-stream"}, chunks=()))
    assert list(client.stream_task("t1", last_event_id="7")) == []
    assert server.requests[0].headers["last-event-id"] == "7"


KEY = "key-1"
METADATA = {
    "task_id": "t",
    "run_id": "r",
    "coordination_channel_id": "c",
    "correlation_id": "k",
    "message_kind": "status",
}


@pytest.mark.parametrize(
    "metadata",
    [METADATA, runtime_models.CoordinationMessageMetadata.from_dict(METADATA)],
    ids=["mapping", "model"],
)
def test_nested_object_may_be_a_mapping_or_a_model(
    server: Server, runtime: AgentRuntime, metadata: Any
) -> None:
    server.replies(Answer(400))
    with pytest.raises(BadRequest):
        runtime.send_message("ops", body={"text": "hi"}, metadata=metadata, idempotency_key=KEY)
    assert server.requests[0].json == {
        "body": {"text": "hi"},
        "metadata": METADATA,
        "idempotency_key": KEY,
    }


def test_no_content_is_none(server: Server, runtime: AgentRuntime) -> None:
    server.replies(Answer(204))
    assert runtime.claim_next_task() is None


@pytest.mark.parametrize("body", [b"", b"{", b"<html>", b"[]", b'"x"'])
def test_success_that_is_no_record_is_a_decode_error(
    server: Server, client: AgentsV2, body: bytes
) -> None:
    server.replies(Answer(200, body))
    with pytest.raises(DecodeError) as caught:
        client.get_task("t1")
    assert str(caught.value).startswith("in the answer of get_task: ")


async def _async_calls(url: str) -> None:
    async with AsyncAgentsV2(base_url=url, credentials="demo-token") as client:
        task = await client.get_task("t1")
        assert isinstance(task, models.TaskResponse)
        with pytest.raises(NotFound):
            await client.cancel_task("t1", reason="enough")


def test_async_twin_sends_and_decodes_the_same(server: Server, finished: dict[str, Any]) -> None:
    server.replies(answer(finished), answer({"detail": {"code": "X", "message": "y"}}, 404))
    asyncio.run(_async_calls(server.url))
    assert [(seen.method, seen.path, seen.body) for seen in server.requests] == [
        ("GET", "/api/v1/agents/v2/tasks/t1", b""),
        ("POST", "/api/v1/agents/v2/tasks/t1/cancel", b'{"reason":"enough"}'),
    ]


def _empty_page() -> dict[str, Any]:
    return {"tasks": [], "total": 0, "limit": 2, "offset": 0}
