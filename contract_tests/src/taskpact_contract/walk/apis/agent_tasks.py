"""A task of agent_tasks in each of its states, at an agent in each of its own."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from taskpact_contract.control import Control
from taskpact_contract.walk.situations import Place, Situation, only

AGENT, OTHER_AGENT = "agt_walked000001", "agt_walked000002"
ELSEWHERE = "elsewhere"
"""An account that nobody of the target's has."""
UNKNOWN = "unknown00000001"
WORK = {"message": "Count the tests of the repository"}
LONG = {"take": 50}
"""Ten seconds for each step."""
SHORT = {"take": 1}
ASKING = {"ask": {"after": 2}}
STEPS = 5
REASON = "There is no such repository"
FAILING = {"fail": {"after": 2, "message": REASON}}

PATHS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "active": ((), ("paused", "active"), ("stopped", "active"), ("error", "active")),
    "paused": (("paused",),),
    "stopped": (("stopped",), ("paused", "stopped"), ("error", "stopped")),
    "error": (("error",),),
}
"""All ways on which control brings a new agent, which is active, to each state."""
LIVE = ("queued", "running", "awaiting_input")

Make = Callable[[Control], Place]


def _agent(control: Control, *states: str, agent: str = AGENT, **more: Any) -> None:
    """An agent, new if it is not there, and where it is brought one after the other."""
    steps = [{"agent_id": agent, "state": state} for state in states]
    control.make({"agents": [{"agent_id": agent, **more}, *steps]})


def _submitted(control: Control, agent: str = AGENT, **more: Any) -> str:
    answer = control.call("submit_task", id=agent, body={**WORK, **more})
    return str(answer["task_id"])


def _place(task: str = UNKNOWN, agent: str = AGENT) -> Place:
    return Place(parameters={"id": agent, "taskId": task})


def _brought(*states: str) -> Make:
    """No task, and an agent that was brought to these states."""

    def make(control: Control) -> Place:
        _agent(control, *states)
        return _place()

    return make


def _of_another_agent(control: Control) -> Place:
    _agent(control)
    _agent(control, agent=OTHER_AGENT)
    return _place(_submitted(control, OTHER_AGENT))


def _of_another_account(control: Control) -> Place:
    _agent(control)
    _agent(control, tenant=ELSEWHERE)
    theirs = {"agent_id": AGENT, "tenant": ELSEWHERE, "body": WORK}
    return _place(only(control.make({"tasks": [theirs]})["tasks"]))


def _worked_on(
    outcome: Mapping[str, Any], seconds: float, shows: Mapping[str, Any] | None = None, **body: Any
) -> Make:
    """A task at an agent that has nothing else to do, some seconds after it was submitted."""

    def make(control: Control) -> Place:
        _agent(control)
        control.script("submit_task", outcome)
        task = _submitted(control, **body)
        control.advance(seconds)
        return evolve(_place(task), shows=shows or {})

    return make


def _done(steps: int) -> dict[str, Any]:
    """What a task shows that has done some steps."""
    return {"progress": {"steps_completed": steps, "total_steps": STEPS}}


def _held(state: str, agent: str) -> Make:
    """A task that stands still, and where its agent was brought after it had come."""

    def make(control: Control) -> Place:
        place = _worked_on({"hold": state}, 1)(control)
        _agent(control, agent)
        return place

    return make


def _cancelled(before: str) -> Make:
    def make(control: Control) -> Place:
        place = _held(before, "active")(control)
        control.call("cancel_task", **place.parameters)
        return place

    return make


def _behind(outcome: Mapping[str, Any], seconds: float) -> Make:
    """A task at an agent that got another one before."""

    def make(control: Control) -> Place:
        _agent(control)
        control.script("submit_task", outcome)
        _submitted(control)
        task = _submitted(control)
        control.advance(seconds)
        return _place(task)

    return make


def _behind_a_cancelled_one(control: Control) -> Place:
    _agent(control)
    control.script("submit_task", LONG, 2)
    first, task = _submitted(control), _submitted(control)
    control.advance(5)
    control.call("cancel_task", **_place(first).parameters)
    control.advance(5)
    return _place(task)


def _among(first: float, second: float, *, taken: bool) -> Make:
    """Of two tasks of these priorities that were there at once, the one that is taken or waits."""

    def make(control: Control) -> Place:
        _agent(control)
        control.script("submit_task", LONG, 2)
        tasks = [_submitted(control, priority=priority) for priority in (first, second)]
        control.advance(5)
        begins = 0 if first >= second else 1
        return _place(tasks[begins if taken else 1 - begins])

    return make


def _at_active(name: str, state: str | None, make: Make) -> Situation:
    return Situation(name=name, states={"Task": state, "Agent": "active"}, make=make)


def _way(states: tuple[str, ...]) -> str:
    return ", then ".join(("active", *states))


SITUATIONS = (
    *(
        Situation(
            name=f"no task, and an agent that is {_way(way)}",
            states={"Task": None, "Agent": state},
            make=_brought(*way),
        )
        for state, ways in PATHS.items()
        for way in ways
    ),
    Situation(
        name="no task and no agent",
        states={"Task": None, "Agent": None},
        make=lambda _: _place(agent=UNKNOWN),
        holds=frozenset({"agent_unknown"}),
    ),
    _at_active("the task is another agent's", None, _of_another_agent),
    _at_active("the task is another account's", None, _of_another_account),
    _at_active("a task waits for its agent, which works", "queued", _behind(LONG, 20)),
    _at_active("a task waits for its agent, which waits", "queued", _behind(ASKING, 20)),
    _at_active("a less urgent task waits", "queued", _among(2, 9, taken=False)),
    _at_active("a younger task waits", "queued", _among(5, 5, taken=False)),
    _at_active("a more urgent task is taken", "running", _among(2, 9, taken=True)),
    _at_active("an older task is taken", "running", _among(5, 5, taken=True)),
    _at_active("a task is taken once another has ended", "completed", _behind(SHORT, 5)),
    _at_active("a task is taken once another is cancelled", "running", _behind_a_cancelled_one),
    _at_active("a task runs", "running", _worked_on(LONG, 5, _done(0))),
    _at_active("a task has done some steps", "running", _worked_on(LONG, 25, _done(2))),
    _at_active("a task waits for input", "awaiting_input", _worked_on(ASKING, 5, _done(2))),
    _at_active("a task is completed", "completed", _worked_on(SHORT, 5)),
    _at_active("a task has failed", "failed", _worked_on(FAILING, 5, {"error": REASON})),
    _at_active("a task ran too long", "failed", _worked_on(LONG, 20, timeout_override=15)),
    _at_active("a task waited too long", "failed", _worked_on(ASKING, 20, timeout_override=15)),
    *(
        _at_active(f"a task is cancelled, and was {each}", "cancelled", _cancelled(each))
        for each in LIVE
    ),
    *(
        Situation(
            name=f"a task is {state}, and its agent {agent}",
            states={"Task": state, "Agent": agent},
            make=_held(state, agent),
        )
        for agent in PATHS
        for state in LIVE
    ),
)
