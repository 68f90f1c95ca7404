"""The part of the model of task_records about webhooks: who is told how a run ended, and when."""

from collections.abc import Mapping, Sequence
from typing import Any

from taskpact_contract.models import deliveries
from taskpact_contract.models.apis.task_records_views import ANSWERING, API, HOOK, LONG, Views
from taskpact_contract.models.deliveries import Promise

UNTOLD = {"take": LONG}
TOLD: tuple[Mapping[str, Any], ...] = (
    {"take": LONG, "callback": HOOK},
    {"take": LONG, "callback": HOOK, "fail": {"node": 1}},
)
"""How runs go without a callback, and with one."""
SUBJECT = {"subject": "the sea"}
ANSWERS = {name: f"{name} of the sea" for name in ANSWERING}


class Hooks(Views):
    """Lets runs end of which somebody wants to be told."""

    def call_back(self) -> None:
        """Of each run that ends, its callback is told once; of one whose record is gone not."""
        hooked = [self.begin(each, SUBJECT, ANSWERS) for each in TOLD]
        quiet = [self.begin(UNTOLD, SUBJECT, ANSWERS)]
        if self.may("delete_task"):
            quiet.append(self.begin(TOLD[0], SUBJECT, ANSWERS))
            self.remove(quiet[-1])
        self.pass_by(LONG / 2)
        self._check([*hooked, *quiet], {})
        since = self.clock()
        self.pass_by(LONG)
        until = self.clock()
        ended = {each: self.look_at(each).body for each in hooked}
        self._check([*hooked, *quiet], {
            task_id: [Promise(url=HOOK, since=since, until=until, body=record)]
            for task_id, record in ended.items()
        })  # fmt: skip

    def _check(self, ids: Sequence[str], promised: Mapping[str, Sequence[Promise]]) -> None:
        """Just what is promised of these records was told so far."""
        sent = self.deliveries()
        answer = self.done("list_tasks", "list")
        for task_id in ids:
            fault = deliveries.fault(API, sent, task_id, promised.get(task_id, ()))
            self.judge(answer, "webhook", fault)
