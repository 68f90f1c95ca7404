"""The part of the model of agent_tasks that submits tasks, reads them, and knows how they were."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from taskpact_contract.documents import operations
from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agent_tasks_fates import (
    KEPT,
    Task,
    outcome_fault,
    progress_fault,
    shape_fault,
)
from taskpact_contract.models.machine import Bench, Machine
from taskpact_contract.probe import Answer

API = "agent_tasks"
AGENTS = ("agt_modelled0001", "agt_modelled0002")


class Views(Machine):
    """Knows tasks, and what comes of them; submits and reads them."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.known: dict[str, Task] = {}
        self.agents: tuple[str, ...] = AGENTS
        self.now = 0.0

    def submit_one(self, agent: str, body: Mapping[str, Any], outcome: Mapping[str, Any]) -> str:
        """A valid submission makes a queued task, which can be read at once."""
        alone = self.bench.control is not None
        if alone:
            self.script("submit_task", outcome)
        answer = self.done("submit_task", "birth", path={"id": agent}, body=body)
        task, task_id = answer.body, str(answer.body["task_id"])
        again = f"{task_id} is the id of another task" if task_id in self.known else None
        self.judge(answer, "birth", again)
        self.judge(answer, "birth", oracles.echo({"status": "queued"}, task))
        for member, operation in (("poll_url", "get_task"), ("cancel_url", "cancel_task")):
            fault = self._address_fault(task[member], operation, agent, task_id)
            self.judge(answer, "links", fault)
        asks = "ask" in outcome or outcome.get("hold") == "awaiting_input"
        number = len(self.bench.story)
        self.known[task_id] = Task(
            agent, {name: task[name] for name in ("status", *KEPT)}, body,
            outcome=outcome if alone else None, queues="hold" not in outcome or not alone,
            asks=asks, born=number, waited=number, submitted=self.now, since=self.now,
        )  # fmt: skip
        found = self.look_at(task_id)
        if alone and found.body["status"] == "queued":
            self.judge(found, "echo", oracles.echo(task, found.body))
        return task_id

    def look_at(self, task_id: str) -> Answer:
        """Read a task; the answer."""
        answer = self.done("get_task", "read", path=self.path_of(task_id))
        self.judge(answer, "read", oracles.unchanged({"task_id": task_id}, answer.body, KEPT[:1]))
        self.seen(answer)
        return answer

    def path_of(self, task_id: str) -> dict[str, str]:
        """Where a task is."""
        return {"id": self.known[task_id].agent, "taskId": task_id}

    def pass_by(self, seconds: float) -> None:
        """Let time go by, where there is a control plane."""
        self.advance(seconds)
        self.now += seconds

    def seen(self, answer: Answer) -> None:
        """Compare a task with how it was last seen and with what comes of it, and keep it."""
        shown = answer.body
        task = self.known[shown["task_id"]]
        before, task.seen = task.seen, shown
        if shown["status"] != before["status"]:
            task.since = self.now
        if shown["status"] == "queued":
            task.waited = len(self.bench.story)
        kept = [*KEPT, *({"started_at"} & before.keys())]
        for problem in (
            oracles.unchanged(before, shown, kept),
            oracles.advanced(self.work, before, shown),
            oracles.frozen_at_the_end(self.work, before, shown),
            progress_fault(before.get("progress"), shown.get("progress")),
        ):
            self.judge(answer, "monotone", problem)
        alone = self.bench.control is not None
        self.judge(answer, "shape", shape_fault(shown, whole=alone))
        if task.outcome is not None:
            self.judge(answer, "outcome", outcome_fault(task, task.outcome, self.now))

    def _address_fault(self, url: str, operation: str, agent: str, task_id: str) -> str | None:
        """Whether a URL is not that of the operation on the task."""
        path = operations(API)[operation].path
        for name, value in (("id", agent), ("taskId", task_id)):
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        base_url = self.bench.target.base_url
        right = url == base_url + path if self.bench.control is not None else url.endswith(path)
        return None if right else f"{url} does not lead to {path}"
