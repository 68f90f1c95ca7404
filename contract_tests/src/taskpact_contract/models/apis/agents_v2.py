"""The model of agents_v2: tasks, with what was asked and how they were last seen."""

from itertools import pairwise

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, initialize, multiple, precondition, rule

from taskpact_contract.bridge.compare import difference
from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agents_v2_hooks import Hooks
from taskpact_contract.models.apis.agents_v2_tasks import (
    API,
    DROPPED,
    FAILURES,
    LIMIT,
    REASON,
    SUBMITTING,
    Task,
    ids_of,
    kept,
    log_fault,
    plain,
    stream_fault,
    work,
)
from taskpact_contract.models.machine import bodies


class Rules(Hooks):
    """Submits, follows, cancels, retries, lists and counts tasks, in any order."""

    tasks = Bundle("tasks")

    @initialize(target=tasks)
    def know_what_is_there(self) -> MultipleResults[str]:
        """A new world has tasks already, one in each state."""
        if self.bench.control is not None:
            answer = self.send("list_tasks", query={"limit": LIMIT})
            tasks = answer.body["tasks"]
            self.known = {each["task_id"]: Task(each["agent_type"], {}, each) for each in tasks}
            ids = [each["task_id"] for each in tasks]
            self.judge(answer, "list", oracles.same_set(self.known, ids))
        self.begun = True
        return multiple(*self.known)

    @rule(target=tasks, operation=st.sampled_from(SUBMITTING), data=st.data(), wait=st.booleans())
    def submit(self, operation: str, data: st.DataObject, wait: bool) -> str:
        """A valid submission makes a task, which can be read at once."""
        body = {**data.draw(bodies(API, operation)), "sync": wait}
        key = body.pop("idempotency_key", None)
        if key and self.bench.control is not None:
            body["idempotency_key"] = key = f"{key[:40]}-{len(self.keys)}"
        answer = self.send(operation, body=body)
        if answer.status == 400 and operation == "run_research":
            return data.draw(st.sampled_from(sorted(self.known) or ["a11ce00000000001"]))
        self.judge(answer, "echo", None if answer.status == 202 else f"refused: {answer.body}")
        task = answer.body
        agent_type = operation.removeprefix("run_")
        task_id: str = task["task_id"]
        fresh = task_id not in self.known
        self.judge(answer, "echo", None if fresh else f"{task_id} is the id of another task")
        self.judge(answer, "echo", oracles.echo({"agent_type": agent_type}, task))
        if wait:
            ended = self.work.words.get(task["status"]) in self.work.terminal
            waits = task["status"] == "retrying"
            self.judge(answer, "wait", None if ended or waits else f"it is {task['status']}")
        self.known[task_id] = Task(agent_type, body, task)
        if key and self.bench.control is not None:
            self.keys[key] = task_id
        self.read_events(task_id)
        return task_id

    @precondition(lambda self: self.keys)
    @rule(data=st.data(), operation=st.sampled_from(SUBMITTING), again=st.data())
    def submit_again(self, data: st.DataObject, operation: str, again: st.DataObject) -> None:
        """A known key answers with its task, whatever else is asked."""
        key = data.draw(st.sampled_from(sorted(self.keys)))
        body = {**again.draw(bodies(API, operation)), "idempotency_key": key, "sync": False}
        answer = self.send(operation, body=body)
        if answer.status == 400 and operation == "run_research":
            return
        wanted = self.keys[key]
        found = answer.body.get("task_id")
        problem = None if found == wanted else f"the key of {wanted} answers with {found}"
        self.judge(answer, "replay", problem)
        self.seen(answer, answer.body)

    @rule(task_id=tasks)
    def read(self, task_id: str) -> None:
        """A task is what it was, or further on."""
        self.look(task_id)

    @precondition(lambda self: self.may("cancel_task"))
    @rule(task_id=tasks)
    def cancel(self, task_id: str) -> None:
        """What is under way can be cancelled, once; nothing else can."""
        self.look(task_id)
        before = self.known[task_id].seen["status"]
        answer = self.send("cancel_task", path={"task_id": task_id}, body={"reason": REASON})
        if before in ("pending", "running"):
            done = answer.status == 200 and answer.body["status"] == "cancelled"
            self.judge(answer, "cancel", None if done else f"{before} stays: {answer.body}")
            fault = oracles.echo({"message": REASON}, answer.body["error"])
            self.judge(answer, "cancel", fault)
            self.seen(answer, answer.body)
            self.refused(409, "cancel_task", path={"task_id": task_id})
        else:
            problem = None if answer.status == 409 else f"{before} is cancelled: {answer.status}"
            self.judge(answer, "cancel", problem)
        self.look(task_id)

    @rule(task_id=tasks)
    def retry(self, task_id: str) -> None:
        """Only a task that has failed, and may pass, runs again."""
        self.look(task_id)
        before = self.known[task_id].seen
        may = before["status"] == "failed" and before["error"]["retryable"]
        answer = self.send("retry_task", path={"task_id": task_id})
        wanted = 200 if may else 409
        problem = None if answer.status == wanted else f"{before['status']}: {answer.status}"
        self.judge(answer, "retry", problem)
        if may:
            more = answer.body["attempts"]["count"] > before["attempts"]["count"]
            self.judge(answer, "retry", None if more else "it counts no further attempt")
            self.seen(answer, answer.body, again=True)
        self.look(task_id)

    @rule(task_id=tasks)
    def read_events(self, task_id: str) -> None:
        """The log tells the way from the submission to the present state, newest first."""
        self.look(task_id)
        answer = self.send("list_task_events", path={"task_id": task_id}, query={"limit": 200})
        events, task = answer.body, self.known[task_id]
        self.judge(answer, "log", None if answer.status == 200 and events else "it is empty")
        self.judge(answer, "log", oracles.ordered([e["created_at"] for e in events], falling=True))
        self.judge(answer, "log", log_fault(events))
        born = {"created_at": task.seen["timestamps"]["created_at"]}
        self.judge(answer, "log", oracles.echo(born, events[-1]))
        moves = [each for each in reversed(events) if each["new_status"] is not None]
        states = [each["new_status"] for each in moves]
        if states[-1] != task.seen["status"]:
            self.judge(answer, "log", f"it ends {states[-1]}; the task is {task.seen['status']}")
        for one, other in pairwise(moves):
            steps = self.work.leads(one["new_status"], other["new_status"])
            follows = other["previous_status"] == one["new_status"]
            problem = f"{other['new_status']} comes after {one['new_status']}"
            self.judge(answer, "log", None if steps and follows else problem)
        sent = {name: value for name, value in task.body.items() if name not in DROPPED}
        shown = plain(moves[0]["event_data"].get("input_params", {})) if sent else {}
        given = {name: plain(each) for name, each in sent.items() if each not in (None, "", [])}
        if lost := sorted(given.keys() - shown.keys()):
            self.judge(answer, "echo", f"{lost[0]} was sent, and is not shown")
        left = {name: kept(value, shown[name]) for name, value in given.items()}
        self.judge(answer, "echo", oracles.echo(left, shown))
        self.judge(answer, "log", oracles.same_set(
            [str(each["id"]) for each in events][:3],
            [str(each["id"]) for each in self.works(
                "list_task_events", path={"task_id": task_id}, query={"limit": 3})],
        ))  # fmt: skip

    @rule(task_id=tasks)
    def stream(self, task_id: str) -> None:
        """A stream tells of progress that grows, and ends with how the task ended."""
        self.look(task_id)
        if self.known[task_id].seen["status"] not in self.work.terminal:
            return
        answer = self.done("stream_task", "stream", path={"task_id": task_id})
        self.judge(answer, "stream", stream_fault(answer.body, self.known[task_id].seen))
        if ids := ids_of(answer.exchange.content):
            seen = {"Last-Event-ID": ids[0]}
            rest = self.done("stream_task", "stream", path={"task_id": task_id}, headers=seen)
            self.judge(rest, "stream", difference(answer.body[1:], rest.body, "the rest"))

    @precondition(lambda self: self.bench.control is not None)
    @rule(seconds=st.sampled_from([0.2, 1, 8, 60]))
    def pass_time(self, seconds: float) -> None:
        """Time goes by."""
        self.advance(seconds)

    @precondition(lambda self: self.bench.control is not None)
    @rule(
        operation=st.sampled_from(SUBMITTING),
        code=st.sampled_from(FAILURES),
        times=st.integers(1, 3),
    )
    def let_it_fail(self, operation: str, code: str, times: int) -> None:
        """The next attempts fail."""
        self.script(operation, {"fail": {"code": code}}, times)

    @precondition(lambda self: self.bench.control is not None)
    @rule(data=st.data(), size=st.integers(1, 7))
    def list_them(self, data: st.DataObject, size: int) -> None:
        """Lists hold just the tasks that fit the filters, newest first, and pages cut them up."""
        query = data.draw(st.fixed_dictionaries({}, optional={
            "agent_type": st.sampled_from([name.removeprefix("run_") for name in SUBMITTING]),
            "status": st.sampled_from(sorted(self.work.states)),
        }))  # fmt: skip
        self.list_by(query, size)

    @precondition(lambda self: self.bench.control is not None)
    @rule()
    def count_them(self) -> None:
        """The numbers by state are those of the tasks."""
        self.look_at_all()
        answer = self.send("get_stats")
        states = [task.seen["status"] for task in self.known.values()]
        expected = {state: states.count(state) for state in self.work.states}
        self.judge(answer, "stats", oracles.echo({**expected, "total": len(states)}, answer.body))
        health = self.send("get_health")
        self.judge(health, "stats", oracles.echo({"tasks": answer.body}, health.body))

    @precondition(lambda self: self.bench.control is not None and self.bench.second is not None)
    @rule(operation=st.sampled_from(SUBMITTING))
    def submit_for_the_second(self, operation: str) -> None:
        """The keys of others mean nothing: work under the same one is new work, and not mine."""
        body = work(operation, sync=False)
        for key in (*self.keys, None):
            answer = self.done(
                operation, "birth", second=True, body={**body, "idempotency_key": key}
            )
            task_id = answer.body["task_id"]
            known = f"{task_id} is the first's" if task_id in self.known else None
            self.judge(answer, "isolation", known)
            self.others += [task_id] if task_id not in self.others else []
        self.count_them()
        answer = self.done("get_stats", "stats", second=True)
        self.judge(answer, "stats", oracles.echo({"total": len(self.others)}, answer.body))

    @precondition(lambda self: self.bench.second is not None)
    @rule(task_id=tasks)
    def pry(self, task_id: str) -> None:
        """Nobody else sees the task, lists it, or touches it."""
        self.look(task_id)
        for operation in ("get_task", "list_task_events", "cancel_task", "retry_task"):
            answer = self.send(operation, second=True, path={"task_id": task_id})
            problem = None if answer.status == 404 else f"somebody else gets {answer.status}"
            self.judge(answer, "isolation", problem)
        answer = self.send("list_tasks", second=True, query={"limit": LIMIT})
        if self.bench.control is not None:
            found = [each["task_id"] for each in answer.body["tasks"]]
            self.judge(answer, "isolation", oracles.same_set(self.others, found))
        shown = any(each["task_id"] == task_id for each in answer.body["tasks"])
        self.judge(answer, "isolation", "somebody else lists it" if shown else None)
        self.look(task_id)
