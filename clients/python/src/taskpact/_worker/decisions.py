"""What a worker does next, decided without input or output.

Three generators yield steps and take what came of each. A driver performs the steps; all moments
are seconds on its clock, which only grows.

- `shift`: a session's life: claim, find a lost claim again, work, rest.
- `watch`: a handler at work: renew the lease in time, notice that it is lost or the worker stops.
- `settle`: the end of a run: report it once, although answers get lost.
"""

from collections.abc import Generator
from enum import Enum, auto

from attrs import evolve, frozen

from taskpact._generated.agent_runtime.models import TaskReference, TaskRun, TaskRunLeaseSummary
from taskpact.errors import (
    CallFailed,
    Conflict,
    ConnectionFailed,
    DecodeError,
    Forbidden,
    RateLimited,
    ServerError,
    StatusError,
    TaskpactError,
)

from .pauses import Pauses
from .reports import Complete, Fail, Report

RENEW = 1 / 3
"""The part of a lease after which it is renewed."""
AGAIN = 1 / 12
"""The part of a lease after which a renewal that got no answer is tried again."""
TROUBLE = 0.5, 30.0
"""Seconds to rest after an error that may pass: the first time, and at most."""
LONGEST_OBEYED = 60.0
"""Seconds that a server may ask to wait."""
REPORT = 0.2, 5.0
"""Seconds to rest before a report is sent again: the first time, and at most."""


@frozen
class Held:
    """A run that the session holds.

    Attributes:
        lease: run, task, end and channel.
        task: the task that it is a run of.
        run: the run as it was claimed; None if the claim's answer was lost and the run found again.
        since: the moment from which the lease surely lasts its time.
    """

    lease: TaskRunLeaseSummary
    task: TaskReference
    run: TaskRun | None
    since: float


@frozen
class Claim:
    """Ask for the next run."""


@frozen
class Recall:
    """Look which run the session holds, and renew its lease."""


@frozen
class Rest:
    """Do nothing for that many seconds, unless the worker stops."""

    seconds: float


@frozen
class Work:
    """Run the handler on what is held, and report."""

    held: Held


@frozen
class Found:
    """What came of a step of a shift.

    Attributes:
        held: the run that a Claim or a Recall brought.
        error: why it brought none.
        took: how many seconds it took.
        ended: whether the run of a Work has ended; it may be queued again otherwise.
    """

    held: Held | None = None
    error: TaskpactError | None = None
    took: float = 0.0
    ended: bool = False


def shift() -> Generator[Claim | Recall | Rest | Work, Found, None]:
    """The life of a session; raises the error that makes going on useless."""
    idle, trouble, undone = Pauses(), Pauses(*TROUBLE), Pauses(*TROUBLE)
    while True:
        found = yield Claim()
        if found.error is not None and may_hold(found.error):
            found = evolve((yield Recall()), took=found.took)
        if found.error is not None:
            if not may_pass(found.error):
                raise found.error
            yield Rest(_patient(trouble.next(), found.error))
            continue
        trouble.reset()
        if found.held is None:
            yield Rest(idle.after(found.took))
        else:
            idle.reset()
            if (yield Work(found.held)).ended:
                undone.reset()
            else:
                yield Rest(undone.next())


@frozen
class Wait:
    """Wait until the handler ends, the worker stops or `at` comes; the lease lasts to `until`."""

    at: float
    until: float


@frozen
class Renew:
    """Renew the lease, and give up when `until` comes."""

    until: float


@frozen
class Seen:
    """What a Wait or a Renew found: the moments before and after it, and what is true now."""

    sent: float
    now: float
    finished: bool
    stopping: bool
    error: TaskpactError | None = None


class Ending(Enum):
    """Why the watch over a handler ends."""

    FINISHED = auto()
    STOPPED = auto()
    LOST = auto()


def watch(
    seconds: float, since: float, grace: float
) -> Generator[Wait | Renew, Seen, tuple[Ending, float]]:
    """Keep a lease of `seconds` while a handler works; the result is the ending and its end.

    A worker that stops leaves the handler `grace` seconds.
    """
    until, due = since + seconds, since + seconds * RENEW
    give_up = float("inf")
    while True:
        seen = yield Wait(min(due, give_up), until)
        if seen.finished:
            return Ending.FINISHED, until
        if seen.stopping:
            give_up = min(give_up, seen.now + grace)
        if seen.now >= give_up:
            return Ending.STOPPED, until
        if seen.now < due:
            continue
        seen = yield Renew(until)
        if seen.error is None:
            until, due = seen.sent + seconds, seen.sent + seconds * RENEW
        elif seen.now >= until or not may_pass(seen.error):
            return Ending.LOST, until
        else:
            due = min(seen.now + seconds * AGAIN, until)


@frozen
class Send:
    """Tell the runtime how the run ended."""

    report: Report


@frozen
class Tried:
    """What came of a Send; of a Rest the moment alone."""

    now: float
    error: Exception | None = None


def settle(report: Report, until: float) -> Generator[Send | Rest, Tried, Report | None]:
    """Report once, within the lease; the result is what was taken, None if the lease was lost.

    A report is taken once and refused ever after, so a refusal after a lost answer means that the
    report had arrived. A result that the runtime does not take becomes a failure.
    """
    pauses, unsure = Pauses(*REPORT), False
    while True:
        tried = yield Send(report)
        if tried.error is None:
            return report
        if isinstance(tried.error, Conflict | Forbidden):
            return report if unsure and tried.now < until else None
        if isinstance(report, Complete) and _is_unfit(tried.error):
            report = Fail(f"the result was not taken: {tried.error}")
            continue
        if not may_pass(tried.error) or tried.now >= until:
            return None
        unsure = unsure or may_hold(tried.error)
        tried = yield Rest(_patient(pauses.next(), tried.error))
        if tried.now >= until:
            return None


def may_pass(error: Exception) -> bool:
    """Whether the same call may succeed later."""
    if isinstance(error, StatusError):
        return isinstance(error, RateLimited | ServerError) or error.status == 408
    return isinstance(error, ConnectionFailed | DecodeError)


def may_hold(error: Exception) -> bool:
    """Whether the runtime may have done what the call asked for, in spite of the error.

    A conflict says that a session that claims holds a run already.
    """
    return isinstance(error, Conflict) or (
        isinstance(error, CallFailed) and error.outcome == "unknown"
    )


def _patient(pause: float, error: Exception) -> float:
    """The pause, or what the server asks for if that is longer, up to a minute."""
    asked = error.retry_after if isinstance(error, StatusError) else None
    return max(pause, min(asked or 0.0, LONGEST_OBEYED))


def _is_unfit(error: Exception) -> bool:
    """Whether what was sent, not when or by whom, is the fault."""
    if isinstance(error, StatusError):
        return error.status in (400, 413, 422)
    return not isinstance(error, TaskpactError)
