"""The walk layer: every operation in every state that the contract's life cycles list.

Each pair is tried in a world of its own: the operation must move the resources as a transition
says, or be refused as the contract says, and a look at them afterwards must agree.
"""

from taskpact_contract.walk.layer import run
from taskpact_contract.walk.pairs import pairs

__all__ = ("pairs", "run")
