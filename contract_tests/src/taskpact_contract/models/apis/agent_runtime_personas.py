"""The part of the model of agent_runtime about personas: what is read out of them."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agent_runtime_actors import WORKSPACE, Actor, Actors
from taskpact_contract.models.apis.agent_runtime_souls import (
    BYTES,
    FAULTY,
    PERSONAS,
    WHOLE,
    limits_fault,
)
from taskpact_contract.models.machine import Bench

WITH_PERSONA = ("sorter", WORKSPACE)
"""The agent that has one, and where."""
ENDINGS = ("\n", "\r\n", "\r")


class Personas(Actors):
    """Reads and checks personas."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.digests: dict[str, str] = {}

    @rule(
        data=st.data(),
        text=st.sampled_from(sorted(PERSONAS)),
        ending=st.sampled_from(ENDINGS),
        faulty=st.sampled_from(sorted(FAULTY)),
    )
    def check_persona(self, data: st.DataObject, text: str, ending: str, faulty: str) -> None:
        """Checking changes nothing; what says the same has the same digest, nothing else has.

        One with faults is refused, and none of it is used.
        """
        who = self.one_of(data, self.live)
        if who.workspace is None:
            return
        before = self.send("get_soul", who=who.principal)
        self._check(who, text, ending)
        self._refuse(who, faulty)
        after = self.send("get_soul", who=who.principal)
        self.judge(after, "persona", oracles.unchanged(before.body, after.body, before.body))

    def conclude(self) -> None:
        """Whatever happened, all keys of a persona are read, and all faults found."""
        super().conclude()
        if self.own.workspace is not None:
            self._check(self.own, WHOLE, ENDINGS[0])
            for faulty in FAULTY:
                self._refuse(self.own, faulty)

    def read_persona(self, who: Actor, told: Mapping[str, Any]) -> None:
        """The persona of a session is the one of which it is `told` in its context."""
        answer = self.send("get_soul", who=who.principal)
        shown = answer.body
        if answer.status == 200 and shown.get("digest"):
            digest = {"digest": shown["digest"]}
            self.judge(answer, "context", oracles.echo(digest, told))
            self.judge(answer, "persona", limits_fault(shown))
            settings = shown["config_provenance"]
            sizes = {BYTES[0]: settings[BYTES[0]], "config_digest": settings["digest"]}
            path = {"source_path": shown.get("source_path")}
            self.judge(answer, "context", oracles.echo({**sizes, **path}, told))
        if who.made and (who.agent, who.workspace) == WITH_PERSONA:
            head = PERSONAS[WHOLE].frontmatter
            known = {**PERSONAS[WHOLE].shown, "agent_name": who.agent}
            self.judge(answer, "persona", oracles.unchanged(known, shown, known))
            self.judge(
                answer, "context", oracles.unchanged(head, told, ("role", "tone", "principles"))
            )

    def _check(self, who: Actor, text: str, ending: str) -> None:
        body = {"body": text.replace("\n", ending) + ending}
        answer = self.done("validate_soul", "persona", who=who.principal, body=body)
        digest = answer.body.get("digest")
        known = self.digests.setdefault(text, digest)
        same = digest == known and list(self.digests.values()).count(digest) == 1
        self.judge(answer, "persona", None if same and digest else f"{text!r}: {digest}")
        wanted = {**PERSONAS[text].shown, "agent_name": who.agent}
        self.judge(answer, "persona", oracles.unchanged(wanted, answer.body, wanted))
        self.judge(answer, "persona", limits_fault(answer.body))
        again = self.done("validate_soul", "persona", who=who.principal, body=body)
        fault = oracles.unchanged(answer.body, again.body, answer.body)
        self.judge(again, "persona", fault)

    def _refuse(self, who: Actor, faulty: str) -> None:
        answer = self.refused(422, "validate_soul", who=who.principal, body={"body": faulty})
        shown = answer.body
        told = shown.get("diagnostics") or [{}]
        wrong = shown["valid"] or shown["active"]
        self.judge(answer, "persona", f"it is taken: {shown}" if wrong else None)
        wanted = FAULTY[faulty]
        self.judge(answer, "persona", oracles.unchanged(wanted, told[0], wanted))
