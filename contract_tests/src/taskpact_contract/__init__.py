"""Contract tests for five agent-task APIs, against any server.

A layer is a function that takes a `Target` and returns a `Report`: `raw.run` sends what
schemathesis makes of the contract, `bridge.run` the valid part of it through the SDK, `walk.run`
tries every operation in every state, and so on. `suite.run` runs them all.
"""

from taskpact_contract.documents import APIS
from taskpact_contract.findings import Finding, Report, Skipped
from taskpact_contract.pace import Pace
from taskpact_contract.target import Principal, Target

__all__ = ("APIS", "Finding", "Pace", "Principal", "Report", "Skipped", "Target")
