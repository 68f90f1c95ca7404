"""The model of each API."""

from collections.abc import Mapping
from types import MappingProxyType

from taskpact_contract.models.apis.agent_runs import AgentRunsMachine
from taskpact_contract.models.apis.agent_runtime import AgentRuntimeMachine
from taskpact_contract.models.apis.agent_tasks import AgentTasksMachine
from taskpact_contract.models.apis.agents_v2_endings import AgentsV2Machine
from taskpact_contract.models.apis.task_records import TaskRecordsMachine
from taskpact_contract.models.machine import Machine

MACHINES: Mapping[str, type[Machine]] = MappingProxyType(
    {
        "agents_v2": AgentsV2Machine,
        "agent_tasks": AgentTasksMachine,
        "task_records": TaskRecordsMachine,
        "agent_runs": AgentRunsMachine,
        "agent_runtime": AgentRuntimeMachine,
    }
)
"""By API, in the order in which all parts of the project list them."""
