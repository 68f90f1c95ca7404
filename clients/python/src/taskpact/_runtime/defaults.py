"""What stands for an argument that is not given; every signature needs it, so it imports little."""

from __future__ import annotations

from enum import Enum

TYPE_CHECKING = False  # as type checkers know it; `typing` is half of what an import costs
if TYPE_CHECKING:
    from typing import Final, Literal

PATIENCE = 600.0
"""Seconds to follow work at most, if `deadline` does not say otherwise."""


class Unset(Enum):
    """The type of UNSET."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        """An unset value counts as nothing."""
        return False

    def __repr__(self) -> str:
        """How documentation writes it."""
        return "UNSET"


UNSET: Final = Unset.UNSET
"""A field or argument that is not there, where None would be sent as null.

Every optional argument of an operation and every optional field of a model has it as its default,
also where null is not legal: so one rule holds everywhere. Compare with `is`; it is false.
"""
