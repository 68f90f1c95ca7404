"""One way to run a worker in both styles, so that each test is written once.

A test's handler is a generator: it yields the seconds that it wants to sleep and returns its
result.
"""

import asyncio
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from typing import Any, Protocol

import httpx

from taskpact import AgentRuntime, AsyncAgentRuntime
from taskpact._worker.common import BaseJob
from taskpact.worker import AsyncJob, AsyncWorker, Job, Worker

LIMIT = 30.0
"""Seconds after which a test that does not stop its worker fails."""

Sleeps = Generator[float, None, Any]
Handler = Callable[[BaseJob[Any], Callable[[], None]], Sleeps]


class Crew(Protocol):
    """Runs a worker with the handler until the handler calls its second argument."""

    def __call__(
        self,
        url: str,
        identities: Sequence[Mapping[str, str]],
        handler: Handler,
        *,
        transport: Any = None,
        **terms: Any,
    ) -> None: ...


def threads(
    url: str,
    identities: Sequence[Mapping[str, str]],
    handler: Handler,
    *,
    transport: httpx.BaseTransport | None = None,
    **terms: Any,
) -> None:
    """Worker."""
    sessions = [
        AgentRuntime(base_url=url, credentials=each, transport=transport) for each in identities
    ]

    def handle(job: Job) -> object:
        with closing(handler(job, worker.stop)) as sleeps:
            try:
                while True:
                    job.sleep(next(sleeps))
            except StopIteration as end:
                return end.value

    worker = Worker(handle, sessions=sessions, **terms)
    too_long = threading.Timer(LIMIT, worker.stop)
    too_long.start()
    try:
        worker.run()
    finally:
        too_long.cancel()
        for each in sessions:
            each.close()


def tasks(
    url: str,
    identities: Sequence[Mapping[str, str]],
    handler: Handler,
    *,
    transport: httpx.AsyncBaseTransport | None = None,
    **terms: Any,
) -> None:
    """AsyncWorker."""

    async def main() -> None:
        sessions = [
            AsyncAgentRuntime(base_url=url, credentials=each, transport=transport)
            for each in identities
        ]

        async def handle(job: AsyncJob) -> object:
            with closing(handler(job, worker.stop)) as sleeps:
                try:
                    while True:
                        seconds = next(sleeps)
                        await asyncio.sleep(seconds)
                except StopIteration as end:
                    return end.value

        worker = AsyncWorker(handle, sessions=sessions, **terms)
        try:
            async with asyncio.timeout(LIMIT):
                await worker.run()
        finally:
            for each in sessions:
                await each.aclose()

    asyncio.run(main())


CREWS: Mapping[str, Crew] = {"threads": threads, "asyncio": tasks}
