"""Do the work of an agent: claim runs, keep their leases, report how they ended."""

from taskpact import AgentIdentity, AgentRuntime
from taskpact.worker import Job, Release, Worker

done: list[str] = []


def handle(job: Job) -> object:
    """Do one run: what is returned completes it, an exception fails it."""
    if not job.task.title.startswith("Import"):
        return Release("not my kind of work")
    for part in range(3):
        print(f"{job.run_id}: {job.task.title}, part {part}")
        job.sleep(0.1)  # raises LeaseLost when going on would be useless
    done.append(job.run_id)
    if len(done) == 2:
        worker.stop()
    return {"rows": 120}


with AgentRuntime(
    base_url="http://127.0.0.1:4010",
    credentials=AgentIdentity(session="sess-demo", agent="demo-agent"),
) as session:
    worker = Worker(handle, sessions=[session], capabilities=["csv-import"])
    worker.run()
print("done:", len(done))
