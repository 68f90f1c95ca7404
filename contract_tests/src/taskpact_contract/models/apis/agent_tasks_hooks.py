"""The part of the model of agent_tasks about webhooks: who is told of a task, and how often."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from taskpact_contract.models import deliveries, oracles
from taskpact_contract.models.apis.agent_tasks_fates import LONG
from taskpact_contract.models.apis.agent_tasks_views import API, Views
from taskpact_contract.models.deliveries import UNHEARD, Promise

HOOK = f"{UNHEARD}/agent_tasks"
CALLER = "agt_modelled0003"
"""The agent that works for those who want to be told: nothing else waits for it."""
POLLED = {"message": "Say how it went", "webhook_url": HOOK}
HOOKED = {**POLLED, "callback_mode": "webhook"}
SENT_ALONG = {"metadata": {"project": "payments", "parts": [1, None]}}
FAILING = {"fail": {"after": 2, "message": "The last test is missing"}}
EVENTS = {
    "completed": "task_complete",
    "failed": "task_failed",
    "awaiting_input": "task_awaiting_input",
}
TRIES = 3
"""How often all in all a message is sent that nobody takes."""
STEP = 20.0
"""Seconds in which a task comes to where it ends or asks."""
PATIENCE = 1800.0
"""Seconds in which all tries are made. The contract does not say how long the pauses are, but who
was away for half an hour has no use for a message of before."""


class Hooks(Views):
    """Lets tasks ask and end of which somebody wants to be told."""

    def call_back(self) -> None:
        """Whoever asked for it is told of each question and end, and nobody else of anything."""
        self.make({"agents": [{"agent_id": CALLER}]})
        told: dict[str, list[Promise]] = dict([self._run_asking(), self._run_failing()])
        told[self.submit_one(CALLER, POLLED, {"take": 1})] = []
        self.pass_by(STEP)
        if self.may("cancel_task"):
            told[self._run_cancelled()] = []
        self.pass_by(PATIENCE)
        sent = self.deliveries()
        for task_id, promises in told.items():
            answer = self.look_at(task_id)
            self.judge(answer, "webhook", deliveries.fault(API, sent, task_id, promises))

    def _run_asking(self) -> tuple[str, list[Promise]]:
        """A task that asks once and completes; its id, and what is told of it."""
        began = self.clock()
        task_id = self.submit_one(CALLER, {**HOOKED, **SENT_ALONG}, {"ask": {"after": 1}})
        self.pass_by(STEP)
        asking = self._reached(task_id, "awaiting_input")
        answered = self.clock()
        self.works("send_message", path=self.path_of(task_id), body={"message": "Go on"})
        self.known[task_id].told(self.now)
        self.pass_by(STEP)
        ended = self._reached(task_id, "completed")
        return task_id, [
            _promise(asking, began, answered, SENT_ALONG),
            _promise(ended, _end_of(ended), self.clock(), SENT_ALONG),
        ]

    def _run_failing(self) -> tuple[str, list[Promise]]:
        """A task that fails; its id, and what is told of it."""
        task_id = self.submit_one(CALLER, HOOKED, FAILING)
        self.pass_by(STEP)
        ended = self._reached(task_id, "failed")
        return task_id, [_promise(ended, _end_of(ended), self.clock(), {})]

    def _run_cancelled(self) -> str:
        """A task that somebody cancels; its id."""
        task_id = self.submit_one(CALLER, HOOKED, {"take": LONG})
        self.works("cancel_task", path=self.path_of(task_id))
        self.known[task_id].cancelled = True
        return task_id

    def _reached(self, task_id: str, state: str) -> Mapping[str, Any]:
        """The task, which must be in that state by now."""
        answer = self.look_at(task_id)
        self.judge(answer, "outcome", oracles.unchanged({"status": state}, answer.body, ["status"]))
        return self.known[task_id].seen


def _end_of(task: Mapping[str, Any]) -> datetime:
    """When the task ended, in whole seconds: it is told no sooner."""
    return datetime.fromisoformat(task["completed_at"])


def _promise(
    task: Mapping[str, Any], since: datetime, until: datetime, more: Mapping[str, Any]
) -> Promise:
    body = {"event": EVENTS[task["status"]], "agent_id": CALLER, "task": task, **more}
    return Promise(url=HOOK, since=since, until=until, body=body, tries=TRIES)
