"""The model of agent_tasks: tasks of some agents, and how they were last seen."""

from collections.abc import Mapping
from itertools import permutations
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, initialize, multiple, precondition, rule

from taskpact_contract.documents import operations
from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agent_tasks_fates import LIMIT, LIVE, OUTCOMES, Task
from taskpact_contract.models.apis.agent_tasks_hooks import Hooks
from taskpact_contract.models.apis.agent_tasks_views import AGENTS, API
from taskpact_contract.models.machine import bodies
from taskpact_contract.probe import Answer

AWAY = ("paused", "stopped", "error")
NOBODY = "nobody"
WORK = {"message": "Count the tests of the repository"}
DECIDED = ("callback_mode", "webhook_url", "timeout_override")
"""Members of a submission that are not drawn: the model itself decides who is called, and when it
has run too long."""
URGENCIES: tuple[tuple[Mapping[str, Any], ...], ...] = (
    ({}, {"priority": 7.5}),
    ({},),
    ({}, {"priority": 2}),
)
"""What is submitted at once: a task for each, with its priority."""
WAITS = (1, 20, 100)
"""How many seconds go by at once."""
PICKUP = 0.3
"""Seconds in which an agent that is free takes a task, and ends none."""


class AgentTasksMachine(Hooks):
    """Submits tasks, tells them something, cancels them, and watches the queues of their agents."""

    tasks = Bundle("tasks")

    @initialize(target=tasks, data=st.data(), outcome=st.sampled_from(OUTCOMES))
    def know_what_is_there(
        self, data: st.DataObject, outcome: Mapping[str, Any]
    ) -> MultipleResults[str]:
        """Two new agents, else the one that is known, and a task of that; and a new task."""
        given = self.bench.target.principal.parameters
        example = operations(API)["submit_task"].parameter("path", "id")
        agent = given.get("id", example.example if example is not None else NOBODY)
        if self.bench.control is None:
            self.agents = (agent,)
        else:
            self.make({"agents": [{"agent_id": each} for each in AGENTS]})
        if "taskId" in given:
            task_id = given["taskId"]
            found = self.works("get_task", path={"id": agent, "taskId": task_id})
            self.known[task_id] = Task(agent, found, {})
        self.submit(data, outcome, {}, 0)
        self.begun = True
        return multiple(*self.known)

    @rule(
        target=tasks,
        data=st.data(),
        outcome=st.sampled_from(OUTCOMES),
        limit=st.sampled_from([{}, {}, {"timeout_override": LIMIT}]),
        wait=st.sampled_from([0, 0, *WAITS]),
    )
    def submit(
        self,
        data: st.DataObject,
        outcome: Mapping[str, Any],
        limit: Mapping[str, Any],
        wait: float,
    ) -> MultipleResults[str]:
        """One submission, or a few at once, each of which makes a task of its own."""
        agent = data.draw(st.sampled_from(self.agents))
        urgencies = data.draw(st.sampled_from(URGENCIES))
        made = []
        for urgency in urgencies:
            drawn = data.draw(bodies(API, "submit_task"))
            body = {name: value for name, value in drawn.items() if name not in DECIDED}
            made.append(self.submit_one(agent, {**body, **limit, **urgency}, outcome))
        if wait and self.bench.control is not None:
            self.pass_time(wait)
        return multiple(*made)

    @rule(task_id=tasks)
    def look(self, task_id: str) -> None:
        """A task is what it was, or further on."""
        self.look_at(task_id)

    @rule(task_id=tasks, message=st.text(min_size=1, max_size=12))
    def tell(self, task_id: str, message: str) -> None:
        """A task that runs or waits for input takes a message, and runs; no other does."""
        self.look_at(task_id)
        task = self.known[task_id]
        before = task.status
        answer = self.send("send_message", path=self.path_of(task_id), body={"message": message})
        if answer.status < 300:
            task.told(self.now)
        if not self._taken(answer, task_id, before in ("running", "awaiting_input")):
            return
        told = {"task_id": task_id, "status": "running", "message_received": True}
        self.judge(answer, "message", oracles.unchanged(told, answer.body, told))
        self.look_at(task_id)
        waits = task.status == "awaiting_input" and task.outcome is not None
        self.judge(answer, "message", "it still waits for input" if waits else None)

    @precondition(lambda self: self.may("cancel_task"))
    @rule(task_id=tasks)
    def cancel(self, task_id: str) -> None:
        """A task that has not ended is cancelled, once; no other is."""
        self.look_at(task_id)
        task = self.known[task_id]
        answer = self.send("cancel_task", path=self.path_of(task_id))
        if not self._taken(answer, task_id, task.status in LIVE):
            return
        told = {"task_id": task_id, "status": "cancelled"}
        self.judge(answer, "cancel", oracles.unchanged(told, answer.body, told))
        task.cancelled = True
        found = self.look_at(task_id)
        self.judge(found, "cancel", oracles.unchanged(answer.body, found.body, answer.body))
        self.refused(400, "cancel_task", path=self.path_of(task_id))

    @rule(data=st.data())
    def watch(self, data: st.DataObject) -> None:
        """An agent takes its tasks by priority, then as they came, and here one at a time."""
        self._watch(data.draw(st.sampled_from(self.agents)))

    @precondition(lambda self: self.bench.control is not None)
    @rule(seconds=st.sampled_from(WAITS))
    def pass_time(self, seconds: float) -> None:
        """Time goes by, and no agent is idle while a task waits for it."""
        self.pass_by(seconds)
        for agent in self.agents:
            if self._watch(agent):
                self.pass_by(PICKUP)
                left = self._watch(agent)
                if left:
                    answer = self.look_at(left[0])
                    self.judge(answer, "queue", f"it waits for {agent}, which does nothing")

    def conclude(self) -> None:
        """Tasks have gone their way, and one of them is cancelled if it has not ended."""
        for seconds in (20, 20, 100) if self.bench.control is not None else ():
            self.pass_time(seconds)
        if self.may("cancel_task"):
            self.cancel(max(self.known, key=lambda each: self.known[each].born))
        if self.bench.control is not None:
            self.call_back()

    @precondition(lambda self: self.bench.control is not None)
    @rule(data=st.data(), state=st.sampled_from(AWAY))
    def send_away(self, data: st.DataObject, state: str) -> None:
        """An agent that is not active takes no task; those it has are not touched."""
        agent = data.draw(st.sampled_from(self.agents))
        self.make({"agents": [{"agent_id": agent, "state": state}]})
        self.refused(503, "submit_task", path={"id": agent}, body=WORK)
        self._watch(agent)
        self.make({"agents": [{"agent_id": agent, "state": "active"}]})

    @rule(task_id=tasks, data=st.data())
    def ask_for_others(self, task_id: str, data: st.DataObject) -> None:
        """Nobody has an unknown agent; an unknown task, and one of another agent, is not found."""
        self.refused(404, "submit_task", path={"id": NOBODY}, body=WORK)
        own = self.path_of(task_id)
        others = [each for each in (NOBODY, *self.agents) if each != own["id"]]
        wrong = [{**own, "taskId": NOBODY}, *({**own, "id": each} for each in others)]
        self._hidden(data.draw(st.sampled_from(wrong)))
        self.look_at(task_id)

    @precondition(lambda self: self.bench.second is not None)
    @rule(task_id=tasks)
    def pry(self, task_id: str) -> None:
        """Nobody else sees the task, touches it, or gives its agent another."""
        path = self.path_of(task_id)
        self.refused(404, "submit_task", second=True, path={"id": path["id"]}, body=WORK)
        self._hidden(path, second=True)
        self.look_at(task_id)

    def _hidden(self, path: Mapping[str, str], *, second: bool = False) -> None:
        """No operation finds a task there."""
        self.refused(404, "get_task", second=second, path=path)
        self.refused(404, "send_message", second=second, path=path, body=WORK)
        if self.may("cancel_task"):
            self.refused(404, "cancel_task", second=second, path=path)

    def _taken(self, answer: Answer, task_id: str, wanted: bool) -> bool:
        """Whether the operation worked, which the task's state decides, unless it has moved on."""
        before = self.known[task_id].status
        worked = answer.status < 300
        if not worked and answer.status != 400:
            self.judge(answer, "transition", f"{before}: answered {answer.status}")
        if worked != wanted:
            self.look_at(task_id)
            stays = self.known[task_id].status == before
            self.judge(answer, "transition", f"{before}: {answer.status}" if stays else None)
        return worked

    def _watch(self, agent: str) -> list[str]:
        """Look at what an agent has to do; the tasks that wait for it while it does nothing."""
        own = [each for each, task in self.known.items() if task.agent == agent and task.queues]
        for each in own:
            if self.known[each].status in LIVE:
                self.look_at(each)
        waiting = [each for each in own if self.known[each].status == "queued"]
        busy = [each for each in own if self.known[each].status in ("running", "awaiting_input")]
        if self.bench.control is not None and len(busy) > 1:
            self.judge(
                self.look_at(busy[1]), "queue", f"{agent} works on {len(busy)} tasks at once"
            )
        for one, other in permutations(own, 2):
            if self.known[one].passed(self.known[other]):
                self.judge(self.look_at(one), "queue", f"it began before {other}")
        return [] if busy else waiting
