"""What a world holds of agent_tasks when it is new: an agent in each state, and a task in each.

Their ids are the examples of the contract's parameters.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from taskpact_mock.api import FixtureError, fit
from taskpact_mock.apis.agent_tasks import tasks
from taskpact_mock.apis.agent_tasks.agents import TIMEOUT, Agents, made, moved
from taskpact_mock.apis.agent_tasks.records import Task
from taskpact_mock.apis.agent_tasks.tasks import API, AgentTasks, state_of
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.validators import Validators
from taskpact_mock.world.clock import SECOND, START, Clock
from taskpact_mock.world.lifecycle import Refused
from taskpact_mock.world.world import Setting, World

TENANT = "demo"
SECOND_TENANT = "second"
AGENT = "agt_active000001"
SECOND_AGENT = "agt_second000001"
RUNNING = "tsk_running00001"

_AGENTS = (
    made(AGENT, "active"),
    made("agt_paused000001", "paused"),
    made("agt_stopped00001", "stopped"),
    made("agt_error0000001", "error"),
)
_BODY = {"message": "Review the payment module for missing checks"}
_RESULT = {
    "summary": "One check is missing.",
    "findings": [
        {
            "file": "src/refunds.py",
            "line": 42,
            "severity": "high",
            "message": "The amount may be negative",
        }
    ],
}


def new_state(_world: World) -> AgentTasks:
    """The agents and tasks of a new world; tasks under way stand still until they are moved."""
    return _played().copy()


def add(world: World, records: Mapping[str, Any], validators: Validators) -> JSON:
    """Put agents and tasks into a world, or move agents, as the control plane's contract says."""
    agents = [_add_agent(world, record) for record in records.get("agents", ())]
    made: list[JSON] = []
    for number, record in enumerate(records.get("tasks", ())):
        made += _add_tasks(world, record, validators, f"tasks.{number}")
    return {"agents": agents, "tasks": made}


def _add_agent(world: World, record: Mapping[str, Any]) -> str:
    agents, tenant = state_of(world).agents, record.get("tenant", TENANT)
    id, state = record["agent_id"], record.get("state", "active")
    known = agents.find(tenant, id)
    if known is None:
        agents.put(tenant, made(id, state, record.get("timeout_seconds", TIMEOUT)))
    else:
        agents.put(tenant, moved(known, state))
    return str(id)


def _add_tasks(
    world: World, record: Mapping[str, Any], validators: Validators, place: str
) -> list[str]:
    check = validators.component("SubmitTaskRequest")
    fit(check, record["body"], f"{place}.body")
    count, task_id = record.get("count", 1), record.get("task_id")
    if task_id is not None and (count > 1 or task_id in state_of(world).tasks):
        raise FixtureError(f"{place}.task_id: {task_id!r} must name one task, a new one")
    return [
        _submit(
            world,
            tenant=record.get("tenant", TENANT),
            agent_id=record.get("agent_id", AGENT),
            body=record["body"],
            task_id=task_id,
            hold=record.get("hold"),
        ).id
        for _ in range(count)
    ]


def _submit(
    world: World,
    *,
    agent_id: str = AGENT,
    tenant: str = TENANT,
    body: Mapping[str, Any] = _BODY,
    task_id: str | None = None,
    hold: str | None = None,
) -> Task:
    """A task; one that is held is at once where it stands still."""
    task = tasks.submit(
        world, tenant=tenant, agent_id=agent_id, body=body, task_id=task_id, hold=hold
    )
    if isinstance(task, Refused):
        raise FixtureError(f"agent {agent_id!r} of {tenant!r} is unknown or takes no tasks")
    if hold is not None and hold != task.status:
        tasks.start_held(world, task.id)
    return task


@cache
def _played() -> AgentTasks:
    """The fixtures, as the life cycle itself makes them, in a world of their own."""
    agents = Agents({SECOND_TENANT: (made(SECOND_AGENT, "active"),)}, default=_AGENTS)
    setting = Setting(
        states={API: lambda _world: AgentTasks(agents)},
        due={
            (API, event.__name__): event
            for event in (tasks.start, tasks.start_held, tasks.progress, tasks.time_out)
        },
    )
    world = World(setting, "fixtures", clock=Clock("manual", start=START - 3600 * SECOND))
    world.scripts.add(API, None, {"result": _RESULT})
    _submit(world, task_id="tsk_completed001")
    world.scripts.add(API, None, {"fail": {"message": "The repository could not be read"}})
    _submit(world, task_id="tsk_failed000001")
    cancelled = _submit(world, task_id="tsk_cancelled001", hold="queued")
    tasks.cancel(world, cancelled)
    _submit(world, task_id="tsk_queued000001", hold="queued")
    _submit(world, task_id=RUNNING, hold="running")
    _submit(world, task_id="tsk_waiting00001", hold="awaiting_input")
    world.play(world.now + 5 * SECOND)
    return state_of(world)
