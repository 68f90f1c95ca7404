"""The states of work, in one vocabulary for every API."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen


class State(StrEnum):
    """How far a piece of work is, whatever its vendor calls it."""

    PENDING = "pending"
    RUNNING = "running"
    WAITING = "waiting"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"
    """The vendor's word is newer than this release: never taken for an end."""


@frozen
class Lifecycle:
    """Where a kind of record shows its state, and what the vendor's words mean.

    Attributes:
        resource: the name of the resource in the contract.
        id: the attribute that holds a record's id.
        status: the attribute that holds the vendor's word.
        states: the unified state of every word.
        final: the words after which nothing changes.
    """

    resource: str
    id: str
    status: str
    states: Mapping[str, State]
    final: frozenset[str]

    def id_of(self, record: Any) -> Any:
        """The id of a record."""
        return getattr(record, self.id)

    def status_of(self, record: Any) -> str | None:
        """The vendor's word for the state of a record, None if it names none."""
        word = getattr(record, self.status)
        return word if isinstance(word, str) else None

    def state_of(self, record: Any) -> State:
        """The unified state of a record."""
        return self.states.get(self.status_of(record) or "", State.UNKNOWN)

    def is_final(self, record: Any) -> bool:
        """Whether nothing will change any more; never true of an unknown word."""
        return self.status_of(record) in self.final
