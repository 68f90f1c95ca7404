"""The part of the model of agents_v2 that reads and lists tasks, and knows how they were."""

from collections.abc import Mapping
from typing import Any

from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agents_v2_tasks import (
    KEPT,
    LIMIT,
    SUBMITTING,
    TIMES,
    Task,
    fits,
    links_fault,
)
from taskpact_contract.models.machine import Bench, Machine
from taskpact_contract.probe import Answer


class Views(Machine):
    """Knows tasks, its own and those of the second principal; reads and lists them."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.known: dict[str, Task] = {}
        self.keys: dict[str, str] = {}
        self.others: list[str] = []

    def submit_for_good(self, body: Mapping[str, Any], operation: str = SUBMITTING[0]) -> str:
        """Work under a key that is free is new work; its id."""
        answer = self.done(operation, "birth", body=body)
        task_id = str(answer.body["task_id"])
        again = f"{task_id} is the task of an earlier key" if task_id in self.known else None
        self.judge(answer, "replay", again)
        self.judge(answer, "birth", links_fault(answer.body))
        self.known[task_id] = Task(operation.removeprefix("run_"), body, answer.body)
        return task_id

    def look(self, task_id: str) -> Answer:
        """Read a task; the answer."""
        answer = self.send("get_task", path={"task_id": task_id})
        problem = None if answer.status == 200 else f"{task_id} cannot be read: {answer.status}"
        self.judge(answer, "read", problem)
        self.judge(answer, "read", oracles.echo({"task_id": task_id}, answer.body))
        self.seen(answer, answer.body)
        return answer

    def list_by(self, query: Mapping[str, Any], size: int) -> None:
        """A list holds just the tasks that fit its filters; so do its pages of that size."""
        self.look_at_all()
        answer = self.send("list_tasks", query={**query, "limit": LIMIT})
        listed = answer.body["tasks"]
        fitting = [
            task_id
            for task_id, task in self.known.items()
            if all(fits(task.seen, name, value) for name, value in query.items())
        ]
        self.judge(answer, "list", oracles.same_set(fitting, [each["task_id"] for each in listed]))
        times = [each["timestamps"]["created_at"] for each in listed]
        self.judge(answer, "list", oracles.ordered(times, falling=True))
        told = {"total": len(fitting), "limit": LIMIT, "offset": 0}
        self.judge(answer, "list", oracles.echo(told, answer.body))
        self.judge(answer, "pages", oracles.pages(
            [each["task_id"] for each in listed],
            lambda limit, offset: [each["task_id"] for each in self.works(
                "list_tasks", query={**query, "limit": limit, "offset": offset})["tasks"]],
            size,
        ))  # fmt: skip

    def look_at_all(self) -> None:
        """The list without filters holds all tasks, each as it is or further on."""
        answer = self.send("list_tasks", query={"limit": LIMIT})
        listed = {each["task_id"]: each for each in answer.body["tasks"]}
        self.judge(answer, "list", oracles.same_set(self.known.keys(), list(listed)))
        for each in listed.values():
            self.seen(answer, each)

    def seen(self, answer: Answer, record: Mapping[str, Any], *, again: bool = False) -> None:
        """Compare a task with how it was last seen, and keep it; one that ran `again` has moved."""
        task = self.known.get(record["task_id"])
        self.judge(answer, "read", f"{record['task_id']} is no task" if task is None else None)
        assert task is not None
        before, task.seen = task.seen, record
        for problem in (
            oracles.unchanged(before, record, KEPT),
            oracles.unchanged(before["timestamps"], record["timestamps"], ["created_at"]),
            oracles.advanced(self.work, before, record),
            None if again else oracles.frozen_at_the_end(self.work, before, record, but=["links"]),
            oracles.ordered([at for name in TIMES if (at := record["timestamps"][name])]),
            links_fault(record),
        ):
            self.judge(answer, "monotone", problem)
        if before["attempts"]["count"] == record["attempts"]["count"]:
            old_times, new_times = before["timestamps"], record["timestamps"]
            once = [name for name in TIMES if old_times[name] is not None]
            self.judge(answer, "monotone", oracles.unchanged(old_times, new_times, once))
            old, new = (each["progress"]["percent"] for each in (before, record))
            self.judge(answer, "monotone", oracles.grows(old, new, "the progress"))
