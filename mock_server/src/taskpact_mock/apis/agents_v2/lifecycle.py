"""The life cycle of a task, as the contract lists it; no other place names states."""

from taskpact_mock.contract.load import load
from taskpact_mock.world.lifecycle import Machine

API = "agents_v2"
MACHINE = Machine(load(API).lifecycles["Task"])

ENDED = MACHINE.terminal
"""States in which nothing more happens to a task by itself."""

CANCELLABLE = MACHINE.leaves("operation", "cancel_task")
"""States that a cancel leaves."""
