"""The model of agent_runtime: sessions that claim runs, talk, have children, and have a persona."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis import agent_runtime_views
from taskpact_contract.models.apis.agent_runtime_actors import (
    ABILITIES,
    COORDINATOR,
    ELSEWHERE,
    NAMES,
    Actor,
)
from taskpact_contract.models.apis.agent_runtime_channels import TALKERS
from taskpact_contract.models.apis.agent_runtime_children import Children
from taskpact_contract.models.apis.agent_runtime_personas import Personas
from taskpact_contract.models.apis.agent_runtime_privacy import Privacy
from taskpact_contract.probe import Answer


class AgentRuntimeMachine(Privacy, Personas, Children):
    """Also reads what each session is told of itself."""

    @rule(data=st.data())
    def introspect(self, data: st.DataObject) -> None:
        """What a session is told of itself is the same wherever it is told."""
        self._introspect(self.one_of(data, self.live))

    def conclude(self) -> None:
        """Whatever happened, who is still there knows about itself."""
        super().conclude()
        known = [self.own, *(self.actors[name] for name in TALKERS if name in self.actors)]
        for who in [*known, *([] if self.late is None else [self.late])]:
            if who in self.live:
                self._introspect(who)
        if self.late is not None:
            self._look_elsewhere()

    def _look_elsewhere(self) -> None:
        """Another workspace, by any of its names, has settings of its own."""
        wanted = {**COORDINATOR, "workspace_id": ELSEWHERE, "source": "workspace"}
        for name in NAMES.values():
            query = {"workspace": name}
            answer = self.done("get_coordinator_config", "settings", query=query)
            problem = oracles.unchanged(wanted, answer.body["coordinator"], wanted)
            self.judge(answer, "settings", problem)

    def _introspect(self, who: Actor) -> None:
        answer = self.done("get_me", who=who.principal)
        me = answer.body["me"]
        context = self.done("get_context", who=who.principal)
        told = context.body["context"]
        self.judge(answer, "context", agent_runtime_views.self_fault(me, who))
        self.judge(context, "context", agent_runtime_views.self_fault(told, who))
        for fault in agent_runtime_views.faults(me, told):
            self.judge(context, "context", fault)
        if who.made:
            able = [each["id"] for each in me["capabilities"]]
            self.judge(answer, "context", oracles.same_set(ABILITIES[who.agent], able))
        self.read_persona(who, told["soul"])
        self._know_channels(answer, who)
        self._know_inbox(context, who)
        self._know_peers(context, who)
        settings = self.send("get_coordinator_config", who=who.principal)
        if settings.status == 200:
            found = settings.body["coordinator"]
            self.judge(settings, "context", oracles.unchanged(me["coordinator"], found, found))

    def _know_channels(self, answer: Answer, who: Actor) -> None:
        """The channels are those of the list; that of a run that it holds may be told otherwise."""
        listed = {each["id"]: each for each in self.channels_of(who)}
        found = [each["id"] for each in answer.body["me"]["channels"]]
        self.judge(answer, "context", oracles.same_set(set(found), found))
        told = {each["id"]: each for each in answer.body["me"]["channels"]}
        held = self.held_by(who) or self.bench.control is None
        self.judge(answer, "context", oracles.echo(listed, told) if not held else None)
        missing = sorted(listed.keys() - told)
        self.judge(answer, "context", f"{missing[0]} is not told" if missing else None)

    def _know_inbox(self, answer: Answer, who: Actor) -> None:
        """What waits is what it hears, of that of a run's channel while it holds one."""
        if not who.made or self.held_by(who):
            return
        inbox = answer.body["context"]["inbox_summary"]
        known = {each.id: each for each in who.inbox}
        self.judge(answer, "context", oracles.echo({"unread_count": len(known)}, inbox))
        for each in inbox["items"]:
            sent = known.get(each["message_id"])
            fault: str | None = "it does not hear that"
            if sent is not None:
                kind = {"kind": sent.shown["metadata"]["message_kind"], **sent.shown}
                fault = oracles.echo(kind, each) or sent.time_fault(each)
            self.judge(answer, "context", fault)

    def _know_peers(self, answer: Answer, who: Actor) -> None:
        """Who else is on the channel is told, unless it is busy on that of a run."""
        if not who.made or who.channel is None or self.held_by(who):
            return
        place = who.workspace, who.channel
        others = [e for e in self.actors.values() if (e.workspace, e.channel) == place]
        if any(self.wavers(each) for each in others):
            return
        wanted = [each.name for each in others if each.ended is None and each is not who]
        found = [e["session_id"] for e in answer.body["context"]["peer_roster"]["peers"]]
        if len(wanted) <= answer.body["context"]["limits"]["context_section_limit"]:
            self.judge(answer, "context", oracles.same_set(wanted, found))
