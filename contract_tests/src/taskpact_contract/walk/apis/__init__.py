"""The situations of each API."""

from collections.abc import Mapping
from types import MappingProxyType

from taskpact_contract.walk.apis import (
    agent_runs,
    agent_runtime,
    agent_tasks,
    agents_v2,
    task_records,
)
from taskpact_contract.walk.situations import Situation

SITUATIONS: Mapping[str, tuple[Situation, ...]] = MappingProxyType(
    {
        "agents_v2": agents_v2.SITUATIONS,
        "agent_tasks": agent_tasks.SITUATIONS,
        "task_records": task_records.SITUATIONS,
        "agent_runs": agent_runs.SITUATIONS,
        "agent_runtime": agent_runtime.SITUATIONS,
    }
)
"""By API, in the order in which all parts of the project list them."""
