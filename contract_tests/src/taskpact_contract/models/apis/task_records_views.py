"""The part of the model of task_records that begins runs, reads records and knows how they were."""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import define, frozen

from taskpact_contract.bridge.compare import difference
from taskpact_contract.models import oracles
from taskpact_contract.models.deliveries import UNHEARD
from taskpact_contract.models.machine import Bench, Machine
from taskpact_contract.probe import Answer

API = "task_records"
ANSWERING = ("Poem", "Title")
"""The nodes that ask a model; each sets the variable of its name."""
AGENT = {
    "id": "poet-agent",
    "name": "Poet agent",
    "description": "Writes a poem, and its title.",
    "variables": {"subject": "the sea"},
    "fields": [{"name": "subject"}, {"name": "form"}],
    "workflow": [
        *({"type": "prompt", "name": name, "output": name} for name in ANSWERING),
        {"type": "return", "name": "Return", "output": ["Title", "Poem", "subject"]},
    ],
}
HOOK = f"{UNHEARD}/task_records"
KEPT = ("id", "name", "agentId", "userId", "createdAt", "callback", "agent", "user")
EMPTY: tuple[Any, ...] = ({}, "")
LONG = 30.0
APART = 15.0
"""Seconds that the world's clock, which may go by itself, and the model's may be apart."""


@frozen
class Run:
    """What a run has written and made when it ends, in which state, and when by the model's clock.

    One that stands still never ends.
    """

    logs: Sequence[str]
    output: Mapping[str, Any]
    state: str
    ends: float


@define
class Record:
    """A record as the model knows it; `run` is None where it was there before."""

    seen: Mapping[str, Any]
    run: Run | None = None


class Views(Machine):
    """Knows records, and what their runs make; begins runs, reads records and deletes them."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.known: dict[str, Record] = {}
        self.gone: set[str] = set()
        self.others: list[str] = []
        self.now = 0.0

    def begin(
        self, how: Mapping[str, Any], variables: Mapping[str, str], answers: Mapping[str, str]
    ) -> str:
        """A run begins, where there is a control plane; the id of its record."""
        asked = {"agentId": AGENT["id"], "input": variables, "answers": answers}
        task_id = str(self.make({"tasks": [{**asked, **how}]})["tasks"][0])
        answer = self.done("get_task", "read", path={"taskId": task_id})
        record = answer.body
        shown = {name: how[name] for name in ("name", "callback") if name in how}
        sent = {"callback": None, **shown, "id": task_id, "agentId": AGENT["id"], "agent": AGENT}
        self.judge(answer, "echo", oracles.echo(sent, record))
        self.known[task_id] = Record(record, _run(how, {**variables, **answers}, self.now))
        self.seen(answer, record)
        return task_id

    def look_at(self, task_id: str) -> Answer:
        """Read a record; the answer."""
        answer = self.done("get_task", "read", path={"taskId": task_id})
        self.judge(answer, "read", oracles.unchanged({"id": task_id}, answer.body, ["id"]))
        self.seen(answer, answer.body)
        return answer

    def list_all(self) -> None:
        """The list holds just the records that are there, each as it is, the oldest first."""
        answer = self.done("list_tasks", "list")
        found = [each["id"] for each in answer.body]
        returned = sorted(self.gone & set(found))
        self.judge(answer, "deleted", f"{returned[0]} was deleted" if returned else None)
        if self.bench.control is None:  # others may have made some meanwhile
            found = [task_id for task_id in found if task_id in self.known]
        self.judge(answer, "list", oracles.same_set(self.known, found))
        self.judge(answer, "list", difference(list(self.known), found))
        times = [each["createdAt"] for each in answer.body if "createdAt" in each]
        self.judge(answer, "list", oracles.ordered(times))
        for each in answer.body:
            if each["id"] in self.known:
                self.seen(answer, each)

    def remove(self, task_id: str) -> None:
        """Delete a record, and forget it."""
        self.look_at(task_id)
        answer = self.done("delete_task", "delete", path={"taskId": task_id})
        self.judge(answer, "delete", oracles.unchanged({"id": task_id}, answer.body, ["id"]))
        self.seen(answer, answer.body)
        del self.known[task_id]
        self.gone.add(task_id)

    def pass_by(self, seconds: float) -> None:
        """Let time go by, where there is a control plane."""
        self.advance(seconds)
        self.now += seconds

    def seen(self, answer: Answer, shown: Mapping[str, Any]) -> None:
        """Compare a record with how it was last seen and with its run, and keep it."""
        record = self.known[shown["id"]]
        before, record.seen = record.seen, shown
        for problem in (
            oracles.unchanged(before, shown, KEPT),
            oracles.advanced(self.work, before, shown),
            oracles.frozen_at_the_end(self.work, before, shown),
            oracles.begins_with(before["logs"], shown["logs"], "the log"),
        ):
            self.judge(answer, "monotone", problem)
        done = shown["status"] == "complete"
        early = not done and shown["output"] not in EMPTY
        self.judge(answer, "output", f"it is {shown['status']}, with output" if early else None)
        if record.run is not None:
            self.judge(answer, "run", _run_fault(record.run, shown, self.now))


def _run(outcome: Mapping[str, Any], variables: Mapping[str, str], now: float) -> Run:
    """What becomes of a run of the poet that begins now."""
    lines = [
        line
        for name in ANSWERING
        for line in (f"{name}: Running", f"Response: {variables[name]}")
    ]  # fmt: skip
    if "hold" in outcome:
        return Run(lines[:1], {}, "running", math.inf)
    ends = now + outcome.get("take", 1)
    if fail := outcome.get("fail"):
        said = f"Response: {fail.get('message', 'The model is overloaded')}"
        return Run([*lines[: 2 * fail["node"] + 1], said], {}, "error", ends)
    return Run([*lines, "Return: Running"], variables, "complete", ends)


def _run_fault(run: Run, shown: Mapping[str, Any], now: float) -> str | None:
    """How the record of a run is not what the run makes."""
    if shown["status"] == "running":
        if now > run.ends + APART:
            return f"it still runs, {now - run.ends} s after its end"
        return oracles.begins_with(shown["logs"], run.logs, "what it will log")
    if shown["status"] != run.state or now < run.ends - APART:
        return f"it is {shown['status']}; it ends {run.state}, {run.ends - now} s from now"
    if problem := difference(list(run.logs), shown["logs"], "logs"):
        return problem
    return difference(run.output, _output(shown["output"]), "output")


def _output(shown: Any) -> Any:
    """The output as an object, even where it is written as text; text that is none stays itself."""
    try:
        return json.loads(shown or "{}") if isinstance(shown, str) else shown
    except ValueError:
        return shown
