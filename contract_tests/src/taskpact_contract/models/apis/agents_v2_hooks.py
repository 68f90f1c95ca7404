"""The part of the model of agents_v2 about webhooks: who is told how a task ended, and when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from taskpact_contract.models import deliveries
from taskpact_contract.models.apis.agents_v2_tasks import API, LONG, REASON, SUBMITTING, work
from taskpact_contract.models.apis.agents_v2_views import Views
from taskpact_contract.models.deliveries import UNHEARD, Promise

HOOK = f"{UNHEARD}/agents_v2"
HOOKED: Mapping[str, Mapping[str, Any]] = {
    "run_proofreading": {"take": LONG},
    "run_email_draft": {"fail": {"code": "LLM_TIMEOUT"}},
    "run_data_analyst": {"fail": {"code": "CONTENT_FILTERED"}},
}
"""What gets an address, and what comes of it: success, success at the second attempt, failure."""
TOLD = ("completed", "failed")
"""The states of which somebody is told."""


class Hooks(Views):
    """Lets tasks end of which somebody wants to be told."""

    def call_back(self) -> None:
        """Of each task that ends, whoever gave an address is told once; of a cancelled one not."""
        ids = [self._run_hooked(operation, outcome) for operation, outcome in HOOKED.items()]
        ids.append(self.submit_for_good(work(SUBMITTING[0], sync=False)))
        if self.may("cancel_task"):
            ids.append(self._cancel_hooked())
        self.advance(2 * LONG)
        self._check_told(*ids)

    def _run_hooked(self, operation: str, outcome: Mapping[str, Any]) -> str:
        """A task that has an address, and ends in its time; its id."""
        self.script(operation, outcome)
        task_id = self.submit_for_good(_hooked(operation), operation)
        for seconds in (1, 2 * LONG):
            self.advance(seconds)
            self._check_told(task_id)
        answer = self.look(task_id)
        status = answer.body["status"]
        self.judge(answer, "time", None if status in TOLD else f"it is {status}, after its time")
        return task_id

    def _cancel_hooked(self) -> str:
        """A task that has an address, and is cancelled; its id."""
        self.script(SUBMITTING[0], {"take": LONG})
        task_id = self.submit_for_good(_hooked(SUBMITTING[0]))
        self.works("cancel_task", path={"task_id": task_id}, body={"reason": REASON})
        return task_id

    def _check_told(self, *ids: str) -> None:
        """Just what is promised of these tasks was told so far."""
        sent, until = self.deliveries(), self.clock()
        for task_id in ids:
            answer = self.look(task_id)
            hooked = "webhook_url" in self.known[task_id].body
            promises = (
                [_promise(answer.body, until)] if hooked and answer.body["status"] in TOLD else []
            )
            self.judge(answer, "webhook", deliveries.fault(API, sent, task_id, promises))


def _hooked(operation: str) -> dict[str, Any]:
    return {**work(operation, sync=False), "webhook_url": HOOK}


def _promise(task: Mapping[str, Any], until: datetime) -> Promise:
    """What is told of a task that has ended, by then."""
    ended = datetime.fromisoformat(task["timestamps"]["completed_at"])
    error = task["error"] and {name: task["error"][name] for name in ("code", "message")}
    return Promise(
        url=HOOK,
        since=ended,
        until=until,
        body={
            "event": f"task_{task['status']}",
            "task_id": task["task_id"],
            "status": task["status"],
            "result": task["result"],
            "error": error,
        },
    )
