"""What a world holds of agent_runtime when it is new. Its ids are the examples of the contract.

The default caller is sess-demo. It holds nothing, so that it can claim, and the first run that it
gets is run-00000000000000a1. A second session of its agent, sess-worker, holds a run for ever.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from attrs import evolve

from taskpact_mock.apis.agent_runtime import leases, sessions, tasks
from taskpact_mock.apis.agent_runtime.fixtures import fill
from taskpact_mock.apis.agent_runtime.state import API, Runtime, runtime_of
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND, START, Clock
from taskpact_mock.world.world import Setting, World

DEMO, WORKER = "sess-demo", "sess-worker"

DUE: dict[str, Callable[[World, Any], None]] = {
    "starve": tasks.starve,
    "sweep": leases.sweep,
    "reap": sessions.reap,
    "stopped": sessions.stopped,
}
"""What time lets happen."""

_FOREVER = 2**60
_ID = "00000000000000"
_GRANTED = {"network_channels": ["coord-demo"], "skills": ["csv-import"]}
_RECORDS: dict[str, Any] = {
    "workspaces": [
        {
            "id": "ws-demo",
            "name": "Demo",
            "root_dir": "/srv/demo",
            "coordinator": {"enabled": True, "model": "demo-large", "provider": "demo-provider"},
        },
        {"id": "ws-second", "name": "Second", "root_dir": "/srv/second"},
    ],
    "agents": [
        {
            "name": "demo-agent",
            "capabilities": [{"id": "csv-import", "summary": "Reads tables of any size."}],
            "soul": "Lead with clarity.\n",
        },
        {"name": "peer-agent", "capabilities": [{"id": "review"}]},
        {"name": "second-agent", "workspace_id": "ws-second"},
    ],
    "sessions": [
        {
            "id": DEMO,
            "name": "demo",
            "agent_name": "demo-agent",
            "channel": "coord-demo",
            "lineage": {"auto_stop_on_parent": False, "permissions": _GRANTED},
        },
        {"id": "sess-peer", "agent_name": "peer-agent", "channel": "coord-demo"},
        {"id": WORKER, "agent_name": "demo-agent"},
        {
            "id": "sess-second",
            "agent_name": "second-agent",
            "workspace_id": "ws-second",
            "channel": "coord-second",
        },
    ],
    "tasks": [
        {
            "id": f"task-{_ID}a1",
            "identifier": "DEMO-1",
            "title": "Import the orders of January",
            "network_channel": "coord-demo",
            "runs": [
                {
                    "id": f"run-{_ID}a1",
                    "required_capabilities": ["csv-import"],
                    "metadata": {"file": "orders.csv"},
                }
            ],
        },
        {
            "id": f"task-{_ID}a2",
            "identifier": "DEMO-2",
            "title": "Compare the totals with those of December",
            "runs": [{"id": f"run-{_ID}a2", "held_by": WORKER, "lease_seconds": _FOREVER}],
        },
        {
            "id": f"task-{_ID}a3",
            "identifier": "DEMO-3",
            "title": "Import the orders of February",
            "priority": "low",
            "network_channel": "coord-demo",
            "runs": [{"id": f"run-{_ID}a3"}],
        },
        {
            "id": f"task-{_ID}a4",
            "identifier": "DEMO-4",
            "title": "Import the orders of December",
            "runs": [{"id": f"run-{_ID}a4", "held_by": "sess-peer"}],
        },
        {
            "id": f"task-{_ID}a5",
            "identifier": "DEMO-5",
            "title": "Import the returns of December",
            "max_attempts": 1,
            "runs": [{"id": f"run-{_ID}a5"}],
        },
        {
            "id": f"task-{_ID}a6",
            "identifier": "DEMO-6",
            "title": "Import the orders of last year",
            "runs": [{"id": f"run-{_ID}a6"}],
        },
        {
            "id": f"task-{_ID}a7",
            "identifier": "DEMO-7",
            "title": "Import a file that nobody can read",
            "runs": [{"id": f"run-{_ID}a7", "wakes": tasks.WAKES}],
        },
        {
            "id": f"task-{_ID}b1",
            "title": "A task of the second workspace",
            "workspace_id": "ws-second",
            "network_channel": "coord-second",
            "runs": [{"id": f"run-{_ID}b1"}],
        },
    ],
    "controls": [
        {"id": f"run-{_ID}a2", "control": "bind"},
        {"id": f"run-{_ID}a2", "control": "start"},
        {"id": f"run-{_ID}a6", "control": "cancel"},
    ],
}
_LATER: dict[str, Any] = {
    "messages": [
        {
            "id": f"msg-{_ID}a1",
            "from_session_id": "sess-peer",
            "text": "Which rows are broken?",
            "message_kind": "request",
            "correlation_id": "question-1",
        }
    ]
}


def new_state(_world: World) -> Runtime:
    """The runtime of a new world. What is held or ended stands still; the rest can be claimed."""
    return _played().copy()


def credentials(_world: World) -> dict[str, JSON]:
    """The default session, one that holds a run, and one of another workspace."""
    return {
        "headers": _headers(DEMO, "demo-agent"),
        "parameters": {
            "channel": "coord-demo",
            "run_id": f"run-{_ID}a1",
            "workspace": "ws-demo",
        },
        "holder": {
            "headers": _headers(WORKER, "demo-agent"),
            "parameters": {"run_id": f"run-{_ID}a2"},
        },
        "second": {
            "headers": _headers("sess-second", "second-agent"),
            "parameters": {
                "channel": "coord-second",
                "run_id": f"run-{_ID}b1",
                "workspace": "ws-second",
            },
        },
    }


def _headers(session_id: str, agent_name: str) -> dict[str, JSON]:
    return {"X-AGH-Session-ID": session_id, "X-AGH-Agent": agent_name}


@cache
def _played() -> Runtime:
    """The default records, as the life cycle itself makes them, in a world of their own."""
    setting = Setting(
        states={API: lambda _world: Runtime()},
        due={(API, name): event for name, event in DUE.items()},
    )
    world = World(setting, "fixtures", clock=Clock("manual", start=START - 3600 * SECOND))
    fill(world, _RECORDS)
    state = runtime_of(world)
    demo, peer = state.sessions[DEMO], state.sessions["sess-peer"]
    assert demo.snapshot is not None
    snapshot = evolve(demo.snapshot, id=f"soul-{_ID}a1")
    state.sessions[DEMO] = evolve(demo, snapshot=snapshot)
    world.play(world.now + 10 * SECOND)
    leases.complete(world, peer, f"run-{_ID}a4", {"rows": 980})
    failing = leases.lease(world, peer, state.runs[f"run-{_ID}a5"])
    leases.fail(world, peer, failing.id, "The file has no header line.", None)
    fill(world, _LATER)
    world.play(world.now + tasks.STARVING)
    return state
