"""What a world holds of agents_v2 when it is new: a finished task of each agent, and one a state.

Their ids are the examples of the contract's parameters.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from taskpact_mock.api import FixtureError
from taskpact_mock.apis.agents_v2 import tasks
from taskpact_mock.apis.agents_v2.lifecycle import API
from taskpact_mock.apis.agents_v2.records import MAX_ATTEMPTS
from taskpact_mock.apis.agents_v2.tasks import Tasks, tasks_of
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.validators import Validators
from taskpact_mock.world.clock import SECOND, START, Clock
from taskpact_mock.world.world import Setting, World

TENANT = "demo"
FIRST = "a11ce00000000001"

_RESEARCH = {"topic": "Effects of remote work on small teams", "max_sections": 3}
_FAIL = {"code": "LLM_TIMEOUT", "message": "LLM request timed out after 120 seconds"}
_DONE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("research", _RESEARCH),
    (
        "data_analyst",
        {
            "question": "Which region sold the most?",
            "data": [{"region": "north", "sales": 120}, {"region": "south", "sales": 80}],
        },
    ),
    (
        "email_draft",
        {
            "context": "The release slipped by one week because a test machine failed.",
            "purpose": "Tell the customer and offer a call",
            "tone": "friendly",
            "recipient_info": "Ana, ana@example.com, head of operations",
        },
    ),
    (
        "content_repurpose",
        {
            "content": "Our new scheduler starts jobs twice as fast, and never starts one twice.",
            "source_format": "blog",
            "target_formats": ["tweet_thread", "slides"],
        },
    ),
    ("proofreading", {"text": "The the report is ready for review. It are short."}),
)
_PENDING, _RUNNING, _RETRYING, _FAILED, _CANCELLED = 6, 7, 8, 9, 10


def new_state(world: World) -> Tasks:
    """The tasks of a new world; those under way stand still until somebody cancels them.

    The retrying one waits for an attempt that comes when the world is a minute old.
    """
    state = _played().copy()
    world.plan(world.now + 60 * SECOND, API, "retry_due", _id(_RETRYING))
    return state


def add(world: World, records: Mapping[str, Any], validators: Validators) -> JSON:
    """Put tasks into a world, as the control plane's contract describes them."""
    made: list[JSON] = []
    for number, record in enumerate(records.get("tasks", ())):
        agent_type, body = record["agent_type"], record["body"]
        check = validators.operations[f"run_{agent_type}"].body
        if check is not None and not check.accepts(body):
            fault = check.faults(body, f"tasks.{number}.body")[0]
            raise FixtureError(f"{'.'.join(map(str, fault.place))}: {fault.message}")
        count, task_id = record.get("count", 1), record.get("task_id")
        if task_id is not None and (count > 1 or tasks_of(world).table.get(task_id)):
            raise FixtureError(f"tasks.{number}.task_id: {task_id!r} must name one task, a new one")
        for _ in range(count):
            task = tasks.create(
                world,
                tenant=record.get("tenant", TENANT),
                user=record.get("user", TENANT),
                agent_type=agent_type,
                body={**body, "sync": False},
                task_id=task_id,
                hold=record.get("hold"),
            )
            made.append(task.id)
    return {"tasks": made}


@cache
def _played() -> Tasks:
    """The fixtures, as the life cycle itself makes them, in a world of their own."""
    setting = Setting(
        states={API: lambda _world: Tasks()},
        due={
            (API, "finish"): tasks.finish,
            (API, "retry_due"): tasks.retry_due,
        },
    )
    world = World(setting, "fixtures", clock=Clock("manual", start=START - 3600 * SECOND))
    for number, (agent_type, body) in enumerate(_DONE, start=1):
        _submit(world, number, agent_type, body)
    _submit(world, _PENDING, hold="pending")
    _submit(world, _RUNNING, hold="running")
    world.scripts.add(API, None, {"fail": _FAIL}, times=MAX_ATTEMPTS)
    _submit(world, _FAILED, seconds=60)
    cancelled = tasks.find(world, TENANT, _submit(world, _CANCELLED, hold="running"))
    assert cancelled is not None
    tasks.cancel(world, cancelled, "The customer changed the topic")
    world.scripts.add(API, None, {"fail": _FAIL})
    _submit(world, _RETRYING)
    played = tasks.settle(world)
    for task in played.table:
        if task.status == "completed":
            task.outcome(world.ids.stream)  # now, or the first world that looks would decide it
    return played


def _submit(
    world: World,
    number: int,
    agent_type: str = "research",
    body: dict[str, Any] = _RESEARCH,
    *,
    hold: str | None = None,
    seconds: int = 2,
) -> str:
    """Submit a task and let some seconds pass; its id."""
    task = tasks.create(
        world,
        tenant=TENANT,
        user=TENANT,
        agent_type=agent_type,
        body={**body, "sync": False},
        task_id=_id(number),
        hold=hold,
    )
    world.play(world.now + seconds * SECOND)
    return task.id


def _id(number: int) -> str:
    return f"a11ce{number:011x}"
