"""The part of the model of agent_runtime about channels: who hears what, and sees which of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agent_runtime_actors import (
    ASIDE,
    WORKSPACE,
    Actor,
    Actors,
    Message,
    moment,
)
from taskpact_contract.models.machine import Bench
from taskpact_contract.moments import ROUNDING
from taskpact_contract.probe import Answer


class Hearing(Actors):
    """Hears messages, and looks at channels."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.sent: dict[tuple[str | None, str], Message] = {}
        self.heard: dict[str, list[Any]] = {}
        self.active: dict[tuple[str | None, str], datetime] = {}

    @precondition(lambda self: self.speakers)
    @rule(data=st.data(), limit=st.sampled_from([None, 1, 2, 3]))
    def listen(self, data: st.DataObject, limit: int | None) -> None:
        """Hearing takes nothing away."""
        who = self.one_of(data, self.speakers)
        self.hear(who, limit)
        self.hear(who, None)
        if who.made and who.workspace == WORKSPACE:
            self.hear_nothing(who, ASIDE)
        for each in self.live:
            if each.made and each.channel is None:
                self._listen_elsewhere(each, who.channel)

    def hear_nothing(self, who: Actor, channel: str | None, *, known: bool = True) -> Answer:
        """Nothing was said there to the session, to whose workspace the channel is `known`."""
        answer = self.send("receive_messages", who=who.principal, path={"channel": channel})
        if not known:
            self.judge(answer, "hear", None if answer.status == 404 else "it may hear it")
            return answer
        heard = answer.body["messages"] if answer.status == 200 else ["nothing"]
        self.judge(answer, "hear", f"it hears {heard}" if heard else None)
        return answer

    def wait_in_vain(self, who: Actor, channel: str) -> None:
        """Who waits where nothing is said is not answered before time has gone by."""
        before, path = self.now, {"channel": channel}
        answer = self.done("receive_messages", who=who.principal, path=path, query={"wait": True})
        self.look_at_the_clock()
        self.judge(answer, "wait", None if self.now > before else "it has not waited at all")

    def channels_of(self, who: Actor) -> list[Any]:
        """The channels that the session is told of: each once, in order, and when it was active."""
        answer = self.done("list_channels", who=who.principal)
        self.look_at_the_clock()
        found: list[Any] = answer.body["channels"]
        places = [(each.get("workspace_id") or "", each["id"]) for each in found]
        twice = "one is listed twice" if len(set(places)) < len(places) else None
        self.judge(answer, "order", twice or oracles.ordered(places))
        missing = who.channel is not None and who.channel not in [each["id"] for each in found]
        self.judge(answer, "hear", f"{who.channel} is not listed" if missing else None)
        for each in found:
            self.judge(answer, "time", self._activity_fault(each, who.workspace))
        return found

    def hear(self, who: Actor, limit: int | None) -> list[Any]:
        """What the session hears on its channel: what was sent to it, the oldest first."""
        query = {} if limit is None else {"limit": limit}
        answer = self.done(
            "receive_messages", who=who.principal, path={"channel": who.channel}, query=query
        )
        messages: list[Any] = answer.body["messages"]
        times = [moment(each["timestamp"]) for each in messages]
        self.judge(answer, "order", oracles.ordered(times))
        before = self.heard.get(who.name, [])
        known = before if limit is None else before[: min(limit, len(messages))]
        self.judge(answer, "hear", oracles.begins_with(known, messages, "the inbox"))
        if limit is not None:
            cut = len(messages) > limit or (len(messages) < limit and len(messages) < len(before))
            self.judge(answer, "hear", f"{len(messages)} are heard" if cut else None)
            return messages
        found = {each["message_id"]: each for each in messages}
        if who.made:
            ids = [each["message_id"] for each in messages]
            fault = oracles.same_set([each.id for each in who.inbox], ids)
            self.judge(answer, "hear", fault)
            for each in who.inbox:
                problem = oracles.unchanged(each.shown, found[each.id], each.shown)
                self.judge(answer, "echo", problem)
                self.judge(answer, "time", each.time_fault(found[each.id]))
        own = [name for name in found if self.is_own(who, name)]
        self.judge(answer, "hear", f"it hears itself say {own[0]}" if own else None)
        self.heard[who.name] = messages
        return messages

    def hear_all(self, channel: str | None) -> None:
        """All on a channel of that name, in any workspace, hear what they should."""
        for each in self.live:
            if each.made and each.channel == channel is not None:
                self.hear(each, None)

    def keep(self, place: tuple[str | None, str], message: Message) -> None:
        """A message that was not sent before is the last thing that happened on its channel."""
        self.sent[place] = message
        self.active[place[0], message.channel] = message.at

    def is_own(self, who: Actor, name: str) -> bool:
        """Whether a message is one that the session has sent."""
        message = self.sent.get((who.workspace, name))
        return message is not None and message.sender == who.name

    @property
    def speakers(self) -> list[Actor]:
        """All who joined a channel."""
        return [each for each in self.live if each.channel is not None]

    def _listen_elsewhere(self, who: Actor, channel: str | None) -> None:
        """Who did not join a channel hears nothing on it, and sees it only in its workspace."""
        seen = self.channels_of(who)
        names = [each["id"] for each in seen]
        channels = {e.channel for e in self.actors.values() if e.workspace == who.workspace}
        missing = channels - {None} - set(names)
        answer = self.hear_nothing(who, channel, known=channel in names)
        self.judge(answer, "hear", f"{missing} is not listed" if missing else None)
        strange = [each for each in seen if each.get("workspace_id") != who.workspace]
        self.judge(answer, "isolation", f"{strange[0]} is elsewhere" if strange else None)

    def _activity_fault(self, shown: Mapping[str, Any], workspace: str | None) -> str | None:
        """What is wrong with when something is said to have happened on a channel last."""
        text = shown.get("last_activity_at")
        if text is None:
            return None
        least = self.active.get((workspace, shown["id"]), datetime.min.replace(tzinfo=UTC))
        early, late = moment(text) + ROUNDING < least, moment(text) > self.now + ROUNDING
        if early or late:
            return f"{shown['id']} was active at {text}, not from {least} to {self.now}"
        return None
