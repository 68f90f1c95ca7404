"""The part of the model of agent_runtime about personas: what is read out of them."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agent_runtime_actors import AGENTS, Actor, Actors
from taskpact_contract.models.apis.agent_runtime_souls import (
    BYTES,
    FAULTY,
    PERSONAS,
    WHOLE,
    limits_fault,
)
from taskpact_contract.models.machine import Bench
from taskpact_contract.probe import Answer

Place = tuple[str, str | None]
"""An agent and its workspace."""
STORED: Mapping[Place, str | None] = {
    (each["name"], each["workspace_id"]): each.get("soul") for each in AGENTS
}
"""The personas of the agents that the model makes, as far as they have one."""
MISSING = {"active": False, "present": False, "valid": True, "validation_status": "missing"}
"""What is shown of one that is not there."""
SOURCES = ("config_provenance", "source_path")
"""What tells where a persona comes from."""
HEADLINES = ("role", "tone", "principles")
"""The keys that a context tells, too."""
ENDINGS = ("\n", "\r\n", "\r")


class Personas(Actors):
    """Reads and checks personas."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.digests: dict[str, str] = {}
        self.sources: dict[Place, Mapping[str, Any]] = {}

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
        """Whatever happened, all keys of a persona are read, and all faults found.

        That of another agent may be checked, too.
        """
        super().conclude()
        if self.own.workspace is not None:
            self._check(self.own, WHOLE, ENDINGS[0])
            for faulty in FAULTY:
                self._refuse(self.own, faulty)
        if self.bench.control is not None:
            for place, text in STORED.items():
                self._check_stored(self.own, place, text)

    def read_persona(self, who: Actor, told: Mapping[str, Any]) -> None:
        """The persona of a session is the one of which it is `told` in its context."""
        answer = self.send("get_soul", who=who.principal)
        shown, place = answer.body, (who.agent, who.workspace)
        if answer.status == 200 and shown.get("digest"):
            digest = {"digest": shown["digest"]}
            self.judge(answer, "context", oracles.echo(digest, told))
            self.judge(answer, "persona", self._source_fault(shown, place))
            settings = shown["config_provenance"]
            sizes = {BYTES[0]: settings[BYTES[0]], "config_digest": settings["digest"]}
            path = {"source_path": shown.get("source_path")}
            self.judge(answer, "context", oracles.echo({**sizes, **path}, told))
        if (text := STORED.get(place)) is not None:
            self._read(answer, place, text)
            head = PERSONAS[text].frontmatter
            names = [name for name in HEADLINES if name in head]
            self.judge(answer, "context", oracles.unchanged(head, told, names))

    def _check(self, who: Actor, text: str, ending: str) -> None:
        body = {"body": text.replace("\n", ending) + ending}
        answer = self.done("validate_soul", "persona", who=who.principal, body=body)
        self._read(answer, (who.agent, who.workspace), text)
        again = self.done("validate_soul", "persona", who=who.principal, body=body)
        fault = oracles.unchanged(answer.body, again.body, answer.body)
        self.judge(again, "persona", fault)

    def _check_stored(self, who: Actor, place: Place, text: str | None) -> None:
        """Without a text that of the named agent is checked, wherever the caller is."""
        body = {"agent_name": place[0], "workspace_id": place[1]}
        answer = self.done("validate_soul", "persona", who=who.principal, body=body)
        if text is not None:
            self._read(answer, place, text)
        wanted = {"agent_name": place[0], **(MISSING if text is None else {})}
        self.judge(answer, "persona", oracles.unchanged(wanted, answer.body, wanted))

    def _read(self, answer: Answer, place: Place, text: str) -> None:
        """Judge what was read out of a text, as the persona of some agent."""
        shown = answer.body
        digest = shown.get("digest")
        known = self.digests.setdefault(text, digest)
        same = digest == known and list(self.digests.values()).count(digest) == 1
        self.judge(answer, "persona", None if same and digest else f"{text!r}: {digest}")
        wanted = {**PERSONAS[text].shown, "agent_name": place[0]}
        self.judge(answer, "persona", oracles.unchanged(wanted, shown, wanted))
        self.judge(answer, "persona", self._source_fault(shown, place))

    def _source_fault(self, shown: Mapping[str, Any], place: Place) -> str | None:
        """What is wrong with the file and the settings, which are an agent's whatever is read."""
        told = {name: shown[name] for name in SOURCES if name in shown}
        known = self.sources.setdefault(place, told)
        return limits_fault(shown) or oracles.echo(known, told)

    def _refuse(self, who: Actor, faulty: str) -> None:
        answer = self.refused(422, "validate_soul", who=who.principal, body={"body": faulty})
        shown = answer.body
        told = shown.get("diagnostics") or [{}]
        wrong = shown["valid"] or shown["active"]
        self.judge(answer, "persona", f"it is taken: {shown}" if wrong else None)
        wanted = FAULTY[faulty]
        self.judge(answer, "persona", oracles.unchanged(wanted, told[0], wanted))
