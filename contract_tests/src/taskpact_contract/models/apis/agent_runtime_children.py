"""The part of the model of agent_runtime about children: who may have which, and what they get."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis import agent_runtime_views
from taskpact_contract.models.apis.agent_runtime_actors import (
    CHILDREN,
    DEPTH,
    NOTHING_GRANTED,
    PERMISSIONS,
    SPAWN,
    STOPPED,
    Actor,
    Actors,
    actor,
    moment,
)
from taskpact_contract.probe import Answer


class Children(Actors):
    """Spawns sessions."""

    @rule(
        data=st.data(),
        tools=st.sampled_from([(), (), ("shell",), ("editor", "shell"), ("browser",)]),
        seconds=st.sampled_from([30, 3600]),
        stops=st.booleans(),
    )
    def spawn(self, data: st.DataObject, tools: tuple[str, ...], seconds: int, stops: bool) -> None:
        """A child gets what its parent may give, as long as there is room for it."""
        who = self.one_of(data, [each for each in self.live if each.made] or [self.own])
        granted = {} if self.bench.control is None else {"tools": list(tools)}
        self._spawn(who, granted, seconds, stops)

    def conclude(self) -> None:
        """Whatever happened, two children get what they may, and a third is refused."""
        super().conclude()
        if self.late is not None:
            for number in range(CHILDREN):
                granted = {kind: [names[number]] for kind, names in PERMISSIONS.items()}
                self._spawn(self.late, granted, 3600, True)
            self._spawn(self.late, {}, 3600, True)

    def _spawn(
        self, who: Actor, granted: Mapping[str, Sequence[str]], seconds: int, stops: bool
    ) -> None:
        """Ask for a child, with these of its parent's permissions."""
        children = [each for each in self.actors.values() if each.parent == who.name]
        if any(self._fades(each) for each in children):
            return
        live = [each for each in children if each.ended is None]
        body = {
            **SPAWN,
            "agent_name": who.agent,
            "permissions": {**NOTHING_GRANTED, **granted},
            "ttl_seconds": seconds,
            "auto_stop_on_parent": stops,
        }
        answer = self.send("spawn_session", who=who.principal, body=body)
        allowed = [
            set(names) <= set(who.permissions.get(each, ())) for each, names in granted.items()
        ]
        if not who.made:
            if answer.status == 409:
                return
        elif who.depth + 1 > DEPTH or len(live) >= CHILDREN:
            problem = None if answer.status == 409 else f"it is one too many: {answer.status}"
            self.judge(answer, "spawn", problem)
            return
        elif not all(allowed):
            problem = None if answer.status == 403 else f"it gets too much: {answer.status}"
            self.judge(answer, "spawn", problem)
            return
        self.judge(answer, "spawn", None if answer.status == 201 else f"refused: {answer.body}")
        self._spawned(answer, who, body)

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
        fault = agent_runtime_views.self_fault(me.body["me"], child)
        self.judge(me, "spawn", fault)

    def _fades(self, who: Actor) -> bool:
        """Whether it may still count as live, or no more."""
        stops = who.ended is not None and who.ended + STOPPED > self.now
        return stops or self.wavers(who)
