"""What happens to records: a run begins, its logs grow node by node, it ends, it is deleted.

The engine reports the start and the end of each node; every report is an event of the world. Every
state comes from the life cycle. Source: facts 4.1, 4.3, 4.5.
"""

from collections.abc import Mapping
from typing import Any

import orjson
from attrs import evolve, frozen

from taskpact_mock.apis.task_records.agents import DEMO, Agent, Fault, Update, updates
from taskpact_mock.apis.task_records.records import Task, User, form_of, render
from taskpact_mock.contract.decode import JSON
from taskpact_mock.contract.load import load
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Machine
from taskpact_mock.world.scripts import Outcome
from taskpact_mock.world.table import Table
from taskpact_mock.world.world import World

API = "task_records"
MACHINE = Machine(load(API).lifecycles["Task"])
RUN = 1.0
"""Seconds from the start of a run to its end."""


@frozen
class Run:
    """What the engine will report, one every `interval` microseconds, and the fault that ends it.

    One that stands still has fewer reports than its nodes make.
    """

    updates: tuple[Update, ...]
    interval: int
    fault: Fault | None


class Tasks:
    """All that task_records keeps in a world."""

    def __init__(self) -> None:
        self.table: Table[Task] = Table(lambda task: (task.user.id,))
        self.runs: dict[str, Run] = {}
        self.agents: dict[str, Agent] = {DEMO["id"]: DEMO}
        self.users: dict[str, User] = {}

    def copy(self) -> "Tasks":
        """Records of its own, in the same states."""
        twin = Tasks()
        twin.table = self.table.copy()
        twin.runs = dict(self.runs)
        twin.agents = dict(self.agents)
        twin.users = dict(self.users)
        return twin


def tasks_of(world: World) -> Tasks:
    """The records of a world."""
    found: Tasks = world.state(API)
    return found


def find(world: World, user: str, task_id: str) -> Task | None:
    """The user's record of that id."""
    task = tasks_of(world).table.get(task_id)
    return task if task is not None and task.user.id == user else None


def run(
    world: World,
    *,
    agent: Agent,
    user: User,
    values: Mapping[str, JSON],
    name: str | None = None,
    callback: str | None = None,
    answers: Mapping[str, str] | None = None,
    text: bool = False,
    task_id: str | None = None,
    outcome: Outcome | None = None,
) -> Task:
    """Run an agent for a user: a record in its first state.

    An outcome, of the caller or of a script, is what the control plane's contract describes in
    TaskRecordsOutcome; a run that is held stands still once its first node runs, and one of which
    a part is wanted once that node does.
    """
    tasks = tasks_of(world)
    task = Task(
        id=task_id or world.ids.uuid4(),
        seq=tasks.table.next_seq(),
        user=user,
        agent=agent,
        name=name or agent.get("name", agent["id"]),
        created=world.now,
        status=MACHINE.advance("control", "run", None),
        callback=callback,
        text=text,
    )
    tasks.table.put(task)
    if outcome is None:
        started: JSON = {"agentId": agent["id"], "input": values}
        outcome = world.scripts.take(API, "", started, of_request=False) or {}
    reports = tuple(updates(agent, values, answers or {}, world.ids.stream(task.id)))
    seconds = outcome.get("take", RUN)
    going = Run(
        _told(reports, outcome),
        int(seconds * SECOND) // len(reports),
        _fault(outcome.get("fail"), agent),
    )
    tasks.runs[task.id] = going
    world.plan(world.now + going.interval, API, "report", (task.id, 0))
    return task


def report(world: World, key: tuple[str, int]) -> None:
    """A due event: the engine reports that a node starts or ends."""
    task_id, number = key
    tasks = tasks_of(world)
    task, going = tasks.table.get(task_id), tasks.runs.get(task_id)
    if task is None or going is None or number != task.reports or number >= len(going.updates):
        return  # it was deleted meanwhile, and nobody hears of its end; or it stands still
    if going.fault is not None and number == 2 * going.fault.node + 1:
        _fail(world, task, going.fault)
        return
    update = going.updates[number]
    logs = task.logs if update.line is None else (*task.logs, update.line)
    if update.output is not None:
        del tasks.runs[task_id]
        status = MACHINE.advance("time", "complete", task.status)
        _notify(world, _store(world, task, logs=logs, status=status, output=update.output))
        return
    status = MACHINE.advance("time", "progress", task.status)
    task = _store(world, task, logs=logs, status=status, reports=number + 1)
    if world.has_quirk("task_records.webhook_on_update"):
        _notify(world, task)
    world.plan(world.now + going.interval, API, "report", (task_id, number + 1))


def delete(world: World, task: Task) -> None:
    """The record goes, whatever its state is; what its run still reports finds nothing."""
    MACHINE.advance("operation", "delete_task", task.status)
    tasks = tasks_of(world)
    tasks.table.remove(task.id)
    tasks.runs.pop(task.id, None)


def _fail(world: World, task: Task, fault: Fault) -> None:
    del tasks_of(world).runs[task.id]
    if world.has_quirk("task_records.stuck_on_error"):
        return
    status = MACHINE.advance("time", "fail", task.status)
    logs = (*task.logs, f"Response: {fault.message}")
    _notify(world, _store(world, task, logs=logs, status=status))


def _told(reports: tuple[Update, ...], outcome: Outcome) -> tuple[Update, ...]:
    """As many of the reports as the outcome lets come; two of each node, its start and its end."""
    if "hold" in outcome:
        return reports[:1]
    if "partial" in outcome:
        return reports[: 2 * outcome["partial"].get("node", 1) + 1][: len(reports) - 1]
    return reports


def _fault(wanted: Mapping[str, Any] | None, agent: Agent) -> Fault | None:
    if wanted is None:
        return None
    last = max(len(agent["workflow"]) - 2, 0)  # the one before the return node
    return Fault(min(wanted.get("node", 0), last), wanted.get("message", "The model is overloaded"))


def _store(world: World, task: Task, **changes: Any) -> Task:
    return tasks_of(world).table.put(evolve(task, **changes))


def _notify(world: World, task: Task) -> None:
    if task.callback is not None:
        body = orjson.dumps(render(task, form_of(world)))
        world.send(world.webhooks.new(API, task.callback, body))
