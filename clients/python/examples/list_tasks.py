"""Go through a long list page by page without thinking of pages, and stop when it is enough."""

from itertools import islice

from taskpact import AgentsV2

with AgentsV2(base_url="http://127.0.0.1:4010", credentials="demo-token") as agents:
    newest = list(islice(agents.iter_tasks(page_size=2), 3))
    for task in newest:
        print(task.task_id, task.agent_type, task.status)
    print(len(newest), "of", agents.list_tasks(limit=1).total)
