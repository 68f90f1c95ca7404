"""Reviews of runs that have ended: who looks at them, and what follows from the verdict.

No operation makes them or tells of one alone; they stand in the contexts of those who work on the
task. Their statuses are plain words of the contract, so their steps are listed here. Source: facts
2.2 (RunReviewSummary), 3.4 and 3.7.
"""

from attrs import evolve

from taskpact_mock.apis.agent_runtime import tasks
from taskpact_mock.apis.agent_runtime.events import DAEMON, OPERATOR, log
from taskpact_mock.apis.agent_runtime.records import Reference, Session
from taskpact_mock.apis.agent_runtime.state import RUNS, Runtime, runtime_of
from taskpact_mock.apis.agent_runtime.work_records import Arrival, Review, Run, Verdict
from taskpact_mock.world.lifecycle import IllegalStepError
from taskpact_mock.world.world import World

OPEN = frozenset({"requested", "routed", "in_review"})
"""The statuses of a review on which no verdict was given yet."""
BOUND = frozenset({"routed", "in_review"})
"""Those in which its reviewer is told of it."""

_REQUEST: Reference = ("daemon", "task.run.review.request")
_BIND: Reference = ("daemon", "task.run.review.bind")


def request(world: World, run: Run, review_id: str | None = None) -> Review:
    """Ask for a review of the run.

    Raises IllegalStepError when the run has not ended, or a review of it is open.
    """
    state = runtime_of(world)
    if not RUNS.is_terminal(run.status):
        raise IllegalStepError(f"Review: {run.id} is {run.status} and has not ended")
    before = [each for each in history(state, run.task_id) if each.run_id == run.id]
    if any(each.status in OPEN for each in before):
        raise IllegalStepError(f"Review: one of {run.id} is open")
    review = Review(
        id=review_id or f"review-{world.ids.hex(16)}",
        task_id=run.task_id,
        run_id=run.id,
        round=round_of(state, run),
        attempt=len(before) + 1,
        status="requested",
        updated=world.now,
    )
    state.reviewed[run.task_id] = (*state.reviewed.get(run.task_id, ()), review.id)
    _put(world, review, "requested", DAEMON, _REQUEST)
    return review


def bind(world: World, review: Review, reviewer: Session, channel: str | None) -> Review:
    """Give the review to a session, and name the channel to talk about it on, if any.

    Raises IllegalStepError when a verdict was given, or the session has another review.
    """
    _check_open(review)
    state = runtime_of(world)
    other = bound_to(state, reviewer.id)
    if other is not None and other.id != review.id:
        raise IllegalStepError(f"Review: {reviewer.id} has {other.id} to do first")
    if review.reviewer is not None:
        del state.reviewing[review.reviewer.id]
    state.reviewing[reviewer.id] = review.id
    review = evolve(
        review, status="in_review", reviewer=reviewer, channel=channel, updated=world.now
    )
    _put(world, review, "bound", DAEMON, _BIND)
    return review


def record(world: World, review: Review, verdict: Verdict) -> Run | None:
    """Keep the verdict. If it is a rejection, the run that is to do better is queued.

    Raises IllegalStepError when a verdict was given, or the task can have no further run.
    """
    _check_open(review)
    state = runtime_of(world)
    again = verdict.outcome == "rejected"
    if again and not tasks.attempts_left(world, state.tasks[review.task_id]):
        raise IllegalStepError(f"Review: {review.task_id} has an open run or no attempt left")
    review = evolve(review, status="recorded", verdict=verdict, updated=world.now)
    actor, origin = _by(review)
    _put(world, review, "recorded", actor, origin)
    _note(world, review, verdict.outcome, actor, origin)
    if not again:
        return None
    rejected = state.runs[review.run_id]
    return tasks.enqueue(
        world,
        review.task_id,
        arrival=Arrival(origin, review_id=review.id),
        actor=actor,
        event="run_review_retry_enqueued",
        channel=rejected.channel,
        metadata={
            "source": "task_run_review",
            "review_id": review.id,
            "outcome": verdict.outcome,
            "parent_run_id": rejected.id,
        },
    )


def settle(world: World, review: Review, status: str) -> None:
    """Move an open review on without a verdict: routed, circuit_opened or canceled.

    Raises IllegalStepError when it is not open.
    """
    _check_open(review)
    runtime_of(world).reviews[review.id] = evolve(review, status=status, updated=world.now)


def bound_to(state: Runtime, session_id: str) -> Review | None:
    """The review that the session is to do."""
    found = state.reviews.get(state.reviewing.get(session_id, ""))
    return found if found is not None and found.status in BOUND else None


def history(state: Runtime, task_id: str) -> list[Review]:
    """The reviews of the task's runs, the one that changed last first."""
    found = [state.reviews[each] for each in state.reviewed.get(task_id, ())]
    return sorted(found, key=lambda each: (each.updated, each.id), reverse=True)


def rejection(state: Runtime, run: Run) -> Review | None:
    """The review because of which the run was queued."""
    return None if run.arrival.review_id is None else state.reviews[run.arrival.review_id]


def round_of(state: Runtime, run: Run) -> int:
    """The round of reviews in which the run is, from 1; a rejection begins the next one."""
    before = rejection(state, run)
    return 1 if before is None else before.round + 1


def _check_open(review: Review) -> None:
    if review.status not in OPEN:
        raise IllegalStepError(f"Review: {review.id} is {review.status}")


def _by(review: Review) -> tuple[Reference, Reference]:
    """Who gives the verdict, and by which way: its reviewer, or else an operator."""
    if review.reviewer is None:
        return OPERATOR, ("cli", "task.run.review")
    return ("agent_session", review.reviewer.id), ("agent_session", "task.run.review")


def _put(world: World, review: Review, what: str, actor: Reference, origin: Reference) -> None:
    runtime_of(world).reviews[review.id] = review
    _note(world, review, what, actor, origin)


def _note(world: World, review: Review, what: str, actor: Reference, origin: Reference) -> None:
    run = runtime_of(world).runs[review.run_id]
    payload = {"review_id": review.id, "review_round": review.round}
    log(world, run, f"run_review_{what}", actor, origin, payload)
