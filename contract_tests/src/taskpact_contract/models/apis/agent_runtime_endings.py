"""The part of the model of agent_runtime about how work on a run ends, and what is kept of it."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agent_runtime_actors import Actor
from taskpact_contract.models.apis.agent_runtime_claims import ENDS, Claims, body_of
from taskpact_contract.models.apis.agent_runtime_queues import Run

WORKER = "sess-modelled-1"
"""The session that ends something in the end."""
TOLD: Mapping[str, str] = {"complete_run": "result", "fail_run": "metadata"}
"""The member in which an operation is told more."""
UNKEPT: Mapping[int, Any] = {
    422: {"rows": [{"Claim_Token": "x"}]},
    413: "x" * 65_535,
}
"""What is refused there, and how: secrets, and what is longer than 65536 bytes as JSON."""


class Endings(Claims):
    """Ends runs and gives them back."""

    @precondition(lambda self: self.held)
    @rule(data=st.data(), operation=st.sampled_from(sorted(ENDS)))
    def finish(self, data: st.DataObject, operation: str) -> None:
        """Who holds a run ends it or gives it back, once."""
        if self.may(operation):
            who, run = self.one_of(data, self.held)
            self._finish(who, run, operation)

    def conclude(self) -> None:
        """Whatever happened, a run can be kept, and ended in every way."""
        super().conclude()
        who = self.actors.get(WORKER)
        if who is None or who not in self.live:
            return
        for operation in filter(self.may, sorted(ENDS, reverse=True)):
            if not self.held_by(who):
                self.claim_for(who, {})
            for run in self.held_by(who):
                self.keep_on(who, run, 20)
                self._finish(who, run, operation)

    def _finish(self, who: Actor, run: Run, operation: str) -> None:
        self._refuse_unkept(who, run, operation)
        answer = self.act(operation, who, run, body_of(operation))
        lease, state = answer.body["lease"], ENDS[operation]
        shown = {"run_id": run.id, "task_id": run.task["id"], "status": state}
        self.judge(answer, "lease", oracles.unchanged(shown, lease, shown))
        gone = ["lease_until", "heartbeat_at"]
        run.until = None
        if state == "queued":
            gone += ["session_id", "claimed_by"]
            run.holder = None
        else:
            run.ended = state
            holder = {
                "session_id": who.name,
                "claimed_by": {"kind": "agent_session", "ref": who.name},
            }
            self.judge(answer, "lease", oracles.echo(holder, lease))
        left = [name for name in gone if lease.get(name) is not None]
        self.judge(answer, "lease", f"it still shows {left[0]}" if left else None)
        path = {"run_id": run.id}
        self.refused(409, operation, who=who.principal, path=path, body=body_of(operation))
        self.look(who)

    def _refuse_unkept(self, who: Actor, run: Run, operation: str) -> None:
        """What must not be kept ends nothing."""
        if operation not in TOLD:
            return
        for status, value in UNKEPT.items():
            body = {**body_of(operation), TOLD[operation]: value}
            path = {"run_id": run.id}
            self.refused(status, operation, who=who.principal, path=path, body=body)
