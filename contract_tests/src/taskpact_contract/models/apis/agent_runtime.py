"""The model of agent_runtime: sessions that claim runs, talk, have children, and have a persona."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from taskpact_contract.documents import operations
from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agent_runtime_actors import (
    API,
    CHILDREN,
    DEPTH,
    STOPPED,
    Actor,
    actor,
    moment,
)
from taskpact_contract.models.apis.agent_runtime_channels import Channels
from taskpact_contract.models.apis.agent_runtime_claims import Claims
from taskpact_contract.models.machine import Bench
from taskpact_contract.probe import Answer

SPAWN: Mapping[str, Any] = operations(API)["spawn_session"].example
NOTHING_GRANTED: Mapping[str, list[str]] = {each: [] for each in SPAWN["permissions"]}
PERSONAS = (
    "Be brief.",
    "Lead with clarity.",
    "# Voice\n\nSay it once.",
    "---\ntone: calm\n---\nOK.",
)
FAULTY = ("---\ntools: [shell]\n---\nOK.", "# Tasks\n\nNone.", "---\ntone: {}\n---\nOK.")
ENDINGS = ("\n", "\r\n", "\r")
SEEN = ("agent_name", "digest", "valid", "validation_status", "body")


class AgentRuntimeMachine(Claims, Channels):
    """Also spawns sessions, and reads and checks personas and settings."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.digests: dict[str, str] = {}

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

    @rule(
        data=st.data(),
        text=st.sampled_from(PERSONAS),
        ending=st.sampled_from(ENDINGS),
        faulty=st.sampled_from(FAULTY),
    )
    def check_persona(self, data: st.DataObject, text: str, ending: str, faulty: str) -> None:
        """Checking changes nothing; what says the same has the same digest, nothing else has.

        One with faults is refused, and none of it is used.
        """
        who = self.one_of(data, self.live)
        if who.workspace is None:
            return
        before = self.send("get_soul", who=who.principal)
        written = text.replace("\n", ending) + ending
        body = {"body": written}
        answer = self.done("validate_soul", "persona", who=who.principal, body=body)
        digest = answer.body.get("digest")
        known = self.digests.setdefault(text, digest)
        same = digest == known and list(self.digests.values()).count(digest) == 1
        self.judge(answer, "persona", None if same and digest else f"{text!r}: {digest}")
        again = self.done("validate_soul", "persona", who=who.principal, body=body)
        fault = oracles.unchanged(answer.body, again.body, answer.body)
        self.judge(again, "persona", fault)
        after = self.send("get_soul", who=who.principal)
        self.judge(after, "persona", oracles.unchanged(before.body, after.body, before.body))
        answer = self.refused(422, "validate_soul", who=who.principal, body={"body": faulty})
        shown = answer.body
        wrong = shown["valid"] or shown["active"] or not shown.get("diagnostics")
        self.judge(answer, "persona", f"it is not told what is wrong: {shown}" if wrong else None)

    @rule(data=st.data())
    def introspect(self, data: st.DataObject) -> None:
        """What a session is told of itself is the same wherever it is told."""
        who = self.one_of(data, self.live)
        answer = self.done("get_me", who=who.principal)
        me = answer.body["me"]
        context = self.done("get_context", who=who.principal)
        told = context.body["context"]
        self.judge(answer, "context", self._self_fault(me, who))
        self.judge(context, "context", self._self_fault(told, who))
        for name in ("session", "workspace", "limits"):
            self.judge(context, "context", oracles.unchanged(me, told, [name]))
        persona = self.send("get_soul", who=who.principal)
        if persona.status == 200 and persona.body.get("digest"):
            digest = {"digest": persona.body["digest"]}
            self.judge(context, "context", oracles.echo(digest, told["soul"]))
        self._know_peers(context, who)
        settings = self.send("get_coordinator_config", who=who.principal)
        if settings.status == 200:
            found = settings.body["coordinator"]
            self.judge(settings, "context", oracles.unchanged(me["coordinator"], found, found))

    @precondition(lambda self: self.bench.second is not None)
    @rule()
    def pry(self) -> None:
        """Somebody of another workspace neither touches nor is told of what the principal holds."""
        held = self.held_by(self.own)
        me = self.send("get_me", second=True)
        leases = [each["run_id"] for each in me.body["me"]["active_task_leases"]]
        for run in held:
            self.judge(me, "isolation", f"it holds {run.id}, too" if run.id in leases else None)
            for operation in ("heartbeat_run", "release_run"):
                self.refused((403, 404), operation, second=True, path={"run_id": run.id}, body={})
        strange = [e for e in me.body["me"]["channels"] if e["workspace_id"] == self.own.workspace]
        self.judge(me, "isolation", f"it sees {strange[0]['id']}" if strange else None)
        self.look(self.own)
        self.overhear()

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
