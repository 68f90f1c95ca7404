"""The model of task_records: records, with what their runs make and how they were last seen."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

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

from taskpact_contract.bridge.layer import SPECIAL
from taskpact_contract.models import oracles
from taskpact_contract.models.apis.task_records_hooks import Hooks
from taskpact_contract.models.apis.task_records_views import (
    AGENT,
    ANSWERING,
    HOOK,
    LONG,
    Record,
)

SECOND = "user-second"
"""The user of the second principal, in a new world."""
WAITS = (1, 10, 100)
"""How many seconds go by at once."""
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12)


class TaskRecordsMachine(Hooks):
    """Reads, lists and deletes records; where there is a control plane, it runs agents, too."""

    records = Bundle("records")
    deleted = Bundle("deleted")

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
        task_id = self.begin({**shown, **outcome, "text": text}, {"subject": subject}, answers)
        if wait:
            self.pass_time(wait)
        return task_id

    @precondition(lambda self: self.bench.control is not None and self.bench.second is not None)
    @rule()
    def run_for_the_second(self) -> None:
        """A run of somebody else begins."""
        self.others += self.make({"tasks": [{"userId": SECOND}]})["tasks"]

    @rule(task_id=records)
    def look(self, task_id: str) -> None:
        """A record is what it was, or further on."""
        self.look_at(task_id)

    @rule()
    def list_them(self) -> None:
        """The list holds just the records that are there, each as it is, the oldest first."""
        self.list_all()

    @precondition(lambda self: self.may("delete_task"))
    @rule(target=deleted, task_id=consumes(records))
    def delete(self, task_id: str) -> str:
        """A record that is deleted is shown for the last time."""
        self.remove(task_id)
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
        self.pass_by(seconds)
        self.list_all()

    def conclude(self) -> None:
        """Runs have ended and told of it, one record goes, and no other id is found."""
        if self.bench.control is not None:
            self.pass_time(WAITS[-1])
            if self.known and self.may("delete_task"):
                self.delete(next(iter(self.known)))
            self.call_back()
        if self.may("delete_task"):
            self.look_for(SPECIAL)
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
