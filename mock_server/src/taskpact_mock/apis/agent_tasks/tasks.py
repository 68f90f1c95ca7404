"""What happens to tasks: the queue of each agent, steps, questions, ends.

Every state comes from the life cycle. An agent works on one task at a time, the most urgent first;
one that waits for input keeps its agent. A task that a fixture or a script holds in a state stands
apart: it has no place in the queue, keeps no agent and never times out. Source: facts 4.1, 4.5.
"""

from collections.abc import Mapping
from typing import Any

from attrs import evolve
from sortedcontainers import SortedList

from taskpact_mock.apis.agent_tasks.agents import TIMEOUT, Agents
from taskpact_mock.apis.agent_tasks.records import EVENTS, STEPS, Failure, Plan, Task, webhook
from taskpact_mock.apis.agent_tasks.results import sample
from taskpact_mock.contract.load import load
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Machine, Refused
from taskpact_mock.world.scripts import Outcome
from taskpact_mock.world.world import World

API = "agent_tasks"
MACHINE = Machine(load(API).lifecycles["Task"])
RUN = 1.0
"""Seconds from submission to the end of a task that finds its agent free."""
PICKUP = 0.1
"""Seconds of them before the agent begins."""
LONGEST = 100 * 365 * 86400.0
"""Seconds that a task may run whatever it asks for: moments must stay numbers."""
PAUSES = (5.0, 25.0)
"""Seconds after which a webhook that was not taken is sent again."""

_USUAL = Plan(interval=int((RUN - PICKUP) * SECOND) // len(STEPS))

AgentKey = tuple[str, str]
"""An account and one of its agents."""


class AgentTasks:
    """All that agent_tasks keeps in a world."""

    def __init__(self, agents: Agents) -> None:
        self.agents = agents
        self.tasks: dict[str, Task] = {}
        self.queues: dict[AgentKey, SortedList] = {}
        self.busy: dict[AgentKey, str] = {}
        self.arrivals = 0

    def copy(self) -> "AgentTasks":
        """Agents and tasks of its own, in the same states."""
        twin = AgentTasks(self.agents.copy())
        twin.tasks = dict(self.tasks)
        twin.queues = {agent: SortedList(queue) for agent, queue in self.queues.items()}
        twin.busy = dict(self.busy)
        twin.arrivals = self.arrivals
        return twin


def state_of(world: World) -> AgentTasks:
    """The agents and tasks of a world."""
    found: AgentTasks = world.state(API)
    return found


def find(world: World, tenant: str, agent_id: str, task_id: str) -> Task | None:
    """The task of that id, if it is one of the account's agent."""
    task = state_of(world).tasks.get(task_id)
    return task if task is not None and task.agent == (tenant, agent_id) else None


def submit(
    world: World,
    *,
    tenant: str,
    agent_id: str,
    body: Mapping[str, Any],
    task_id: str | None = None,
    hold: str | None = None,
) -> Task | Refused:
    """A new task, queued, or why the agent does not take it.

    `hold` names a state in which it stands still, as a script would.
    """
    state = state_of(world)
    agent = state.agents.find(tenant, agent_id)
    outcome = MACHINE.step(
        "operation",
        "submit_task",
        None,
        guard=lambda _agent_unknown: agent is None,
        related=lambda _agent: None if agent is None else agent.state,
    )
    if isinstance(outcome, Refused):
        return outcome
    scripted = {"hold": hold} if hold else _scripted(world, body)
    state.arrivals += 1
    begins = world.now + int(PICKUP * SECOND)
    task = Task(
        id=task_id or f"tsk_{world.ids.letters(12)}",
        seq=state.arrivals,
        tenant=tenant,
        agent_id=agent_id,
        body=body,
        plan=_plan(scripted) if scripted else _USUAL,
        status=outcome.state,
        created=world.now,
        estimated_start=begins,
    )
    if task.plan.hold is None:
        ahead = _queue(state, task)
        task = evolve(task, estimated_start=begins + int(ahead * RUN * SECOND))
        world.plan(begins, API, "start", task.agent)
    elif task.plan.hold != task.status:
        world.plan(begins, API, "start_held", task.id)
    state.tasks[task.id] = task
    return task


def start(world: World, agent: AgentKey) -> None:
    """A due event: an agent that is free begins the first task of its queue."""
    state = state_of(world)
    if agent in state.busy or not state.queues.get(agent):
        return
    task = _begin(world, state.tasks[state.queues[agent].pop(0)[2]])
    state.busy[agent] = task.id
    world.plan(world.now + task.plan.interval, API, "progress", (task.id, task.steps_done))
    limit = min(_limit(state, task), LONGEST)
    world.plan(world.now + int(limit * SECOND), API, "time_out", task.id)


def start_held(world: World, task_id: str) -> None:
    """A due event: a task that is to stand still gets to where it does."""
    task = state_of(world).tasks[task_id]
    if task.started is None and not MACHINE.is_terminal(task.status):
        task = _begin(world, task)
        if task.plan.hold != task.status:
            _ask(world, task)


def progress(world: World, key: tuple[str, int]) -> None:
    """A due event: another step is done, or the agent asks, fails, is done or stands still."""
    task_id, steps_done = key
    task = state_of(world).tasks[task_id]
    if task.status != "running" or task.steps_done != steps_done:
        return  # it was cancelled or timed out meanwhile
    failure = task.plan.failure
    if failure is not None and steps_done == failure.after:
        _end(world, task, "fail", error=failure.message)
    elif steps_done == task.plan.ask and not task.asked:
        _ask(world, task)
    elif steps_done != task.plan.partial:
        _step(world, task)


def time_out(world: World, task_id: str) -> None:
    """A due event: what has not ended by now fails."""
    state = state_of(world)
    task = state.tasks[task_id]
    if not MACHINE.is_terminal(task.status):
        error = f"Task timed out after {_limit(state, task):g} seconds"
        _end(world, task, "time_out", error=error)


def tell(world: World, task: Task, message: str) -> Task | Refused:
    """Give the task a message, or say why that is refused; one that waits for it runs on."""
    outcome = MACHINE.step("operation", "send_message", task.status)
    if isinstance(outcome, Refused):
        return outcome
    if outcome.state != task.status:
        world.plan(world.now + task.plan.interval, API, "progress", (task.id, task.steps_done))
    return _store(world, task, status=outcome.state, messages=(*task.messages, message))


def cancel(world: World, task: Task) -> Task | Refused:
    """Stop the task, or say why that is refused."""
    outcome = MACHINE.step("operation", "cancel_task", task.status)
    if isinstance(outcome, Refused):
        return outcome
    _release(world, task)
    return _store(world, task, status=outcome.state, cancelled=world.now)


def _scripted(world: World, body: Mapping[str, Any]) -> Outcome | None:
    return world.scripts.take(API, "submit_task", body, of_request=False)


def _plan(outcome: Outcome) -> Plan:
    """The plan that a script wants.

    Outcomes: as the control plane's contract describes them in AgentTasksOutcome.
    """
    fail, ask, partial = (outcome.get(name) for name in ("fail", "ask", "partial"))
    failure = None
    if fail is not None:
        failure = Failure(fail.get("message", "The agent failed"), fail.get("after", 1))
    seconds = outcome.get("take", RUN - PICKUP)
    return Plan(
        interval=int(seconds * SECOND) // len(STEPS),
        hold=outcome.get("hold"),
        ask=None if ask is None else ask.get("after", 1),
        partial=None if partial is None else partial.get("after", 1),
        failure=failure,
        result=outcome.get("result"),
    )


def _queue(state: AgentTasks, task: Task) -> int:
    """Give the task its place in the queue of its agent; how many tasks may come before it.

    A more urgent one may come sooner: its exact place would take longer to find in a longer queue.
    """
    queue = state.queues.setdefault(task.agent, SortedList())
    ahead = len(queue) + (task.agent in state.busy)
    queue.add(task.place)
    return ahead


def _limit(state: AgentTasks, task: Task) -> float:
    """How many seconds the task may run."""
    agent = state.agents.find(*task.agent)
    limit: float = task.body.get("timeout_override", TIMEOUT if agent is None else agent.timeout)
    return limit


def _begin(world: World, task: Task) -> Task:
    status = MACHINE.advance("time", "start", task.status)
    return _store(world, task, status=status, started=world.now)


def _step(world: World, task: Task) -> None:
    """The step that the agent was at is done: the next one begins, or it was the last."""
    done = task.steps_done + 1
    if done == len(STEPS):
        result = task.plan.result
        if result is None:
            chance = world.ids.stream(task.id)
            result = sample(task.body["message"], len(task.messages), chance)
        _end(world, task, "complete", result=result)
    else:
        status = MACHINE.advance("time", "progress", task.status)
        task = _store(world, task, status=status, steps_done=done)
        world.plan(world.now + task.plan.interval, API, "progress", (task.id, done))


def _ask(world: World, task: Task) -> None:
    status = MACHINE.advance("time", "ask", task.status)
    _notify(world, _store(world, task, status=status, asked=True))


def _end(world: World, task: Task, how: str, **changes: Any) -> None:
    status = MACHINE.advance("time", how, task.status)
    _release(world, task)
    _notify(world, _store(world, task, status=status, completed=world.now, **changes))


def _release(world: World, task: Task) -> None:
    """The task leaves its agent, which takes the next one, or its place in the queue."""
    state = state_of(world)
    if state.busy.get(task.agent) == task.id:
        del state.busy[task.agent]
        if state.queues.get(task.agent):
            world.plan(world.now + int(PICKUP * SECOND), API, "start", task.agent)
    elif task.started is None and (queue := state.queues.get(task.agent)) is not None:
        queue.discard(task.place)


def _store(world: World, task: Task, **changes: Any) -> Task:
    changed = evolve(task, **changes)
    state_of(world).tasks[task.id] = changed
    return changed


def _notify(world: World, task: Task) -> None:
    if task.body.get("callback_mode") == "webhook" and task.status in EVENTS:
        url = task.body["webhook_url"]
        world.send(world.webhooks.new(API, url, webhook(task), pauses=PAUSES))
