"""The borders layer: the rules of what a request may be hold where the operation would work.

A server that looks at its state first seems to check its input: what it would refuse anyway, it
refuses. So each operation is brought to where it is answered below 300, and is then sent a request
in which one value stands just outside of one rule of the contract, or exactly on its border.

Nobody assumes which is which: the contract's schema says whether the request fits it. One that does
not must be refused as bad input, one on the border must not.

- `values`: for one place of a schema, what stands on its borders and beyond them;
- `requests`: the places of an operation's request, and the requests that this makes;
- `layer`: the run.
"""

from taskpact_contract.borders.layer import run

__all__ = ("run",)
