"""What an error says: what happened, whether the server acted, and what to do next."""

from taskpact import AgentsV2, errors

with AgentsV2(base_url="http://127.0.0.1:4010", credentials="demo-token") as agents:
    try:
        agents.get_task("no-such-task")
    except errors.NotFound as error:
        print(error.code, error.outcome)
        print(error)
        print(error.as_curl())

    task = agents.run_research(topic="Wind power at night", sync=False)
    agents.cancel_task(task.task_id, reason="changed my mind")
    try:
        agents.track(task).result(deadline=60)
    except errors.TaskCancelled as error:
        print(error)
    except errors.WaitTimeout as error:
        print("still going on:", error.record.status)
