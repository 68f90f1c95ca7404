"""The part of the model of agent_runtime about channels: who says what to whom, and hears it."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from taskpact_contract.models import oracles
from taskpact_contract.models.apis.agent_runtime_actors import (
    WORKSPACE,
    Actor,
    Actors,
    Message,
    moment,
)
from taskpact_contract.models.machine import Bench
from taskpact_contract.probe import Answer

CHANNEL_ID = "coordination_channel_id"
KINDS = ("status", "request", "reply", "blocker", "handoff", "result", "review_request")
NO_CHANNEL, NO_MESSAGE = "coord-nobody-joined", "msg-00000000000000ff"
TEXTS = st.text("abc äß\n\t0", min_size=1, max_size=12).filter(str.strip)
BODIES = st.fixed_dictionaries(
    {"text": TEXTS},
    optional={"intent": TEXTS, "artifacts": st.just([{"path": "a.csv"}]), "more": st.booleans()},
)


class Channels(Actors):
    """Sends, answers and hears messages."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self.sent: dict[tuple[str | None, str], Message] = {}
        self.heard: dict[str, list[Any]] = {}

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
        source = self.one_of(data, who.inbox)
        metadata = self._metadata(source.channel, "reply", source.shown["metadata"])
        more = {"reply_to_message_id": source.id}
        target = self.actors[source.sender]
        if self.wavers(target):
            return
        if target.ended is not None:
            given = {"body": body, "metadata": metadata, **more}
            self.refused(404, "reply_message", who=who.principal, body=given)
            return
        answer = self._say(who, "reply_message", body, metadata, key, **more)
        message = self._accepted(answer, who, body, metadata, key)
        place = who.workspace, message.id
        fault = oracles.echo({"to_session_id": target.name}, answer.body["message"])
        self.judge(answer, "echo", fault)
        if place not in self.sent:
            self.sent[place] = message
            self._deliver(target, message)
        self.hear_all(source.channel)

    @rule(data=st.data(), own=st.booleans())
    def speak_out_of_turn(self, data: st.DataObject, own: bool) -> None:
        """Nobody speaks on a channel that they did not join, or tells a secret."""
        who = self.one_of(data, self.live)
        channels = [NO_CHANNEL, *(e.channel for e in self.live if e.channel != who.channel)]
        channel = self.one_of(data, [each for each in channels if each is not None])
        said = {"body": {"text": "Hello"}, "metadata": self._metadata(channel, "status")}
        path = {"channel": channel}
        self.refused(404, "send_message", who=who.principal, path=path, body=said)
        said = {"body": {"text": "Hello"}, "metadata": self._metadata(channel, "reply")}
        self.refused(404, "reply_message", who=who.principal,
                     body={**said, "reply_to_message_id": NO_MESSAGE})  # fmt: skip
        if own and who.channel is not None:
            secret = {"body": {"text": "Hello", "Claim_Token": "x"}, "metadata": said["metadata"]}
            path = {"channel": who.channel}
            self.refused(422, "send_message", who=who.principal, path=path, body=secret)
            self.hear(who, None)

    @precondition(lambda self: self.speakers)
    @rule(data=st.data(), limit=st.sampled_from([None, 1, 2, 3]))
    def listen(self, data: st.DataObject, limit: int | None) -> None:
        """Hearing takes nothing away."""
        who = self.one_of(data, self.speakers)
        self.hear(who, limit)
        self.hear(who, None)
        for each in self.live:
            if each.made and each.channel is None:
                self._listen_elsewhere(each, who.channel)

    def _listen_elsewhere(self, who: Actor, channel: str | None) -> None:
        """Who did not join a channel hears nothing on it, and sees it only in its workspace."""
        seen = self.works("list_channels", who=who.principal)["channels"]
        names = [each["id"] for each in seen]
        channels = {e.channel for e in self.actors.values() if e.workspace == who.workspace}
        missing = channels - {None} - set(names)
        answer = self.send("receive_messages", who=who.principal, path={"channel": channel})
        if channel not in names:
            self.judge(answer, "hear", None if answer.status == 404 else "it may hear it")
        else:
            heard = answer.body["messages"] if answer.status == 200 else ["nothing"]
            self.judge(answer, "hear", f"it hears {heard}" if heard else None)
        self.judge(answer, "hear", f"{missing} is not listed" if missing else None)
        strange = [each for each in seen if each.get("workspace_id") != who.workspace]
        self.judge(answer, "isolation", f"{strange[0]} is elsewhere" if strange else None)

    def overhear(self) -> None:
        """Somebody of another workspace neither hears nor speaks on the principal's channel."""
        channel = self.own.channel
        if channel is None:
            return
        path, known = (
            {"channel": channel},
            {each["message_id"] for each in self.hear(self.own, None)},
        )
        answer = self.send("receive_messages", second=True, path=path)
        messages = answer.body["messages"] if answer.status == 200 else []
        shared = known.intersection(each["message_id"] for each in messages)
        self.judge(answer, "isolation", f"somebody else hears {shared}" if shared else None)
        said = {"body": {"text": "Hello"}, "metadata": self._metadata(channel, "status")}
        self.refused((403, 404), "send_message", second=True, path=path, body=said)

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
                self.judge(answer, "echo", oracles.echo(each.shown, found[each.id]))
        own = [name for name in found if self._is_own(who, name)]
        self.judge(answer, "hear", f"it hears itself say {own[0]}" if own else None)
        self.heard[who.name] = messages
        return messages

    def hear_all(self, channel: str | None) -> None:
        """All on a channel of that name, in any workspace, hear what they should."""
        for each in self.live:
            if each.made and each.channel == channel is not None:
                self.hear(each, None)

    @property
    def speakers(self) -> list[Actor]:
        """All who joined a channel."""
        return [each for each in self.live if each.channel is not None]

    @property
    def asked(self) -> list[Actor]:
        """Those of them to whom somebody has said something."""
        return [each for each in self.speakers if each.made and each.inbox]

    def _say_to_all(self, who: Actor, body: Mapping[str, Any], kind: str, key: str | None) -> None:
        metadata, path = self._metadata(who.channel, kind), {"channel": who.channel}
        for _ in range(1 if key is None else 2):
            answer = self._say(who, "send_message", body, metadata, key, path=path)
            message = self._accepted(answer, who, body, metadata, key)
            place = who.workspace, message.id
            if place not in self.sent:
                self.sent[place] = message
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
        **more: Any,
    ) -> Answer:
        keyed = {} if key is None else {"idempotency_key": key}
        given = {"body": body, "metadata": metadata, **keyed, **more}
        return self.done(operation, "send", who=who.principal, path=path, body=given)

    def _accepted(
        self,
        answer: Answer,
        who: Actor,
        body: Mapping[str, Any],
        metadata: Mapping[str, Any],
        key: str | None,
    ) -> Message:
        """Judge what a sender is told, and keep it."""
        shown = answer.body["message"]
        given = {"body": body, "metadata": metadata, "channel_id": metadata[CHANNEL_ID]}
        self.judge(answer, "echo", oracles.echo({**given, "from_session_id": who.name}, shown))
        name: str = shown["message_id"]
        if key is not None:
            self.judge(answer, "replay", None if name == key else f"its id is {name}, not {key}")
        elif (who.workspace, name) in self.sent:
            self.judge(answer, "replay", f"{name} is the id of another message")
        return Message(name, given, who.name, who.channel or "")

    @staticmethod
    def _deliver(who: Actor, message: Message) -> None:
        if who.name != message.sender:
            who.inbox.append(message)

    def _is_own(self, who: Actor, name: str) -> bool:
        message = self.sent.get((who.workspace, name))
        return message is not None and message.sender == who.name

    def _metadata(
        self, channel: str | None, kind: str, source: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Of an answer, that of the question, with which it belongs together."""
        given = {
            CHANNEL_ID: channel,
            "correlation_id": f"correlation-{len(self.sent)}",
            "run_id": "run-00000000000000aa",
            "task_id": "task-00000000000000aa",
        }
        return {**(source or given), "message_kind": kind}
