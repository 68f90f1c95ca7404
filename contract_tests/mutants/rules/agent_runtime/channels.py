"""Broken rules of agent_runtime: what is sent on channels, and who hears it."""

from typing import Any

from contract_tests.mutants.patching import differing
from contract_tests.mutants.rules.agent_runtime.table import RULES
from contract_tests.mutants.server import Hits
from taskpact_mock.api import Answer
from taskpact_mock.apis.agent_runtime import channels, handlers, work
from taskpact_mock.apis.agent_runtime.state import runtime_of


@RULES.broken(channels, "_deliver")
def messages_are_lost(_right: Any, hits: Hits) -> Any:
    """A message that was taken reaches nobody."""

    def wrong(*_args: Any) -> None:
        hits.count()

    return wrong


@RULES.broken(channels, "_deliver")
def messages_come_twice(right: Any, hits: Hits) -> Any:
    """A message is delivered twice."""

    def wrong(*args: Any) -> None:
        hits.count()
        right(*args)
        right(*args)

    return wrong


@RULES.broken(channels, "_deliver")
def youngest_messages_come_first(right: Any, hits: Hits) -> Any:
    """A message is put before those that were there."""

    def wrong(world: Any, session_id: str, message: Any) -> None:
        right(world, session_id, message)
        found = runtime_of(world).inboxes[session_id]
        if len(found) > 1:
            hits.count()
        runtime_of(world).inboxes[session_id] = (found[-1], *found[:-1])

    return wrong


@RULES.broken(channels, "waiting")
def channels_are_mixed_up(right: Any, hits: Hits) -> Any:
    """Whoever listens to one channel hears them all."""
    return differing(right, lambda state, session, _channel=None: right(state, session), hits)


@RULES.broken(channels, "waiting")
def reading_consumes(right: Any, hits: Hits) -> Any:
    """A message can be read once."""

    def wrong(state: Any, session: Any, channel: str | None = None) -> Any:
        found = right(state, session, channel)
        if found and channel is not None:
            hits.count()
            kept = tuple(each for each in state.inboxes[session.id] if each not in found)
            state.inboxes[session.id] = kept
        return found

    return wrong


@RULES.broken(channels, "send")
def replies_go_to_everyone(right: Any, hits: Hits) -> Any:
    """An answer to one is heard by all."""

    def wrong(*args: Any, target: Any = None, **more: Any) -> Any:
        if target is not None:
            hits.count()
        return right(*args, **more)

    return wrong


@RULES.broken(channels, "send")
def senders_hear_themselves(right: Any, hits: Hits) -> Any:
    """A message comes back to its sender."""

    def wrong(world: Any, sender: Any, channel: str, **more: Any) -> Any:
        sent = right(world, sender, channel, **more)
        hits.count()
        channels._deliver(world, sender.id, sent)
        return sent

    return wrong


@RULES.broken(channels, "send")
def message_keys_are_ignored(right: Any, hits: Hits) -> Any:
    """A message that comes again is sent again."""

    def wrong(*args: Any, key: str | None = None, **more: Any) -> Any:
        if key:
            hits.count()
        return right(*args, key=None, **more)

    return wrong


@RULES.broken(channels, "find")
def foreign_messages_are_found(right: Any, hits: Hits) -> Any:
    """Whoever knows the id of a message may answer it."""

    def wrong(state: Any, session: Any, message_id: str) -> Any:
        found = right(state, session, message_id)
        if found is not None:
            return found
        for (_, known), message in state.messages.items():
            if known == message_id:
                hits.count()
                return message
        return None

    return wrong


@RULES.broken(channels, "visible")
def channels_of_all_are_listed(right: Any, hits: Hits) -> Any:
    """Channels of other workspaces are listed, too."""

    def wrong(state: Any, session: Any) -> Any:
        return [each for found in state.channels.values() for each in found.values()]

    return differing(right, wrong, hits)


@RULES.broken(handlers, "_receive_later")
def long_poll_does_not_wait(right: Any, hits: Hits) -> Any:
    """Whoever would wait for a message is told at once that there is none."""

    async def wrong(call: Any, _until: int | None) -> Any:
        hits.count()
        return handlers._inbox(call)

    return wrong


@RULES.broken(work, "_claim_later")
def claims_do_not_wait(right: Any, hits: Hits) -> Any:
    """Whoever would wait for a run is told at once that there is none."""

    async def wrong(_call: Any, _until: int | None) -> Any:
        hits.count()
        return Answer(204)

    return wrong
