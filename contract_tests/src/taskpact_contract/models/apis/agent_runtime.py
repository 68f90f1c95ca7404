"""The model of agent_runtime: sessions that claim runs, talk, have children, and have a persona."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis import agent_runtime_views
from taskpact_contract.models.apis.agent_runtime_actors import (
    ABILITIES,
    CHILDREN,
    DEPTH,
    NOTHING_GRANTED,
    SPAWN,
    STOPPED,
    Actor,
    actor,
    moment,
)
from taskpact_contract.models.apis.agent_runtime_channels import TALKERS
from taskpact_contract.models.apis.agent_runtime_personas import Personas
from taskpact_contract.models.apis.agent_runtime_privacy import Privacy
from taskpact_contract.probe import Answer


class AgentRuntimeMachine(Privacy, Personas):
    """Also spawns sessions, and reads what each is told of itself."""

    @rule(
        data=st.data(),
        tools=st.sampled_from([(), (), ("shell",), ("editor", "shell"), ("browser",)]),
        seconds=st.sampled_from([30, 3600]),
        stops=st.booleans(),
    )
    def spawn(self, data: st.DataObject, tools: tuple[str, ...], seconds: int, stops: bool) -> None:
        """A child gets what its parent may give, as long as there is room for it."""
        who = self.one_of(data, [each for each in self.live if each.made] or [self.own])
        if self.bench.control is None:
            tools = ()
        children = [each for each in self.actors.values() if each.parent == who.name]
        if any(self._fades(each) for each in children):
            return
        live = [each for each in children if each.ended is None]
        body = {
            **SPAWN,
            "agent_name": who.agent,
            "permissions": {**NOTHING_GRANTED, "tools": list(tools)},
            "ttl_seconds": seconds,
            "auto_stop_on_parent": stops,
        }
        answer = self.send("spawn_session", who=who.principal, body=body)
        if not who.made:
            if answer.status == 409:
                return
        elif who.depth + 1 > DEPTH or len(live) >= CHILDREN:
            problem = None if answer.status == 409 else f"it is one too many: {answer.status}"
            self.judge(answer, "spawn", problem)
            return
        elif not set(tools) <= set(who.permissions.get("tools", ())):
            problem = None if answer.status == 403 else f"it gets too much: {answer.status}"
            self.judge(answer, "spawn", problem)
            return
        self.judge(answer, "spawn", None if answer.status == 201 else f"refused: {answer.body}")
        self._spawned(answer, who, body)

    @rule(data=st.data())
    def introspect(self, data: st.DataObject) -> None:
        """What a session is told of itself is the same wherever it is told."""
        self._introspect(self.one_of(data, self.live))

    def conclude(self) -> None:
        """Whatever happened, who is still there knows about itself."""
        super().conclude()
        for name in (self.own.name, *TALKERS):
            if (who := self.actors.get(name)) in self.live and who is not None:
                self._introspect(who)

    def _introspect(self, who: Actor) -> None:
        answer = self.done("get_me", who=who.principal)
        me = answer.body["me"]
        context = self.done("get_context", who=who.principal)
        told = context.body["context"]
        self.judge(answer, "context", self._self_fault(me, who))
        self.judge(context, "context", self._self_fault(told, who))
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

    def _spawned(self, answer: Answer, who: Actor, body: Mapping[str, Any]) -> None:
        """Judge what is told of a new child, let it call, and keep it."""
        spawn = answer.body["spawn"]
        session, lineage = spawn["session"], spawn["lineage"]
        fresh = session["id"] not in self.actors
        self.judge(answer, "spawn", None if fresh else f"{session['id']} is there already")
        wanted = {
            "parent_session_id": who.name,
            "permission_policy": body["permissions"],
            "auto_stop_on_parent": body["auto_stop_on_parent"],
            "spawn_role": body["spawn_role"],
        }
        if who.made:
            wanted |= {"root_session_id": who.root or who.name, "spawn_depth": who.depth + 1}
        shown = {"agent_name": who.agent, "state": "active", "type": "spawned", "lineage": lineage}
        for problem in (
            oracles.unchanged(wanted, lineage, wanted),
            oracles.unchanged(shown, session, shown),
            oracles.unchanged({"permissions": body["permissions"]}, spawn, ["permissions"]),
        ):
            self.judge(answer, "spawn", problem)
        lasts = moment(lineage["ttl_expires_at"]) - moment(session["created_at"])
        late = abs(lasts - timedelta(seconds=body["ttl_seconds"])) > timedelta(seconds=1)
        self.judge(answer, "spawn", f"it lives for {lasts}" if late else None)
        child = actor(session["id"], who.agent, who.workspace or "", made=who.made)
        child.channel, child.parent, child.depth = who.channel, who.name, who.depth + 1
        child.permissions, child.root = body["permissions"], who.root
        child.expires = moment(lineage["ttl_expires_at"])
        child.ends_with = who.name if body["auto_stop_on_parent"] else None
        self.actors[child.name] = child
        me = self.done("get_me", "spawn", who=child.principal)
        told = me.body["me"]["session"]
        self.judge(me, "spawn", oracles.unchanged({"lineage": lineage}, told, ["lineage"]))
        self.judge(me, "spawn", self._self_fault(me.body["me"], child))

    def _fades(self, who: Actor) -> bool:
        """Whether it may still count as live, or no more."""
        stops = who.ended is not None and who.ended + STOPPED > self.now
        return stops or self.wavers(who)

    def _self_fault(self, told: Mapping[str, Any], who: Actor) -> str | None:
        """What is wrong with how somebody is told who it is."""
        identity = {"session_id": who.name, "agent_name": who.agent}
        session = {"id": who.name, "state": "active"}
        return oracles.unchanged(identity, told["self"], identity) or oracles.unchanged(
            session, told["session"], session
        )

    def _know_channels(self, answer: Answer, who: Actor) -> None:
        """The channels are those of the list; that of a run that it holds may be told otherwise."""
        listed = {each["id"]: each for each in self.channels_of(who)}
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
