"""The bridge layer: every valid case also through the SDK, blocking and with asyncio.

One generator judges both sides: what the SDK sends is compared with the case, what it returns or
raises with the raw answer, and the raw answer with the contract. What cannot be compared as it
stands is written down where it is put aside:

- `calls`: members that the contract does not list, and path segments that lead elsewhere;
- `compare`: two ways to write one number or one moment.
"""

from taskpact_contract.bridge.callers import Style
from taskpact_contract.bridge.layer import run

__all__ = ("Style", "run")
