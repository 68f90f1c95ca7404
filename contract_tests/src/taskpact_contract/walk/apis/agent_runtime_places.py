"""Where the situations of agent_runtime are: a workspace with three sessions of one agent."""

from collections.abc import Mapping
from typing import Any

from taskpact_contract.control import Control

WORKSPACE, AGENT, CHANNEL = "ws-walked", "walked-agent", "coord-walked"
CALLER, OTHER, THIRD = "sess-walked-caller", "sess-walked-other", "sess-walked-third"
MESSAGE = "msg-00000000000000f1"
"""What the other session says on the channel where the caller joined it."""
REAPED = 5
"""Seconds within which a spawned session whose time is up is stopped."""


def headers(session_id: str) -> dict[str, str]:
    """What lets the session in."""
    return {"X-AGH-Session-ID": session_id, "X-AGH-Agent": AGENT}


def session(session_id: str, **more: Any) -> dict[str, Any]:
    """The fixture of a session of the agent."""
    return {"id": session_id, "agent_name": AGENT, "workspace_id": WORKSPACE, **more}


def settle(control: Control, *, channel: str | None = None, **caller: Any) -> None:
    """Make the workspace and its sessions; the caller and the other one join the channel."""
    joined = {} if channel is None else {"channel": channel}
    control.make(
        {
            "workspaces": [{"id": WORKSPACE}],
            "agents": [_agent()],
            "sessions": [
                session(THIRD),
                session(CALLER, **joined, **caller),
                session(OTHER, **joined),
            ],
            "messages": [] if channel is None else [_message()],
        }
    )


def _agent() -> Mapping[str, Any]:
    able = [{"id": "sorting"}]
    return {"name": AGENT, "workspace_id": WORKSPACE, "capabilities": able, "soul": "Be brief.\n"}


def _message() -> Mapping[str, Any]:
    return {"id": MESSAGE, "from_session_id": OTHER, "text": "How far is it?"}
