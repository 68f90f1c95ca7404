"""What both drivers share: settings, what a handler is given, and the reading of answers."""

import logging
from time import monotonic
from typing import Any, Generic, TypeVar

from attrs import field, frozen, validators

from taskpact._generated.agent_runtime.models import (
    AgentMe,
    AgentTaskClaimResponse,
    AgentTaskContext,
    TaskReference,
    TaskRun,
    TaskRunLeaseSummary,
)
from taskpact._runtime.types import UNSET
from taskpact.errors import LeaseLost, TaskpactError, TimedOut

from .decisions import Ending, Held
from .pauses import POLL
from .reports import Complete, Fail, Report, report_of_error

Session = TypeVar("Session")

logger = logging.getLogger("taskpact")


@frozen(kw_only=True)
class Terms:
    """On what terms a worker takes runs; see Worker."""

    capabilities: tuple[str, ...]
    lease_seconds: int = field(validator=[validators.ge(1), validators.le(86400)])
    grace: float = field(validator=validators.ge(0))

    @property
    def poll(self) -> float:
        """Seconds that a claim may take: so few that enough of the lease is left after it."""
        return min(POLL, self.lease_seconds / 3)

    @property
    def patience(self) -> float:
        """Seconds that any other call may take: so few that a lease can be saved after one."""
        return max(1.0, self.lease_seconds / 6)


class BaseJob(Generic[Session]):
    """A run that is being worked on.

    Attributes:
        session: the client of the session that holds the run.
        lease: run, end and coordination channel as they were when the work began.
        task: the task that the run is of.
        run: the run as it was claimed; None if its claim's answer was lost and it was found again.
    """

    session: Session
    lease: TaskRunLeaseSummary
    task: TaskReference
    run: TaskRun | None

    def __init__(self, session: Session, held: Held, until: float) -> None:
        self.session = session
        self.lease, self.task, self.run = held.lease, held.task, held.run
        self._until = until
        self._over: str | None = None

    @property
    def run_id(self) -> str:
        """The run."""
        return self.lease.run_id

    @property
    def channel(self) -> str | None:
        """The id of the channel to coordinate the run on, None if it has none."""
        return self.lease.coordination_channel_id or None

    @property
    def lost(self) -> bool:
        """Whether the run is no longer the session's; then nothing that is done counts."""
        return self._over is not None or monotonic() >= self._until

    def check(self) -> None:
        """Do nothing while the run is the session's; raises LeaseLost once it is not."""
        if self.lost:
            raise LeaseLost(f"run {self.run_id}: {self._over or 'its lease ran out'}")

    def _end(self, why: str) -> None:
        self._over = why

    def __repr__(self) -> str:
        """Run and title."""
        return f"<{type(self).__name__} {self.run_id} {self.task.title!r}>"


STOPS = "the worker stops"
"""The reason that the runtime is given when a run is released."""

ENDED: dict[Ending, str] = {
    Ending.STOPPED: "given back, as the worker stops",
    Ending.LOST: "its lease was lost",
}
"""What a job is told when it is over before its handler."""


def claimed(answer: AgentTaskClaimResponse | None, since: float) -> Held | None:
    """What a claim's answer gives."""
    if answer is None:
        return None
    return Held(answer.claim.lease, answer.claim.task, answer.claim.run, since)


def recalled(me: AgentMe, context: AgentTaskContext, since: float) -> Held | None:
    """The run that the session holds according to both, None if they do not agree."""
    task = context.task
    for lease in me.active_task_leases:
        if task and task.id == lease.task_id:
            return Held(lease, task, None, since)
    return None


def arguments(report: Report) -> dict[str, Any]:
    """The keyword arguments of the operation that tells the report."""
    match report:
        case Complete(result=result):
            return {} if result is UNSET else {"result": result}
        case Fail(error=error, metadata=metadata):
            return {"error": error} | ({} if metadata is UNSET else {"metadata": metadata})
        case _:
            return {"reason": report.reason}


def log_start(job: BaseJob[Any]) -> None:
    """Say that a run begins."""
    logger.info("run %s: begins (%s)", job.run_id, job.task.title)


def failed(job: BaseJob[Any], error: BaseException) -> Report:
    """The report that an error of the handler stands for; the log keeps where it was raised."""
    report = report_of_error(error)
    if isinstance(report, Fail):
        logger.warning("run %s: its handler raised", job.run_id, exc_info=error)
    return report


def log_end(job: BaseJob[Any], report: Report | None) -> bool:
    """Say how a run ended; whether it did."""
    match report:
        case None:
            logger.warning("run %s: its lease was lost, nothing is reported", job.run_id)
        case Fail(error=error):
            logger.warning("run %s: failed: %s", job.run_id, error)
        case _:
            logger.info("run %s: %s", job.run_id, type(report).__name__.lower())
    return isinstance(report, Complete | Fail)


def log_trouble(error: TaskpactError) -> None:
    """Say that a call failed and another one follows; a long poll may well end without answer."""
    level = logging.DEBUG if isinstance(error, TimedOut) else logging.WARNING
    logger.log(level, "the worker goes on after %s: %s", type(error).__name__, error)
