"""The raw layer: everything that schemathesis makes of one operation at a time, sent over HTTP.

The contract's examples, the borders of every schema, and random data good and bad.
"""

from collections.abc import Collection

from taskpact_contract import engine
from taskpact_contract.findings import Report
from taskpact_contract.target import Target

LAYER = "raw"


def run(
    target: Target,
    *,
    seed: int | None = None,
    max_examples: int | None = None,
    only: Collection[str] = (),
) -> Report:
    """Run its phases on each operation, or on `only` some.

    The published settings decide the seed and the number of examples of each operation and phase
    where they are not given. The same seed makes the same requests as long as the server answers
    the same.
    """
    phases = ("examples", "coverage", "fuzzing")
    return engine.run(LAYER, phases, target, seed=seed, max_examples=max_examples, only=only)
