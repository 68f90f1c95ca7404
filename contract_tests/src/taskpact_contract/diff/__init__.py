"""What a change of a contract breaks: clients written for the old version, servers, or nobody."""

from taskpact_contract.diff.changes import Change
from taskpact_contract.diff.comparison import compare
from taskpact_contract.diff.report import run
from taskpact_contract.nodes import DocumentError

__all__ = ("Change", "DocumentError", "compare", "run")
