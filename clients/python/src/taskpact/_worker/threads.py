"""The worker for code that blocks: a thread for each session, and one for each run under way."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from time import monotonic
from types import TracebackType
from typing import Self

from taskpact._generated.agent_runtime.models import AgentTaskLeaseResponse
from taskpact._runtime.driving import driven
from taskpact.agent_runtime import AgentRuntime
from taskpact.errors import Conflict, Forbidden, NotFound, TaskpactError

from . import common
from .common import STOPS, BaseJob, Terms
from .decisions import (
    Claim,
    Ending,
    Found,
    Held,
    Recall,
    Renew,
    Rest,
    Seen,
    Send,
    Tried,
    Wait,
    Work,
    settle,
    shift,
    watch,
)
from .reports import Complete, Fail, Release, Report, report_of


class Job(BaseJob[AgentRuntime]):
    """A run that is being worked on, as a handler that blocks sees it.

    A thread cannot be stopped from outside: call `check()` or `sleep()` now and then.

    Attributes:
        session: the client of the session that holds the run.
        lease: run, end and coordination channel as they were when the work began.
        task: the task that the run is of.
        run: the run as it was claimed; None if its claim's answer was lost and it was found again.
    """

    def __init__(self, session: AgentRuntime, held: Held, until: float) -> None:
        super().__init__(session, held, until)
        self._ended = threading.Event()

    def sleep(self, seconds: float) -> None:
        """Pause; raises LeaseLost as soon as the run is no longer the session's."""
        self._ended.wait(max(0.0, min(seconds, self._until - monotonic())))
        self.check()

    def _end(self, why: str) -> None:
        super()._end(why)
        self._ended.set()


Handler = Callable[[Job], object]


class Worker:
    """Claims runs and does them, one at a time for each session, until it is stopped.

    A handler's result completes its run, an exception fails it; it may also return a Complete, Fail
    or Release. The lease is renewed in the background. A run whose claim's answer was lost is found
    again, so give a session to one worker only.

    `run()` works until `stop()`; as a context manager the worker works in the background.

    Args:
        handler: does a run.
        sessions: clients of the agent runtime, one for each session.
        capabilities: what the sessions offer besides their agents' own capabilities.
        lease_seconds: how long a run stays with a worker that went silent, 1 to 86400.
        grace: seconds that a run under way is left to end when the worker stops; then it is
            released.
    """

    def __init__(
        self,
        handler: Handler,
        *,
        sessions: Sequence[AgentRuntime],
        capabilities: Sequence[str] = (),
        lease_seconds: int = 60,
        grace: float = 10.0,
    ) -> None:
        terms = Terms(capabilities=tuple(capabilities), lease_seconds=lease_seconds, grace=grace)
        self._shifts = [_Shift(handler, session, terms) for session in sessions]
        self._threads = [
            threading.Thread(target=each.run, name="taskpact-worker", daemon=True)
            for each in self._shifts
        ]

    def run(self) -> None:
        """Work until `stop()` is called, by a handler, another thread or a signal's handler.

        Raises:
            StatusError: a session may not go on, such as one that was stopped (Unauthorized). The
                others work on before.
        """
        with self:
            for thread in self._threads:
                thread.join()

    def stop(self) -> None:
        """Claim no more, end or release what is under way; returns at once.

        A claim under way is waited for, up to 20 seconds, so that no run is lost.
        """
        for each in self._shifts:
            each.stop()

    def __enter__(self) -> Self:
        """Start."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, and wait until all runs have ended or were released."""
        self.stop()
        for thread in self._threads:
            thread.join()
        failures = [each.error for each in self._shifts if each.error is not None]
        if failures and error is None:
            raise failures[0]

    def __repr__(self) -> str:
        """How many sessions work."""
        working = sum(thread.is_alive() for thread in self._threads)
        return f"<Worker sessions={len(self._shifts)} working={working}>"


class _Shift:
    """One session's work."""

    def __init__(self, handler: Handler, session: AgentRuntime, terms: Terms) -> None:
        self.error: BaseException | None = None
        self._handler, self._session, self._terms = handler, session, terms
        self._claims = session.with_options(timeout=terms.poll, max_retries=0)
        self._reads = session.with_options(timeout=terms.patience)
        self._calls = self._reads.with_options(max_retries=0)
        self._stopping = False
        self._wake = threading.Event()

    def stop(self) -> None:
        """Begin no more."""
        self._stopping = True
        self._wake.set()

    def run(self) -> None:
        """Work until stopped; keeps the error that ended it instead."""
        try:
            steps = shift()
            step = next(steps)
            while not (self._stopping and isinstance(step, Claim | Rest)):
                step = steps.send(self._do(step))
        except BaseException as error:  # noqa: BLE001 # raised again by who waits for the worker
            common.logger.warning("a session stops working: %s", error)
            self.error = error

    def _do(self, step: Claim | Recall | Rest | Work) -> Found:
        if isinstance(step, Rest):
            self._pause(step.seconds)
            return Found()
        if isinstance(step, Work):
            return Found(ended=self._work(step.held))
        began = monotonic()
        try:
            held = self._claim() if isinstance(step, Claim) else self._recall()
        except TaskpactError as error:
            common.log_trouble(error)
            return Found(error=error, took=monotonic() - began)
        return Found(held, took=monotonic() - began)

    def _claim(self) -> Held | None:
        sent = monotonic()
        answer = self._claims.claim_next_task(
            lease_seconds=self._terms.lease_seconds,
            required_capabilities=self._terms.capabilities,
            wait=True,
        )
        return common.claimed(answer, sent)

    def _recall(self) -> Held | None:
        me = self._reads.get_me().me
        if not me.active_task_leases:
            return None
        sent = monotonic()
        held = common.recalled(me, self._reads.get_context().context.task, sent)
        try:
            if held is not None:
                self._renewed(held.lease.run_id)
        except (Conflict, Forbidden, NotFound):
            return None  # it ran out just now
        return held

    def _renewed(self, run_id: str) -> AgentTaskLeaseResponse:
        return self._calls.heartbeat_run(run_id, lease_seconds=self._terms.lease_seconds)

    def _work(self, held: Held) -> bool:
        """Do the run; whether it ended."""
        until = held.since + self._terms.lease_seconds
        job = Job(self._session, held, until)
        if self._stopping:
            return self._report(job, Release(STOPS), until)
        common.log_start(job)
        handled = self._start(job)
        ending, until = self._watch(job, held.since, handled)
        if ending is Ending.FINISHED:
            return self._report(job, handled.result(), until)
        job._end(common.ENDED[ending])
        if ending is Ending.STOPPED:
            return self._report(job, Release(STOPS), until)
        self._outlast(handled)
        return common.log_end(job, None)

    def _start(self, job: Job) -> "Future[Report]":
        """Run the handler in a thread of its own, which may be left behind."""
        handled: Future[Report] = Future()

        def handle() -> None:
            try:
                report = report_of(self._handler(job))
            except BaseException as error:  # noqa: BLE001 # whatever it is, the run failed
                report = common.failed(job, error)
            handled.set_result(report)
            self._wake.set()

        threading.Thread(target=handle, name=f"taskpact-{job.run_id}", daemon=True).start()
        return handled

    def _watch(self, job: Job, since: float, handled: "Future[Report]") -> tuple[Ending, float]:
        def see(step: Wait | Renew) -> Seen:
            job._until = step.until
            return self._see(step, job, handled)

        terms = self._terms
        return driven(watch(terms.lease_seconds, since, terms.grace), see)

    def _see(self, step: Wait | Renew, job: Job, handled: "Future[Report]") -> Seen:
        sent, error = monotonic(), None
        if isinstance(step, Wait):
            self._pause(step.at - sent)
        else:
            try:
                self._renewed(job.run_id)
            except TaskpactError as problem:
                error = problem
                common.log_trouble(problem)
        return Seen(sent, monotonic(), handled.done(), self._stopping, error)

    def _report(self, job: Job, report: Report, until: float) -> bool:
        taken = driven(settle(report, until), lambda step: self._try(step, job))
        return common.log_end(job, taken)

    def _try(self, step: Send | Rest, job: Job) -> Tried:
        if isinstance(step, Rest):
            self._pause(step.seconds)
            return Tried(monotonic())
        try:
            self._send(job.run_id, step.report)
        except (TaskpactError, TypeError, ValueError) as error:  # the last two: it is not JSON
            return Tried(monotonic(), error)
        return Tried(monotonic())

    def _send(self, run_id: str, report: Report) -> None:
        arguments = common.arguments(report)
        match report:
            case Complete():
                self._calls.complete_run(run_id, **arguments)
            case Fail():
                self._calls.fail_run(run_id, **arguments)
            case _:
                self._calls.release_run(run_id, **arguments)

    def _outlast(self, handled: "Future[Report]") -> None:
        """Wait for a handler whose run is lost; once the worker stops only for its grace."""
        while not handled.done() and not self._stopping:
            self._pause(None)
        deadline = monotonic() + self._terms.grace
        while not handled.done() and (left := deadline - monotonic()) > 0:
            self._pause(left)

    def _pause(self, seconds: float | None) -> None:
        """Wait until something happens or the time is over; the caller looks what it is."""
        self._wake.wait(None if seconds is None else max(0.0, seconds))
        self._wake.clear()
