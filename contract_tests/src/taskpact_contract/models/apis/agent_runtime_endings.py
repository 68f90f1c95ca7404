"""The part of the model of agent_runtime about how work on a run ends, and what is kept of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis import agent_runtime_views
from taskpact_contract.models.apis.agent_runtime_actors import ELSEWHERE, WORKSPACE, Actor
from taskpact_contract.models.apis.agent_runtime_claims import ENDS, Claims, body_of
from taskpact_contract.models.apis.agent_runtime_queues import Run

STEPS: Sequence[tuple[str, Mapping[str, Any]]] = (
    ("release_run", {"reason": "The file is locked."}),
    ("fail_run", {"error": "The file is empty.", "metadata": {"line": 1}}),
    ("fail_run", {"error": "The header is missing.", "metadata": {"line": 7}}),
    ("complete_run", {"result": {"rows": 3}}),
)
"""How a task is done in the end, step by step."""
NOTED: Mapping[str, str] = {"release_run": "reason", "fail_run": "metadata"}
"""The member of a request that only the events of the task tell."""
LEASE = 60
"""Seconds for which it is claimed before each step."""
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
            self._finish(who, run, operation, body_of(operation))

    def conclude(self) -> None:
        """Whatever happened, a run can be kept, and ended in every way; the next one knows how."""
        super().conclude()
        if self.late is None:
            return
        wish = {"workspace_id": WORKSPACE}
        self.refused(403, "claim_next_task", who=self.late.principal, body=wish)
        run = self.queue({}, workspace_id=ELSEWHERE, priority="medium", max_attempts=3)
        noted = None
        for operation, body in STEPS:
            if self.may(operation):
                self._claim_again(self.late, noted)
                if noted is None:  # once is enough
                    self.keep_on(self.late, run, 20)
                self._finish(self.late, run, operation, body)
                noted = body.get(NOTED.get(operation, ""))
            if run.ended == "failed":
                run = self.queue_after(run)

    def _claim_again(self, who: Actor, noted: Any) -> None:
        """Claim what is there, whose past must tell of what was `noted` last."""
        self.claim_for(who, {"workspace_id": who.workspace, "lease_seconds": LEASE})
        answer = self.look(who)
        task = answer.body["context"]["task"]
        if noted is not None:
            self.judge(answer, "history", agent_runtime_views.event_fault(task, noted))

    def _finish(self, who: Actor, run: Run, operation: str, body: Mapping[str, Any]) -> None:
        self._refuse_unkept(who, run, operation)
        answer = self.act(operation, who, run, body)
        lease, state = answer.body["lease"], ENDS[operation]
        shown = {"run_id": run.id, "task_id": run.task["id"], "status": state}
        self.judge(answer, "lease", oracles.unchanged(shown, lease, shown))
        self.judge(answer, "lease", oracles.echo(run.kept, lease))
        gone = ["lease_until", "heartbeat_at"]
        run.until = None
        if state == "queued":
            gone += ["session_id", "claimed_by", "claim_token_hash"]
            run.holder = None
        else:
            run.ended, run.error = state, body.get("error")
            holder = {
                "session_id": who.name,
                "claimed_by": {"kind": "agent_session", "ref": who.name},
            }
            self.judge(answer, "lease", oracles.echo(holder, lease))
        left = [name for name in gone if lease.get(name) is not None]
        self.judge(answer, "lease", f"it still shows {left[0]}" if left else None)
        path = {"run_id": run.id}
        self.refused(409, operation, who=who.principal, path=path, body=body)
        self.look(who)

    def _refuse_unkept(self, who: Actor, run: Run, operation: str) -> None:
        """What must not be kept ends nothing."""
        if operation not in TOLD:
            return
        for status, value in UNKEPT.items():
            body = {**body_of(operation), TOLD[operation]: value}
            path = {"run_id": run.id}
            self.refused(status, operation, who=who.principal, path=path, body=body)
