"""The model of agents_v2 at the end of a run: what must hold whatever its rules were."""

from collections.abc import Mapping
from typing import Any

from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agents_v2 import Rules
from taskpact_contract.models.apis.agents_v2_tasks import (
    CANCELLABLE,
    KEY_WINDOW,
    LONG,
    NOBODY,
    PARTS,
    SUBMITTING,
    Task,
    steps_fault,
    stream_fault,
    types_fault,
    work,
)

FILTERS: tuple[Mapping[str, str], ...] = (
    {},
    {"status": "completed"},
    {"agent_type": SUBMITTING[0].removeprefix("run_")},
    {"user_id": NOBODY},
)
"""What lists are asked for in each run."""


class AgentsV2Machine(Rules):
    """Also sees to it that the things that matter most come to pass in each run."""

    def conclude(self) -> None:
        """Keys are those of one caller, and for a day; and the lists are right."""
        if self.bench.control is None:
            return
        self.count_them()
        key = "key-of-both"
        body = {**work(SUBMITTING[0], sync=False), "idempotency_key": key}
        self.keys[key] = known = self.submit_for_good(body)
        answer = self.done(SUBMITTING[0], "replay", body=body)
        self.judge(answer, "replay", oracles.echo({"task_id": known}, answer.body))
        if self.bench.second is not None:
            self.submit_for_the_second(SUBMITTING[0])
        self.advance(KEY_WINDOW + 60)
        self.submit_for_good(body)
        self.unscript()
        for operation in SUBMITTING:
            self._run(operation, {})
            self.submit_for_good(work(operation, sync=False), operation)
        self._run("run_content_repurpose", {"target_formats": self._read_the_catalogue()})
        self.stream(known)
        for query in FILTERS:
            self.list_by(query, 3)
        self._follow_a_long_one()
        self._stream_a_long_one()
        self.call_back()
        if self.may("cancel_task"):
            self.script(SUBMITTING[0], {"take": LONG})
            task_id = self.submit_for_good(work(SUBMITTING[0], sync=False))
            self.cancel(task_id)
            self.read_events(task_id)

    def _run(self, operation: str, more: Mapping[str, Any]) -> None:
        """A plain submission that is waited for comes to its end, and stays as it came."""
        sent = {**work(operation, sync=True), **more}
        answer = self.done(operation, "birth", body=sent)
        done = answer.body["status"] == "completed"
        self.judge(answer, "wait", None if done else f"it is {answer.body['status']}")
        self.known[answer.body["task_id"]] = Task(operation.removeprefix("run_"), sent, answer.body)
        self.look(answer.body["task_id"])

    def _follow_a_long_one(self) -> None:
        """Work that takes its time gets further and further."""
        self.script(SUBMITTING[0], {"take": LONG})
        task_id = self.submit_for_good(work(SUBMITTING[0], sync=False))
        for _ in range(PARTS):
            answer = self.look(task_id)
            early = answer.body["status"] not in CANCELLABLE
            self.judge(answer, "time", "it ends before its time" if early else None)
            self.advance(LONG / PARTS)
        self.advance(LONG / PARTS)
        self.read_events(task_id)
        self.stream(task_id)
        if self.bench.second is not None:
            self.pry(task_id)

    def _stream_a_long_one(self) -> None:
        """Whoever listens from the beginning hears of each step, and then of the end."""
        self.script(SUBMITTING[0], {"take": LONG})
        task_id = self.submit_for_good(work(SUBMITTING[0], sync=False))
        answer = self.done("stream_task", "stream", path={"task_id": task_id})
        self.look(task_id)
        self.judge(answer, "stream", stream_fault(answer.body, self.known[task_id].seen))
        self.judge(answer, "stream", steps_fault(answer.body))

    def _read_the_catalogue(self) -> list[str]:
        """Each agent is there once, where its work goes, and so is each format; the formats."""
        answer = self.done("list_agent_types", "catalogue")
        self.judge(answer, "catalogue", types_fault(answer.body["types"]))
        answer = self.done("list_repurpose_formats", "catalogue")
        formats = [each["id"] for each in answer.body["formats"]]
        self.judge(answer, "catalogue", oracles.same_set(set(formats), formats))
        return formats
