"""Broken rules of agent_runtime."""

from typing import Any

from attrs import evolve

from contract_tests.mutants.patching import differing
from contract_tests.mutants.rules.registry import Rules, instead
from contract_tests.mutants.server import Hits
from taskpact_mock.api import Answer
from taskpact_mock.apis.agent_runtime import (
    channels,
    handlers,
    identity,
    leases,
    queue,
    records,
    rendering,
    safety,
    sessions,
    situation,
    souls,
    tasks,
    work,
)
from taskpact_mock.apis.agent_runtime.state import runtime_of
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Refused

RULES = Rules("agent_runtime")


@RULES.broken(leases, "lease_state")
def lease_never_expires(right: Any, hits: Hits) -> Any:
    """Who has claimed a run holds it for ever."""

    def wrong(world: Any, run: Any) -> Any:
        found = right(world, run)
        if found == "expired":
            hits.count()
            return "held"
        return found

    return wrong


@RULES.broken(queue.Queue, "discard")
def two_hold_one_run(_right: Any, hits: Hits) -> Any:
    """A run that was claimed can be claimed again."""

    def wrong(*_args: Any) -> None:
        hits.count()

    return wrong


@RULES.broken(leases, "active")
def one_holds_two_runs(right: Any, hits: Hits) -> Any:
    """A session that holds a run may claim another."""

    def wrong(world: Any, session_id: str) -> Any:
        found = right(world, session_id)
        if found:
            hits.count()
        return []

    return wrong


@RULES.broken(leases, "_held")
def anyone_may_work_on_a_run(right: Any, hits: Hits) -> Any:
    """The lease of another session lets one in."""

    def wrong(world: Any, operation: str, session: Any, run_id: str) -> Any:
        found = right(world, operation, session, run_id)
        run = runtime_of(world).runs.get(run_id)
        if not isinstance(found, Refused) or run is None or run.hold is None:
            return found
        if run.hold.session.id == session.id or leases.lease_state(world, run) != "held":
            return found
        hits.count()
        return right(world, operation, run.hold.session, run_id)

    return wrong


@RULES.broken(queue.Queue, "best")
def priority_is_ignored(right: Any, hits: Hits) -> Any:
    """The oldest run is claimed first, however urgent the others are."""

    def wrong(state: Any, claimer: Any) -> Any:
        heads = [entry for lane, entry in state._heads(claimer) if claimer.fits(lane)]
        found = min(heads)[-1] if heads else None
        if found != right(state, claimer):
            hits.count()
        return found

    return wrong


@RULES.broken(queue.Queue, "best")
def least_urgent_come_first(right: Any, hits: Hits) -> Any:
    """The least urgent run is claimed first."""

    def wrong(state: Any, claimer: Any) -> Any:
        heads = [
            (lane.priority, *entry) for lane, entry in state._heads(claimer) if claimer.fits(lane)
        ]
        found = min(heads)[-1] if heads else None
        if found != right(state, claimer):
            hits.count()
        return found

    return wrong


@RULES.broken(queue.Claimer, "fits")
def least_priority_is_ignored(right: Any, hits: Hits) -> Any:
    """A claimer gets runs less urgent than it takes."""
    return differing(right, lambda own, lane: right(evolve(own, priority_min=0), lane), hits)


@RULES.broken(queue.Claimer, "fits")
def capabilities_are_ignored(right: Any, hits: Hits) -> Any:
    """A claimer gets runs that it is not able to do."""

    def wrong(own: Any, lane: Any) -> Any:
        return right(evolve(own, capabilities=own.capabilities | lane.required), lane)

    return differing(right, wrong, hits)


@RULES.broken(queue.Claimer, "fits")
def owners_are_ignored(right: Any, hits: Hits) -> Any:
    """A claimer gets runs that are reserved for others."""
    return differing(
        right, lambda own, lane: right(own, evolve(lane, owner=None, agents=None)), hits
    )


@RULES.broken(tasks, "_claimable")
def paused_tasks_are_claimed(right: Any, hits: Hits) -> Any:
    """A task goes on though it, or one above it, is paused."""

    def wrong(world: Any, task: Any, run: Any) -> bool:
        return run.status == "queued" and task.status not in ("draft", "blocked", "canceled")

    return differing(right, wrong, hits)


@RULES.broken(tasks, "_claimable")
def dependencies_are_ignored(right: Any, hits: Hits) -> Any:
    """A task begins before what it waits for is done."""

    def wrong(world: Any, task: Any, run: Any) -> bool:
        ready = evolve(task, status="ready") if task.status == "blocked" else task
        return bool(right(world, ready, run))

    return differing(right, wrong, hits)


@RULES.broken(leases, "heartbeat")
def heartbeat_renews_nothing(right: Any, hits: Hits) -> Any:
    """A lease ends when it would have ended without it."""

    def wrong(world: Any, session: Any, run_id: str, seconds: int | None) -> Any:
        run = leases._held(world, "heartbeat_run", session, run_id)
        if not isinstance(run, Refused):
            hits.count()
        return run

    return wrong


@RULES.broken(leases, "heartbeat")
def heartbeat_adds_to_the_lease(right: Any, hits: Hits) -> Any:
    """A heartbeat counts from the end of the lease, not from now."""

    def wrong(world: Any, session: Any, run_id: str, seconds: int | None) -> Any:
        run = runtime_of(world).runs.get(run_id)
        if run is None or run.hold is None or not run.hold.until or run.hold.until <= world.now:
            return right(world, session, run_id, seconds)
        hits.count()
        left = (run.hold.until - world.now) // SECOND
        return right(world, session, run_id, (seconds or leases.DEFAULT_LEASE) + left)

    return wrong


@RULES.broken(leases, "requeue")
def release_is_not_stored(right: Any, hits: Hits) -> Any:
    """A run that was given back stays with its holder."""

    def wrong(world: Any, run: Any, *args: Any) -> Any:
        hits.count()
        return evolve(run, hold=None)

    return wrong


@RULES.broken(leases, "_end")
def end_is_not_stored(right: Any, hits: Hits) -> Any:
    """A run that was completed or failed stays with its holder."""

    def wrong(world: Any, run: Any, *_args: Any, **changes: Any) -> Any:
        hits.count()
        assert run.hold is not None
        hold = evolve(run.hold, until=None, heartbeat=None)
        return evolve(run, hold=hold, ended=world.now, **changes)

    return wrong


@RULES.broken(leases, "complete")
def result_is_lost(right: Any, hits: Hits) -> Any:
    """A run is completed without its result."""

    def wrong(world: Any, session: Any, run_id: str, result: Any) -> Any:
        if result is not None:
            hits.count()
        return right(world, session, run_id, None)

    return wrong


@RULES.broken(leases, "fail")
def error_is_lost(right: Any, hits: Hits) -> Any:
    """A run fails without a word."""

    def wrong(world: Any, session: Any, run_id: str, error: str, more: Any) -> Any:
        hits.count()
        return right(world, session, run_id, "failed", more)

    return wrong


@RULES.broken(leases, "claim")
def lease_length_is_ignored(right: Any, hits: Hits) -> Any:
    """Every lease lasts as long as the next."""

    def wrong(
        world: Any, session: Any, capabilities: Any, priority: int, seconds: int | None
    ) -> Any:
        if seconds not in (None, leases.DEFAULT_LEASE):
            hits.count()
        return right(world, session, capabilities, priority, None)

    return wrong


@RULES.broken(safety, "holds_claim_token")
def claim_tokens_are_kept(right: Any, hits: Hits) -> Any:
    """Results may hold tokens."""
    return instead(False)(right, hits)


@RULES.broken(safety, "unsafe")
def secrets_are_sent(right: Any, hits: Hits) -> Any:
    """Messages may hold credentials."""
    return instead(None)(right, hits)


@RULES.broken(work, "_unkept")
def large_results_are_kept(right: Any, hits: Hits) -> Any:
    """A result may be of any size."""

    def wrong(name: str, value: Any) -> Any:
        found = right(name, value)
        if found is not None and found.status == 413:
            hits.count()
            return None
        return found

    return wrong


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


@RULES.broken(sessions, "_reached")
def limits_of_children_are_ignored(right: Any, hits: Hits) -> Any:
    """A session may have any number of children, however deep."""

    def wrong(*args: Any) -> Any:
        if any(True for _ in right(*args)):
            hits.count()
        return iter(())

    return wrong


@RULES.broken(records.Permissions, "beyond")
def permissions_are_ignored(right: Any, hits: Hits) -> Any:
    """A child may do more than its parent."""
    return instead(None)(right, hits)


@RULES.broken(sessions, "granted")
def permissions_are_never_granted(right: Any, hits: Hits) -> Any:
    """A child may do nothing."""
    return differing(right, lambda _session: records.Permissions(), hits)


@RULES.broken(sessions, "spawn")
def children_are_orphans(right: Any, hits: Hits) -> Any:
    """A child does not count among those of its parent."""

    def wrong(world: Any, parent: Any, *args: Any) -> Any:
        hits.count()
        made = right(world, parent, *args)
        state = runtime_of(world)
        state.children[parent.id] = tuple(
            each for each in state.children[parent.id] if each != made.id
        )
        return made

    return wrong


@RULES.broken(sessions, "deadline")
def children_live_for_ever(right: Any, hits: Hits) -> Any:
    """A child is not stopped when its time is up."""

    def wrong(_world: Any, _seconds: int) -> int:
        hits.count()
        return rendering.LAST

    return wrong


@RULES.broken(identity, "_fault")
def stopped_sessions_may_call(right: Any, hits: Hits) -> Any:
    """A session that no longer runs is let in."""

    def wrong(world: Any, session_id: str, agent: str, workspace: str) -> Any:
        found = right(world, session_id, agent, workspace)
        session = runtime_of(world).sessions.get(session_id)
        if found == "identity_stale" and session is not None:
            hits.count()
            return None
        return found

    return wrong


@RULES.broken(identity, "_fault")
def agents_may_borrow_sessions(right: Any, hits: Hits) -> Any:
    """The agent that is named need not be the one of the session."""
    return _forgiven("identity_mismatch", right, hits)


@RULES.broken(identity, "_fault")
def workspaces_are_not_checked(right: Any, hits: Hits) -> Any:
    """The workspace that is named need not be the one of the session."""
    return _forgiven("identity_unauthorized", right, hits)


def _forgiven(fault: str, right: Any, hits: Hits) -> Any:
    def wrong(*args: Any) -> Any:
        found = right(*args)
        if found == fault:
            hits.count()
            return None
        return found

    return wrong


@RULES.broken(souls, "view")
def every_soul_is_valid(right: Any, hits: Hits) -> Any:
    """Faults of a persona are found and not told."""

    def wrong(soul: Any, agent_name: str) -> Any:
        found = right(soul, agent_name)
        if not found["valid"]:
            hits.count()
        found.pop("diagnostics", None)
        return {**found, "valid": True}

    return wrong


@RULES.broken(souls, "view")
def soul_is_anothers(right: Any, hits: Hits) -> Any:
    """Another agent is named than the one whose persona it is."""

    def wrong(soul: Any, _agent_name: str) -> Any:
        hits.count()
        return right(soul, "another-agent")

    return wrong


@RULES.broken(situation, "_work")
def own_leases_are_not_told(right: Any, hits: Hits) -> Any:
    """A session is not told what it holds."""
    return instead(None)(right, hits)


@RULES.broken(situation, "_inbox")
def inbox_is_not_told(right: Any, hits: Hits) -> Any:
    """A context shows no messages."""

    def wrong(state: Any, session: Any, channel: str | None) -> Any:
        nobody = evolve(session, id="nobody")
        return right(state, nobody, channel)

    return differing(right, wrong, hits)


@RULES.broken(situation, "_peers")
def peers_are_not_told(right: Any, hits: Hits) -> Any:
    """A context shows no other sessions."""

    def wrong(state: Any, session: Any, *more: Any) -> Any:
        return right(state, evolve(session, workspace_id="nowhere", channel=None), *more)

    return differing(right, wrong, hits)
