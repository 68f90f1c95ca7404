"""The five APIs, one folder each, in the order that all parts of the project keep."""

from taskpact_mock.api import Api
from taskpact_mock.apis import agent_runs, agent_runtime, agent_tasks, agents_v2, task_records

APIS: tuple[Api, ...] = (
    agents_v2.API,
    agent_tasks.API,
    task_records.API,
    agent_runs.API,
    agent_runtime.API,
)
"""Every API of the server."""
