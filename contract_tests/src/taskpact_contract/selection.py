"""Which operations of a target a layer may call."""

from collections.abc import Collection

from taskpact_contract.documents import Operation, operations
from taskpact_contract.findings import Skipped
from taskpact_contract.pace import Pace
from taskpact_contract.target import Target

WITHOUT_CONTROL = Skipped(operation="*", reason="it needs the control plane of the mock")
"""What a layer reports that has to bring the server into a state."""


def stopped(pace: Pace) -> tuple[Skipped, ...]:
    """What a layer reports when it had to stop early: why; nothing if it had not."""
    return () if pace.reason is None else (Skipped(operation="*", reason=pace.reason),)


def selected(
    target: Target, only: Collection[str]
) -> tuple[tuple[Operation, ...], tuple[Skipped, ...]]:
    """The operations of the target, or `only` some, and those that it does not allow.

    Raises ValueError for the id of an operation that the API does not have.
    """
    known = operations(target.api)
    if unknown := sorted(set(only) - set(known)):
        raise ValueError(
            f"{target.api} has no operation {unknown[0]}: choose of {', '.join(known)}"
        )
    wanted = [each for each in known.values() if not only or each.id in only]
    allowed = tuple(each for each in wanted if target.destructive or not each.destructive)
    skipped = tuple(
        Skipped(operation=each.id, reason="it ends something, which is not allowed")
        for each in wanted
        if each not in allowed
    )
    return allowed, skipped
