"""The worker for asyncio: a task for each session, and one for each run under way."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from time import monotonic
from types import TracebackType
from typing import Self

from taskpact._generated.agent_runtime.models import AgentTaskLeaseResponse
from taskpact._runtime.driving import driven_async
from taskpact.agent_runtime import AsyncAgentRuntime
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
from .reports import Complete, Fail, Release, Report, report_of, report_of_error


class AsyncJob(BaseJob[AsyncAgentRuntime]):
    """A run that is being worked on, as a coroutine sees it.

    The coroutine is cancelled when the run is no longer the session's.

    Attributes:
        session: the client of the session that holds the run.
        lease: run, end and coordination channel as they were when the work began.
        task: the task that the run is of.
        run: the run as it was claimed; None if its claim's answer was lost and it was found again.
    """


AsyncHandler = Callable[[AsyncJob], Awaitable[object]]


class AsyncWorker:
    """The same as Worker for asyncio: the handler is a coroutine function.

    Args:
        handler: does a run.
        sessions: clients of the agent runtime, one for each session.
        capabilities: what the sessions offer besides their agents' own capabilities.
        lease_seconds: how long a run stays with a worker that went silent, 1 to 86400.
        grace: seconds that a run under way is left to end when the worker stops; then its handler
            is cancelled and the run released.
    """

    def __init__(
        self,
        handler: AsyncHandler,
        *,
        sessions: Sequence[AsyncAgentRuntime],
        capabilities: Sequence[str] = (),
        lease_seconds: int = 60,
        grace: float = 10.0,
    ) -> None:
        terms = Terms(capabilities=tuple(capabilities), lease_seconds=lease_seconds, grace=grace)
        self._shifts = [_Shift(handler, session, terms) for session in sessions]
        self._tasks: list[asyncio.Task[None]] = []

    async def run(self) -> None:
        """Work until `stop()` is called; when cancelled, stop and then end.

        Raises:
            StatusError: a session may not go on, such as one that was stopped (Unauthorized). The
                others work on before.
        """
        async with self:
            await _all(self._tasks)

    def stop(self) -> None:
        """Claim no more, end or release what is under way; returns at once.

        A claim under way is waited for, up to 20 seconds, so that no run is lost.
        """
        for each in self._shifts:
            each.stop()

    async def __aenter__(self) -> Self:
        """Start."""
        self._tasks = [asyncio.create_task(each.run()) for each in self._shifts]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, and wait until all runs have ended or were released."""
        self.stop()
        await _all(self._tasks)
        failures = [each.error for each in self._shifts if each.error is not None]
        if failures and error is None:
            raise failures[0]

    def __repr__(self) -> str:
        """How many sessions work."""
        working = sum(not task.done() for task in self._tasks)
        return f"<AsyncWorker sessions={len(self._shifts)} working={working}>"


class _Shift:
    """One session's work."""

    def __init__(self, handler: AsyncHandler, session: AsyncAgentRuntime, terms: Terms) -> None:
        self.error: BaseException | None = None
        self._handler, self._session, self._terms = handler, session, terms
        self._claims = session.with_options(timeout=terms.poll, max_retries=0)
        self._reads = session.with_options(timeout=terms.patience)
        self._calls = self._reads.with_options(max_retries=0)
        self._stopping = False
        self._wake = asyncio.Event()

    def stop(self) -> None:
        """Begin no more."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Work until stopped; keeps the error that ended it instead."""
        try:
            steps = shift()
            step = next(steps)
            while not (self._stopping and isinstance(step, Claim | Rest)):
                step = steps.send(await self._do(step))
        except BaseException as error:  # noqa: BLE001 # raised again by who waits for the worker
            common.logger.warning("a session stops working: %s", error)
            self.error = error

    async def _do(self, step: Claim | Recall | Rest | Work) -> Found:
        if isinstance(step, Rest):
            await self._pause(step.seconds)
            return Found()
        if isinstance(step, Work):
            return Found(ended=await self._work(step.held))
        began = monotonic()
        try:
            held = await (self._claim() if isinstance(step, Claim) else self._recall())
        except TaskpactError as error:
            common.log_trouble(error)
            return Found(error=error, took=monotonic() - began)
        return Found(held, took=monotonic() - began)

    async def _claim(self) -> Held | None:
        sent = monotonic()
        answer = await self._claims.claim_next_task(
            lease_seconds=self._terms.lease_seconds,
            required_capabilities=self._terms.capabilities,
            wait=True,
        )
        return common.claimed(answer, sent)

    async def _recall(self) -> Held | None:
        me = (await self._reads.get_me()).me
        if not me.active_task_leases:
            return None
        context = (await self._reads.get_context()).context
        sent = monotonic()
        held = common.recalled(me, context.task, sent)
        try:
            if held is not None:
                await self._renewed(held.lease.run_id)
        except (Conflict, Forbidden, NotFound):
            return None  # it ran out just now
        return held

    async def _renewed(self, run_id: str) -> AgentTaskLeaseResponse:
        return await self._calls.heartbeat_run(run_id, lease_seconds=self._terms.lease_seconds)

    async def _work(self, held: Held) -> bool:
        """Do the run; whether it ended."""
        until = held.since + self._terms.lease_seconds
        job = AsyncJob(self._session, held, until)
        if self._stopping:
            return await self._report(job, Release(STOPS), until)
        common.log_start(job)
        handled = self._start(job)
        ending, until = await self._watch(job, held.since, handled)
        if ending is Ending.FINISHED:
            return await self._report(job, handled.result(), until)
        job._end(common.ENDED[ending])
        handled.cancel()
        await asyncio.wait([handled], timeout=self._terms.grace)
        if ending is Ending.STOPPED:
            return await self._report(job, Release(STOPS), until)
        return common.log_end(job, None)

    def _start(self, job: AsyncJob) -> asyncio.Task[Report]:
        """Run the handler in a task of its own, which can be cancelled."""

        async def handle() -> Report:
            try:
                return report_of(await self._handler(job))
            except asyncio.CancelledError as error:
                return report_of_error(error)
            except Exception as error:  # noqa: BLE001 # whatever it is, the run failed
                return common.failed(job, error)

        handled = asyncio.create_task(handle(), name=f"taskpact-{job.run_id}")
        handled.add_done_callback(lambda _done: self._wake.set())
        return handled

    async def _watch(
        self, job: AsyncJob, since: float, handled: asyncio.Task[Report]
    ) -> tuple[Ending, float]:
        async def see(step: Wait | Renew) -> Seen:
            job._until = step.until
            return await self._see(step, job, handled)

        terms = self._terms
        return await driven_async(watch(terms.lease_seconds, since, terms.grace), see)

    async def _see(self, step: Wait | Renew, job: AsyncJob, handled: asyncio.Task[Report]) -> Seen:
        sent, error = monotonic(), None
        if isinstance(step, Wait):
            await self._pause(step.at - sent)
        else:
            try:
                await self._renewed(job.run_id)
            except TaskpactError as problem:
                error = problem
                common.log_trouble(problem)
        return Seen(sent, monotonic(), handled.done(), self._stopping, error)

    async def _report(self, job: AsyncJob, report: Report, until: float) -> bool:
        taken = await driven_async(settle(report, until), lambda step: self._try(step, job))
        return common.log_end(job, taken)

    async def _try(self, step: Send | Rest, job: AsyncJob) -> Tried:
        if isinstance(step, Rest):
            await self._pause(step.seconds)
            return Tried(monotonic())
        try:
            await self._send(job.run_id, step.report)
        except (TaskpactError, TypeError, ValueError) as error:  # the last two: it is not JSON
            return Tried(monotonic(), error)
        return Tried(monotonic())

    async def _send(self, run_id: str, report: Report) -> None:
        arguments = common.arguments(report)
        match report:
            case Complete():
                await self._calls.complete_run(run_id, **arguments)
            case Fail():
                await self._calls.fail_run(run_id, **arguments)
            case _:
                await self._calls.release_run(run_id, **arguments)

    async def _pause(self, seconds: float) -> None:
        """Wait until something happens or the time is over; the caller looks what it is."""
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, seconds)):
                await self._wake.wait()
        self._wake.clear()


async def _all(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Wait for all, without cancelling them when the waiting is cancelled."""
    if tasks:
        await asyncio.wait(tasks)
