"""The worker kit: take runs from the agent runtime, do them, and report, whatever the network does.

def handle(job: Job) -> object:
    return {"title": job.task.title}  # completes the run; an exception fails it

with AgentRuntime(base_url=..., credentials=AgentIdentity(...)) as session:
    Worker(handle, sessions=[session]).run()
"""

from ._worker.reports import Complete, Fail, Release
from ._worker.tasks import AsyncJob, AsyncWorker
from ._worker.threads import Job, Worker
from .errors import LeaseLost

__all__ = [
    "AsyncJob",
    "AsyncWorker",
    "Complete",
    "Fail",
    "Job",
    "LeaseLost",
    "Release",
    "Worker",
]
