"""Broken rules of agent_runtime: who may claim a run, hold it and end it."""

from typing import Any

from attrs import evolve

from contract_tests.mutants.patching import differing
from contract_tests.mutants.rules.agent_runtime.table import RULES
from contract_tests.mutants.rules.registry import instead
from contract_tests.mutants.server import Hits
from taskpact_mock.apis.agent_runtime import leases, queue, safety, tasks, work
from taskpact_mock.apis.agent_runtime.state import runtime_of
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Refused


@RULES.broken(leases, "active")
def expired_leases_work(right: Any, hits: Hits) -> Any:
    """Who has claimed a run may go on until it is queued again, whenever the lease ran out."""

    def wrong(world: Any, session_id: str) -> Any:
        state = runtime_of(world)
        found = [state.runs[each] for each in state.held.get(session_id, ())]
        if found != right(world, session_id):
            hits.count()
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

    def wrong(world: Any, session: Any, criteria: Any, lease_seconds: int | None) -> Any:
        if lease_seconds not in (None, leases.DEFAULT_LEASE):
            hits.count()
        return right(world, session, criteria, None)

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
