"""What each API must be called and contain: the table of the project's design."""

from collections.abc import Mapping

from attrs import frozen


@frozen
class Api:
    """The fixed facts of one API.

    `links` names, for each operation that starts something, the operations that follow it up.
    `upstream` tells whether the vendor's own document has operation ids.
    """

    family: str
    base_path: str
    operations: tuple[str, ...]
    links: Mapping[str, tuple[str, ...]]
    upstream: bool


_FOLLOW_TASK = ("get_task", "cancel_task", "stream_task")
_RUN_AGENT = (
    "run_research",
    "run_data_analyst",
    "run_email_draft",
    "run_content_repurpose",
    "run_proofreading",
)
_LEASE = ("heartbeat_run", "complete_run", "fail_run", "release_run")

API_TABLE: Mapping[str, Api] = {
    "agents_v2": Api(
        family="tasks",
        base_path="/api/v1/agents/v2",
        operations=(
            *_RUN_AGENT,
            "get_task",
            "list_tasks",
            "cancel_task",
            "retry_task",
            "list_task_events",
            "stream_task",
            "get_stats",
            "list_agent_types",
            "list_repurpose_formats",
            "get_health",
        ),
        links=dict.fromkeys(_RUN_AGENT, _FOLLOW_TASK),
        upstream=True,
    ),
    "agent_tasks": Api(
        family="tasks",
        base_path="/agent",
        operations=("submit_task", "get_task", "send_message", "cancel_task"),
        links={"submit_task": ("get_task", "cancel_task")},
        upstream=False,
    ),
    "task_records": Api(
        family="tasks",
        base_path="/api/v1/task",
        operations=("list_tasks", "get_task", "delete_task"),
        links={},
        upstream=False,
    ),
    "agent_runs": Api(
        family="runs",
        base_path="/v1/organizations/{org_id}/agent/run",
        operations=("create_agent_run", "get_agent_run"),
        links={"create_agent_run": ("get_agent_run",)},
        upstream=True,
    ),
    "agent_runtime": Api(
        family="runtime",
        base_path="/api/agent",
        operations=(
            "list_channels",
            "receive_messages",
            "send_message",
            "reply_message",
            "get_context",
            "get_coordinator_config",
            "get_me",
            "get_soul",
            "validate_soul",
            "spawn_session",
            "claim_next_task",
            *_LEASE,
        ),
        links={"claim_next_task": _LEASE},
        upstream=True,
    ),
}
