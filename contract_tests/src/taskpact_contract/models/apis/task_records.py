"""The model of task_records: records, with what their runs make and how they were last seen."""

import json
import math
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from attrs import define, frozen
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    consumes,
    initialize,
    multiple,
    precondition,
    rule,
)

from taskpact_contract.bridge.compare import difference
from taskpact_contract.models import oracles
from taskpact_contract.models.machine import Bench, Machine
from taskpact_contract.probe import Answer

SECOND = "user-second"
"""The user of the second principal, in a new world."""
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
HOOK = "http://127.0.0.1:9/hooks"
"""Where nobody listens."""
KEPT = ("id", "name", "agentId", "userId", "createdAt", "callback", "agent", "user")
EMPTY: tuple[Any, ...] = ({}, "")
LONG = 30.0
APART = 15.0
"""Seconds that the world's clock, which may go by itself, and the model's may be apart."""
WAITS = (1, 10, 100)
"""How many seconds go by at once."""
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12)


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


class TaskRecordsMachine(Machine):
    """Reads, lists and deletes records; where there is a control plane, it runs agents, too."""

    records = Bundle("records")
    deleted = Bundle("deleted")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.known: dict[str, Record] = {}
        self.gone: set[str] = set()
        self.others: list[str] = []
        self.now = 0.0

    @initialize(target=records, data=st.data(), subject=TEXTS, text=st.booleans())
    def know_what_is_there(
        self, data: st.DataObject, subject: str, text: bool
    ) -> MultipleResults[str]:
        """A new world has records already, one in each state, and the second user none."""
        self.known = {each["id"]: Record(each) for each in self.works("list_tasks")}
        if self.bench.control is not None:
            self.make({"agents": [AGENT]})
            self.run(data, subject, text, 0)
        self.begun = True
        return multiple(*self.known)

    @initialize(target=deleted, task_id=st.uuids())
    def know_what_is_not_there(self, task_id: UUID) -> str:
        """What never was is like what is deleted."""
        return str(task_id)

    @precondition(lambda self: self.bench.control is not None)
    @rule(
        target=records,
        data=st.data(),
        subject=TEXTS,
        text=st.booleans(),
        wait=st.sampled_from([0, *WAITS]),
    )
    def run(self, data: st.DataObject, subject: str, text: bool, wait: float) -> str:
        """A run begins: its record shows what it was begun with, and goes its way."""
        answers = {name: data.draw(TEXTS) for name in ANSWERING}
        shown: Mapping[str, Any] = data.draw(
            st.fixed_dictionaries({}, optional={"name": TEXTS, "callback": st.just(HOOK)})
        )
        outcome: Mapping[str, Any] = data.draw(st.sampled_from([
            {"take": 1}, {"take": LONG}, {"hold": "running"},
            {"fail": {"node": 0, "message": subject}}, {"fail": {"node": 1}, "take": LONG},
        ]))  # fmt: skip
        asked = {"agentId": AGENT["id"], "input": {"subject": subject}, "answers": answers}
        (task_id,) = self.make({"tasks": [{**asked, **shown, **outcome, "text": text}]})["tasks"]
        answer = self.done("get_task", "read", path={"taskId": task_id})
        record = answer.body
        sent = {"callback": None, **shown, "id": task_id, "agentId": AGENT["id"], "agent": AGENT}
        self.judge(answer, "echo", oracles.echo(sent, record))
        self.known[task_id] = Record(
            record, _run(outcome, {"subject": subject, **answers}, self.now)
        )
        self._seen(answer, record)
        if wait:
            self.pass_time(wait)
        return str(task_id)

    @precondition(lambda self: self.bench.control is not None and self.bench.second is not None)
    @rule()
    def run_for_the_second(self) -> None:
        """A run of somebody else begins."""
        self.others += self.make({"tasks": [{"userId": SECOND}]})["tasks"]

    @rule(task_id=records)
    def look(self, task_id: str) -> None:
        """A record is what it was, or further on."""
        answer = self.done("get_task", "read", path={"taskId": task_id})
        self.judge(answer, "read", oracles.unchanged({"id": task_id}, answer.body, ["id"]))
        self._seen(answer, answer.body)

    @rule()
    def list_them(self) -> None:
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
                self._seen(answer, each)

    @precondition(lambda self: self.may("delete_task"))
    @rule(target=deleted, task_id=consumes(records))
    def delete(self, task_id: str) -> str:
        """A record that is deleted is shown for the last time."""
        self.look(task_id)
        answer = self.done("delete_task", "delete", path={"taskId": task_id})
        self.judge(answer, "delete", oracles.unchanged({"id": task_id}, answer.body, ["id"]))
        self._seen(answer, answer.body)
        del self.known[task_id]
        self.gone.add(task_id)
        self.look_for(task_id)
        return task_id

    @precondition(lambda self: self.may("delete_task"))
    @rule(task_id=deleted)
    def look_for(self, task_id: str) -> None:
        """What was deleted, or never was, is found by nobody."""
        for operation in ("get_task", "delete_task"):
            self.refused(404, operation, path={"taskId": task_id})

    @precondition(lambda self: self.bench.control is not None)
    @rule(seconds=st.sampled_from(WAITS))
    def pass_time(self, seconds: float) -> None:
        """Time goes by, and runs go their way."""
        self.advance(seconds)
        self.now += seconds
        self.list_them()

    def conclude(self) -> None:
        """Runs have ended, and one record goes."""
        if self.bench.control is not None:
            self.pass_time(WAITS[-1])
            if self.known and self.may("delete_task"):
                self.delete(next(iter(self.known)))
        self.list_them()

    @precondition(lambda self: self.bench.second is not None and self.may("delete_task"))
    @rule(task_id=records)
    def pry(self, task_id: str) -> None:
        """Nobody else sees the record, lists it, or deletes it."""
        self.look(task_id)
        for operation in ("get_task", "delete_task"):
            answer = self.send(operation, second=True, path={"taskId": task_id})
            problem = None if answer.status == 404 else f"somebody else gets {answer.status}"
            self.judge(answer, "isolation", problem)
        answer = self.done("list_tasks", "list", second=True)
        found = [each["id"] for each in answer.body]
        if self.bench.control is not None:
            self.judge(answer, "isolation", oracles.same_set(self.others, found))
        self.judge(answer, "isolation", "somebody else lists it" if task_id in found else None)
        self.look(task_id)

    def _seen(self, answer: Answer, shown: Mapping[str, Any]) -> None:
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
