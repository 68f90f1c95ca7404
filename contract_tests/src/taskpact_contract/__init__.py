"""Contract tests for five agent-task APIs, against any server.

A layer is a function that takes a `Target` and returns a `Report`: `raw.run` sends what
schemathesis makes of the contract, `bridge.run` sends the valid part of it through the SDK.
"""

from taskpact_contract.documents import APIS
from taskpact_contract.findings import Finding, Report
from taskpact_contract.target import Principal, Target

__all__ = ("APIS", "Finding", "Principal", "Report", "Target")
