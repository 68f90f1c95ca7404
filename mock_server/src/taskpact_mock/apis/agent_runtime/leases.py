"""Runs in the hands of sessions: claims, renewals, ends, and leases that run out.

Source: facts 3.2 to 3.4. A claim's token is made and forgotten; only its hash is kept.
"""

import base64
import hashlib
from typing import Any

from attrs import evolve

from taskpact_mock.apis.agent_runtime.events import DAEMON, OPERATOR, log
from taskpact_mock.apis.agent_runtime.hooks import Criteria
from taskpact_mock.apis.agent_runtime.queue import Claimer
from taskpact_mock.apis.agent_runtime.records import Reference, Session
from taskpact_mock.apis.agent_runtime.rendering import LAST
from taskpact_mock.apis.agent_runtime.state import API, LEASES, RUNS, quirk, runtime_of
from taskpact_mock.apis.agent_runtime.tasks import enqueue_dependants, put
from taskpact_mock.apis.agent_runtime.work_records import Hold, Run, coordination_channel
from taskpact_mock.contract.decode import JSON
from taskpact_mock.world.clock import SECOND
from taskpact_mock.world.lifecycle import Refused
from taskpact_mock.world.world import World

DEFAULT_LEASE = 300
"""Seconds that a lease lasts unless its holder says otherwise."""
SWEEP = 15 * SECOND
"""How long it is from one look for leases that ran out to the next."""
SWEPT = 100
"""How many runs one such look gives back at most."""

_CONTROLLED = {
    "bind": ("run_session_bound", DAEMON),
    "start": ("run_started", DAEMON),
    "recover": ("run_recovered_from_attention", OPERATOR),
    "cancel": ("run_canceled", OPERATOR),
}


def claim(
    world: World,
    session: Session,
    criteria: Criteria,
    lease_seconds: int | None,
) -> Run | Refused:
    """Lease the session its next run, or say why it gets none."""
    state = runtime_of(world)
    holds = bool(active(world, session.id))
    run = None
    if not (holds or state.scheduler_paused):
        found = state.queue.best(_claimer(world, session, criteria))
        run = None if found is None else state.runs[found]
    guards = {"holds_a_run": holds, "claimable": run is not None}
    outcome = RUNS.step(
        "operation", "claim_next_task", run.status if run else None, guards.__getitem__
    )
    if isinstance(outcome, Refused):
        return outcome
    assert run is not None  # nothing can be claimed without one
    return lease(world, session, run, lease_seconds)


def lease(world: World, session: Session, run: Run, seconds: int | None = None) -> Run:
    """Put a queued run into the session's hands, whether or not it suits it."""
    token = base64.urlsafe_b64encode(bytes.fromhex(world.ids.hex(64))).rstrip(b"=")
    digest = hashlib.sha256(b"agh_claim_" + token).hexdigest()
    until = min(world.now + (seconds or DEFAULT_LEASE) * SECOND, LAST)
    run = evolve(
        run,
        status=RUNS.advance("operation", "claim_next_task", run.status),
        hold=Hold(session, f"sha256:{digest}", world.now, until, world.now),
    )
    state = runtime_of(world)
    state.held[session.id] = (*state.held.get(session.id, ()), run.id)
    _note_end(world, run, until)
    payload: JSON = {"lease_seconds": (until - world.now) // SECOND}
    log(world, run, "run_claimed", _actor(session.id), _origin("next"), payload)
    put(world, run)
    return run


def heartbeat(world: World, session: Session, run_id: str, seconds: int | None) -> Run | Refused:
    """Renew the lease, from now on."""
    run = _held(world, "heartbeat_run", session, run_id)
    if isinstance(run, Refused):
        return run
    assert run.hold is not None
    LEASES.step("operation", "heartbeat_run", "held")
    seconds = seconds or DEFAULT_LEASE
    until = world.now + seconds * SECOND
    _forget_end(world, run.id, run.hold)
    run = evolve(run, hold=evolve(run.hold, until=until, heartbeat=world.now))
    _note_end(world, run, until)
    payload: JSON = {"lease_seconds": seconds}
    log(world, run, "run_lease_extended", _actor(session.id), _origin("heartbeat"), payload)
    put(world, run)
    return run


def complete(world: World, session: Session, run_id: str, result: JSON) -> Run | Refused:
    """Keep the result; the lease is over, and tasks that waited for this one may begin."""
    run = _held(world, "complete_run", session, run_id)
    if isinstance(run, Refused):
        return run
    origin = _origin("complete")
    run = _end(world, run, "run_completed", origin, None, result=result)
    enqueue_dependants(world, run.task_id, _actor(session.id), origin)
    return run


def fail(world: World, session: Session, run_id: str, error: str, more: JSON) -> Run | Refused:
    """Keep the error; the lease is over. What else is known stands in the event alone."""
    run = _held(world, "fail_run", session, run_id)
    if isinstance(run, Refused):
        return run
    payload: JSON = {"error": error, "metadata": more}
    return _end(world, run, "run_failed", _origin("fail"), payload, error=error)


def release(world: World, session: Session, run_id: str, reason: str) -> Run | Refused:
    """Give the run back for anyone to claim."""
    run = _held(world, "release_run", session, run_id)
    if isinstance(run, Refused):
        return run
    payload: JSON = {"reason": reason}
    return requeue(world, run, "run_released", _actor(session.id), _origin("release"), payload)


def requeue(
    world: World, run: Run, what: str, actor: Reference, origin: Reference, payload: JSON = None
) -> Run:
    """Queue a run whose status has been decided again, with nothing left of who held it."""
    log(world, run, what, actor, origin, payload)
    let_go(world, run)
    run = evolve(run, hold=None, started=None, ended=None, error=None, result=None)
    put(world, run)
    return run


def let_go(world: World, run: Run) -> None:
    """Take the run out of its holder's hands; the run itself is the caller's to change."""
    if run.hold is None:
        return
    _forget_end(world, run.id, run.hold)
    held = runtime_of(world).held
    left = tuple(each for each in held[run.hold.session.id] if each != run.id)
    if left:
        held[run.hold.session.id] = left
    else:
        del held[run.hold.session.id]


def control(world: World, run: Run, step: str) -> None:
    """Let the runtime or an operator take a step with the run.

    Raises IllegalStepError when the run is in no state for it.
    """
    changed = evolve(run, status=RUNS.advance("control", step, run.status))
    if step == "start":
        changed = evolve(changed, started=world.now)
    elif RUNS.is_terminal(changed.status):
        let_go(world, run)
        hold = run.hold and evolve(run.hold, until=None, heartbeat=None)
        changed = evolve(changed, hold=hold, ended=world.now)
    what, actor = _CONTROLLED[step]
    log(world, run, what, actor, ("daemon", f"task.run.{step}"))
    put(world, changed)


def sweep(world: World, _key: None) -> None:
    """A due event: runs whose lease ran out are queued again, the first hundred of them.

    Every lease plans the look that follows its end, and a look serves all of them.
    """
    state = runtime_of(world)
    if state.swept == world.now:
        return
    state.swept = world.now
    for _ in range(SWEPT):
        if not state.leases or state.leases[0][0] > world.now:
            return
        run = state.runs[state.leases[0][1]]
        needs = {"Lease": lease_state(world, run)}
        outcome = RUNS.step("time", "lease_sweep", run.status, related=needs.get)
        assert not isinstance(outcome, Refused)  # only operations are refused
        run = evolve(run, status=outcome.state)
        requeue(world, run, "run_lease_expired", DAEMON, ("daemon", "task.lease.sweep"))
    world.plan(_next_sweep(world.now + 1), API, "sweep")


def active(world: World, session_id: str) -> list[Run]:
    """The runs that the session holds under a lease that has not run out."""
    state = runtime_of(world)
    found = (state.runs[each] for each in state.held.get(session_id, ()))
    return [run for run in found if lease_state(world, run) == "held"]


def lease_state(world: World, run: Run) -> str | None:
    """Where the lease on the run stands; None if nobody ever had one, or none is left of it."""
    if run.hold is None:
        return None
    if run.hold.until is None:
        return "ended"
    if run.hold.until > world.now:
        return "held"
    return LEASES.advance("time", "lease_until", "held")


def _held(world: World, operation: str, session: Session, run_id: str) -> Run | Refused:
    """The run as it is after the step that `operation` is, or why the session may not take it.

    A session that holds several runs may do nothing with any of them.
    """
    run = runtime_of(world).runs.get(run_id)
    live = quirk(world, "lease_refusals")
    if run is None and not live:
        assert RUNS.missing is not None  # the contract has it
        return RUNS.missing
    mine = run is not None and run.hold is not None and run.hold.session.id == session.id
    mine_now = active(world, session.id)
    theirs = run is not None and not mine and lease_state(world, run) == "held"
    guards = {
        "holds_several": len(mine_now) > 1,
        "held_by_another": not mine and bool(mine_now) if live else theirs,
        "was_held": mine,
    }
    outcome = RUNS.step(
        "operation",
        operation,
        run.status if run else None,
        guards.__getitem__,
        lambda _resource: "held" if len(mine_now) == 1 and mine_now[0] is run else None,
    )
    if isinstance(outcome, Refused):
        return outcome
    assert run is not None  # no step leads anywhere from no state
    return evolve(run, status=outcome.state)


def _end(
    world: World, run: Run, what: str, origin: Reference, payload: JSON, **changes: Any
) -> Run:
    assert run.hold is not None
    log(world, run, what, _actor(run.hold.session.id), origin, payload)
    let_go(world, run)
    hold = evolve(run.hold, until=None, heartbeat=None)
    run = evolve(run, hold=hold, ended=world.now, **changes)
    put(world, run)
    return run


def _claimer(world: World, session: Session, criteria: Criteria) -> Claimer:
    state = runtime_of(world)
    own = None if session.channel is None else session.channel.removeprefix("coord-")
    run = None if own is None else state.runs.get(own)
    derived = (
        run is not None and coordination_channel(run, state.tasks[run.task_id]) == session.channel
    )
    return Claimer(
        workspace_id=session.workspace_id,
        channel=session.channel,
        session_id=session.id,
        agent_name=session.agent_name,
        capabilities=criteria.capabilities,
        priority_min=criteria.priority_min,
        own=(run.queued, run.id) if run is not None and derived else None,
    )


def _note_end(world: World, run: Run, until: int) -> None:
    runtime_of(world).leases.add((until, run.id))
    world.plan(_next_sweep(until), API, "sweep")


def _forget_end(world: World, run_id: str, hold: Hold) -> None:
    runtime_of(world).leases.remove((hold.until, run_id))


def _next_sweep(moment: int) -> int:
    return -(-moment // SWEEP) * SWEEP


def _actor(session_id: str) -> Reference:
    return "agent_session", session_id


def _origin(action: str) -> Reference:
    return "agent_session", f"agent.task.{action}"
