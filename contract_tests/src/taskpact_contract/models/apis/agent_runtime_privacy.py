"""The part of the model of agent_runtime about somebody who works in another workspace."""

from collections.abc import Mapping
from typing import Any

from hypothesis.stateful import precondition, rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agent_runtime_actors import NOTHING_GRANTED, SPAWN
from taskpact_contract.models.apis.agent_runtime_channels import NO_MESSAGE, Channels
from taskpact_contract.models.apis.agent_runtime_claims import LEASED, body_of
from taskpact_contract.models.apis.agent_runtime_endings import Endings

HIDDEN = (403, 404)
"""What somebody is answered who asks for what belongs to others."""
SPAWNED = (201, 409)
"""What somebody is answered who may have children, until there are too many."""


class Privacy(Endings, Channels):
    """Lets the second principal look at what the first one has, and touch it."""

    @precondition(lambda self: self.bench.second is not None)
    @rule()
    def pry(self) -> None:
        """Somebody of another workspace neither touches nor is told of what the principal has."""
        if not self.held_by(self.own):
            self.claim_for(self.own, {})
        held = self.held_by(self.own)
        answer = self.done("get_me", second=True)
        me = answer.body["me"]
        mine = me["session"]["id"] == self.own.name
        self.judge(answer, "isolation", f"it is taken for {self.own.name}" if mine else None)
        leases = [each["run_id"] for each in me["active_task_leases"]]
        for run in held:
            self.judge(answer, "isolation", f"it holds {run.id}, too" if run.id in leases else None)
            for operation in filter(self.may, LEASED):
                path, body = {"run_id": run.id}, body_of(operation)
                self.refused(HIDDEN, operation, second=True, path=path, body=body)
        self._is_told_of_itself(me)
        self._overhears()
        if self.bench.control is not None:
            self._works_for_itself(me)
        self.look(self.own)

    def conclude(self) -> None:
        """Whatever happened, somebody else learns nothing of it."""
        super().conclude()
        if self.bench.second is not None:
            self.pry()

    def _is_told_of_itself(self, me: Mapping[str, Any]) -> None:
        """All that tell the second principal who and where it is say the same."""
        answer = self.done("get_context", second=True)
        told = answer.body["context"]
        for name in ("self", "session", "workspace"):
            self.judge(answer, "isolation", oracles.unchanged(me, told, [name]))
        answer = self.done("list_channels", second=True)
        seen = [*me["channels"], *answer.body["channels"]]
        strange = [each for each in seen if each.get("workspace_id") == self.own.workspace]
        self.judge(answer, "isolation", f"it sees {strange[0]['id']}" if strange else None)
        answer = self.send("get_coordinator_config", second=True)
        if answer.status == 200:
            found = answer.body["coordinator"]
            self.judge(answer, "isolation", oracles.unchanged(me["coordinator"], found, found))
        known = {"agent_name": me["self"]["agent_name"]}
        for operation, body in (("get_soul", None), ("validate_soul", {"body": "Be brief."})):
            given = {} if body is None else {"body": body}
            answer = self.send(operation, second=True, **given)
            if answer.status == 200:
                self.judge(answer, "isolation", oracles.echo(known, answer.body))

    def _works_for_itself(self, me: Mapping[str, Any]) -> None:
        """A child of the second principal is its own, and so is a run that it claims."""
        name = me["session"]["id"]
        body = {**SPAWN, "agent_name": me["self"]["agent_name"], "permissions": NOTHING_GRANTED}
        answer = self.refused(SPAWNED, "spawn_session", second=True, body=body)
        if answer.status == 201:
            known = {"parent_session_id": name}
            problem = oracles.unchanged(known, answer.body["spawn"]["lineage"], known)
            self.judge(answer, "isolation", problem)
        if me["active_task_leases"]:
            return
        answer = self.done("claim_next_task", second=True, body={})
        if answer.status == 200:
            claim = answer.body["claim"]
            foreign = claim["task"].get("workspace_id") == self.own.workspace
            problem = oracles.unchanged({"session_id": name}, claim["lease"], ["session_id"])
            self.judge(answer, "isolation", "it gets another's" if foreign else problem)
            path = {"run_id": claim["run"]["id"]}
            self.done("release_run", second=True, path=path, body=body_of("release_run"))

    def _overhears(self) -> None:
        """The second principal neither hears nor speaks on the channel of the first."""
        channel = self.own.channel
        if channel is None:
            return
        path = {"channel": channel}
        known = [each["message_id"] for each in self.hear(self.own, None)]
        answer = self.send("receive_messages", second=True, path=path)
        messages = answer.body["messages"] if answer.status == 200 else []
        shared = set(known).intersection(each["message_id"] for each in messages)
        self.judge(answer, "isolation", f"somebody else hears {shared}" if shared else None)
        said = {"body": {"text": "Hello"}, "metadata": self.metadata(channel, "status")}
        self.refused(HIDDEN, "send_message", second=True, path=path, body=said)
        said["metadata"] = self.metadata(channel, "reply")
        for each in [*known[:1], NO_MESSAGE]:
            given = {**said, "reply_to_message_id": each}
            self.refused(HIDDEN, "reply_message", second=True, body=given)
