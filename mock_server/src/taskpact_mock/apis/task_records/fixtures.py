"""What a world holds of task_records when it is new: a record in each state.

Runs begin outside this contract, so the control plane begins them, too. The first id is the example
of the contract's parameters.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from taskpact_mock.api import FixtureError, fit
from taskpact_mock.apis.task_records import tasks
from taskpact_mock.apis.task_records.agents import DEMO, misfit
from taskpact_mock.apis.task_records.records import Task, User
from taskpact_mock.apis.task_records.tasks import API, Tasks, tasks_of
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.validators import Validators
from taskpact_mock.world.clock import SECOND, START, Clock
from taskpact_mock.world.world import Setting, World

USER = User("user-demo", "Demo user", "demo@example.com")
SECOND_USER = User("user-second", "Second user", "second@example.com")
COMPLETE = "fbc5f047-dde3-4ec9-b8bc-e1cd4ec4a6d7"
RUNNING = "3c1e9a52-7d04-4b8e-9f6a-2b5d8c0e4f17"
ERROR = "9b7f2d60-1e35-4c9a-8a41-6d0c3e5b7f28"

_OUTCOMES = ("take", "hold", "fail", "partial")


def new_state(_world: World) -> Tasks:
    """The records of a new world; the one that runs stands still."""
    return _played().copy()


def add(world: World, records: Mapping[str, Any], validators: Validators) -> JSON:
    """Put users and agents into a world and run agents, as the control plane's contract says."""
    known = tasks_of(world)
    users: list[JSON] = []
    for user in records.get("users", ()):
        known.users[user["id"]] = User(user["id"], user["name"], user.get("email"))
        users.append(user["id"])
    agents: list[JSON] = []
    for number, agent in enumerate(records.get("agents", ())):
        fit(validators.component("Agent"), agent, f"agents.{number}")
        if (why := misfit(agent)) is not None:
            raise FixtureError(f"agents.{number}: {why}")
        known.agents[agent["id"]] = agent
        agents.append(agent["id"])
    made: list[JSON] = []
    for number, record in enumerate(records.get("tasks", ())):
        made += _run(world, record, f"tasks.{number}")
    return {"users": users, "agents": agents, "tasks": made}


def _run(world: World, record: Mapping[str, Any], place: str) -> list[str]:
    """Run an agent as often as `record` says; the ids of the tasks."""
    known = tasks_of(world)
    agent_id, user_id = record.get("agentId", DEMO["id"]), record.get("userId", USER.id)
    agent = known.agents.get(agent_id)
    if agent is None:
        raise FixtureError(f"{place}.agentId: {agent_id!r} is none of {list(known.agents)}")
    count, task_id = record.get("count", 1), record.get("id")
    if task_id is not None and (count > 1 or known.table.get(task_id)):
        raise FixtureError(f"{place}.id: {task_id!r} must name one task, a new one")
    made = [
        tasks.run(
            world,
            agent=agent,
            user=known.users.get(user_id) or User(user_id, user_id),
            values=record.get("input", {}),
            name=record.get("name"),
            callback=record.get("callback"),
            answers=record.get("answers"),
            text=record.get("text", False),
            task_id=task_id,
            outcome={name: record[name] for name in _OUTCOMES if name in record} or None,
        )
        for _ in range(count)
    ]
    if "hold" in record:
        for task in made:
            tasks.report(world, (task.id, 0))
    return [task.id for task in made]


@cache
def _played() -> Tasks:
    """The fixtures, as the life cycle itself makes them, in a world of their own."""
    setting = Setting(states={API: lambda _world: Tasks()}, due={(API, "report"): tasks.report})
    world = World(setting, "fixtures", clock=Clock("manual", start=START - 3600 * SECOND))
    known = tasks_of(world)
    known.users = {user.id: user for user in (USER, SECOND_USER)}
    for task_id, outcome in (
        (COMPLETE, {}),
        (RUNNING, {"hold": "running"}),
        (ERROR, {"fail": {}}),
    ):
        _movie_night(world, task_id, outcome)
        world.play(world.now + SECOND)
    return known


def _movie_night(world: World, task_id: str, outcome: Mapping[str, Any]) -> Task:
    return tasks.run(
        world,
        agent=DEMO,
        user=USER,
        values={"idea": "a lighthouse keeper and a storm"},
        name="Movie night",
        answers={"Synopsis": "A lighthouse keeper adopts a storm."},
        task_id=task_id,
        outcome=outcome,
    )
