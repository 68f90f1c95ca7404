"""The part of the model of agent_runtime about channels: who says what to whom."""

from collections.abc import Collection, Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agent_runtime_actors import (
    ASIDE,
    WORKSPACE,
    Actor,
    Message,
    moment,
)
from taskpact_contract.models.apis.agent_runtime_hearing import Hearing
from taskpact_contract.probe import Answer

CHANNEL_ID = "coordination_channel_id"
KINDS = ("status", "request", "reply", "blocker", "handoff", "result", "review_request")
NO_CHANNEL, NO_MESSAGE = "coord-nobody-joined", "msg-00000000000000ff"
TALKERS = ("sess-modelled-4", "sess-modelled-3")
"""Sessions that have something to say to each other from the first."""
TEXTS = st.text("abc äß\n\t0", min_size=1, max_size=12).filter(str.strip)
BODIES = st.fixed_dictionaries(
    {"text": TEXTS},
    optional={"intent": TEXTS, "artifacts": st.just([{"path": "a.csv"}]), "more": st.booleans()},
)


class Channels(Hearing):
    """Sends and answers messages."""

    def begin(self, me: Mapping[str, Any]) -> None:
        """Some has been said already, to all and to one alone."""
        super().begin(me)
        if self.bench.control is not None:
            one, other = (self.actors[name] for name in TALKERS)
            self._say_to_all(one, {"text": "How far is it?"}, "request", "key-0")
            self._say_to_all(one, {"text": "Is it done?"}, "request", None)
            self._answer(other, other.inbox[0], {"text": "Half of it."}, None)
            self._answer(other, other.inbox[1], {"text": "Not yet."}, None)
            self.hear_nothing(other, ASIDE)
            self.wait_in_vain(other, ASIDE)

    @precondition(lambda self: self.speakers)
    @rule(data=st.data(), times=st.integers(1, 3))
    def say(self, data: st.DataObject, times: int) -> None:
        """What is said on a channel reaches everybody else who joined it, each key once."""
        for _ in range(times):
            heard = [each for each in self.speakers if each.workspace == WORKSPACE]
            who = self.one_of(data, [*heard, *heard, *self.speakers])
            body, kind = data.draw(BODIES), data.draw(st.sampled_from(KINDS))
            key = data.draw(st.sampled_from([None, None, "key-1", "key-2"]))
            self._say_to_all(who, body, kind, key if self.bench.control is not None else None)

    @precondition(lambda self: self.asked)
    @rule(data=st.data(), body=BODIES, key=st.sampled_from([None, None, "key-1", "key-3"]))
    def reply(self, data: st.DataObject, body: Mapping[str, Any], key: str | None) -> None:
        """An answer reaches the sender of the message alone, as long as it is there."""
        who = self.one_of(data, self.asked)
        self._answer(who, self.one_of(data, who.inbox), body, key)

    def _answer(
        self, who: Actor, source: Message, body: Mapping[str, Any], key: str | None
    ) -> None:
        metadata = self.metadata(source.channel, "reply", source.shown["metadata"])
        more = {"reply_to_message_id": source.id}
        target = self.actors[source.sender]
        if self.wavers(target):
            return
        if target.ended is not None:
            given = {"body": body, "metadata": metadata, **more}
            self.refused(404, "reply_message", who=who.principal, body=given)
            return
        answer = self._say(who, "reply_message", body, metadata, key, more=more)
        message = self._accepted(answer, who, body, metadata, key, target)
        place = who.workspace, message.id
        if place not in self.sent:
            self.keep(place, message)
            self._deliver(target, message)
            self._eavesdrop(message, metadata, {who.name, target.name})
        self.hear_all(source.channel)

    @rule(data=st.data(), own=st.booleans())
    def speak_out_of_turn(self, data: st.DataObject, own: bool) -> None:
        """Nobody speaks on a channel that they did not join, or tells a secret."""
        who = self.one_of(data, self.live)
        channels = [NO_CHANNEL, *(e.channel for e in self.live if e.channel != who.channel)]
        channel = self.one_of(data, [each for each in channels if each is not None])
        said = {"body": {"text": "Hello"}, "metadata": self.metadata(channel, "status")}
        path = {"channel": channel}
        self.refused(404, "send_message", who=who.principal, path=path, body=said)
        said = {"body": {"text": "Hello"}, "metadata": self.metadata(channel, "reply")}
        self.refused(404, "reply_message", who=who.principal,
                     body={**said, "reply_to_message_id": NO_MESSAGE})  # fmt: skip
        if own and who.channel is not None:
            secret = {"body": {"text": "Hello", "Claim_Token": "x"}, "metadata": said["metadata"]}
            path = {"channel": who.channel}
            self.refused(422, "send_message", who=who.principal, path=path, body=secret)
            self.hear(who, None)

    def metadata(
        self, channel: str | None, kind: str, source: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """What a message is about; of an answer, that of its `source`, to which it belongs."""
        given = {
            CHANNEL_ID: channel,
            "correlation_id": f"correlation-{len(self.sent)}",
            "run_id": "run-00000000000000aa",
            "task_id": "task-00000000000000aa",
        }
        return {**(source or given), "message_kind": kind}

    @property
    def asked(self) -> list[Actor]:
        """Those of them to whom somebody has said something."""
        return [each for each in self.speakers if each.made and each.inbox]

    def _say_to_all(self, who: Actor, body: Mapping[str, Any], kind: str, key: str | None) -> None:
        metadata, path = self.metadata(who.channel, kind), {"channel": who.channel}
        for _ in range(1 if key is None else 2):
            answer = self._say(who, "send_message", body, metadata, key, path=path)
            message = self._accepted(answer, who, body, metadata, key)
            place = who.workspace, message.id
            if place not in self.sent:
                self.keep(place, message)
                for each in self.live:
                    if (each.workspace, each.channel) == (who.workspace, who.channel):
                        self._deliver(each, message)
        self.hear_all(who.channel)

    def _say(
        self,
        who: Actor,
        operation: str,
        body: Mapping[str, Any],
        metadata: Mapping[str, Any],
        key: str | None,
        path: Mapping[str, Any] | None = None,
        more: Mapping[str, Any] | None = None,
    ) -> Answer:
        keyed = {} if key is None else {"idempotency_key": key}
        given = {"body": body, "metadata": metadata, **keyed, **(more or {})}
        return self.done(operation, "send", who=who.principal, path=path, body=given)

    def _accepted(
        self,
        answer: Answer,
        who: Actor,
        body: Mapping[str, Any],
        metadata: Mapping[str, Any],
        key: str | None,
        target: Actor | None = None,
    ) -> Message:
        """Judge what a sender is told, and keep it; without a `target` everybody is told."""
        shown = answer.body["message"]
        given = {
            "body": body,
            "metadata": metadata,
            "channel_id": metadata[CHANNEL_ID],
            "from_session_id": who.name,
            "to_session_id": target and target.name,
        }
        self.judge(answer, "echo", oracles.unchanged(given, shown, given))
        name: str = shown["message_id"]
        if key is not None:
            self.judge(answer, "replay", None if name == key else f"its id is {name}, not {key}")
        elif (who.workspace, name) in self.sent:
            self.judge(answer, "replay", f"{name} is the id of another message")
        return Message(name, given, who.name, who.channel or "", moment(shown["timestamp"]))

    def _eavesdrop(
        self, message: Message, metadata: Mapping[str, Any], private: Collection[str]
    ) -> None:
        """Who was not told something cannot answer it, even knowing its id."""
        given = {"body": {"text": "Hello"}, "metadata": metadata}
        for each in self.speakers:
            known = self.is_own(each, message.id) or message.id in [e.id for e in each.inbox]
            if each.made and not known and each.name not in private:
                body = {**given, "reply_to_message_id": message.id}
                self.refused(404, "reply_message", who=each.principal, body=body)

    @staticmethod
    def _deliver(who: Actor, message: Message) -> None:
        if who.name != message.sender:
            who.inbox.append(message)
