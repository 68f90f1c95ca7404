"""The links layer: sequences of requests along the contract's links.

What one answer names the next request asks for: what was made can be read, what was deleted cannot.
"""

from collections.abc import Collection

from taskpact_contract import engine
from taskpact_contract.findings import Report
from taskpact_contract.target import Target

LAYER = "links"


def run(
    target: Target,
    *,
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
) -> Report:
    """Walk along links between all operations, or `only` some.

    The published settings decide the seed and the number of sequences where they are not given.
    """
    return engine.run(LAYER, ("stateful",), target, seed=seed, max_examples=max_examples, only=only)
