"""What a change is, and whom it breaks: the one table that all parts of the comparison use."""

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Literal

from attrs import evolve, frozen

from taskpact_contract.nodes import Node

Side = Literal["client", "server", "nobody"]
BOTH_SIDES: tuple[Side, ...] = ("client", "server")

Severity = Literal["breaking", "warning", "harmless"]

SEVERITIES: tuple[Severity, ...] = ("breaking", "warning", "harmless")
"""From the worst on."""


class Direction(Enum):
    """Who writes a value and who reads it."""

    REQUEST = "request"
    """A client sends it to a server."""
    RESPONSE = "response"
    """A server sends it to a client, in an answer or a callback."""


class Relation(Enum):
    """How the values that are allowed changed at one place."""

    NARROWED = "narrowed"
    WIDENED = "widened"


@frozen(kw_only=True)
class Change:
    """One difference between two versions of a contract.

    Attributes:
        rule: what kind of change it is, in one word.
        side: whom it concerns: clients or servers that were written for the old version.
        severity: `breaking` if they no longer fit the new version; `warning` if the client that
            this project generates still does, but another need not; `harmless` if all do.
        document, where: the version, `old` or `new`, and the JSON pointer into it.
        message: what changed and why it matters, in a sentence.
        operations: the ids of the operations that it touches, in the words of that version.
    """

    rule: str
    side: Side
    severity: Severity = "breaking"
    document: Literal["old", "new"]
    where: str
    message: str
    operations: tuple[str, ...] = ()


SIDES: Mapping[tuple[Direction, Relation], Side] = MappingProxyType(
    {
        (Direction.REQUEST, Relation.NARROWED): "client",
        (Direction.REQUEST, Relation.WIDENED): "server",
        (Direction.RESPONSE, Relation.NARROWED): "server",
        (Direction.RESPONSE, Relation.WIDENED): "client",
    }
)
"""Who no longer fits. The writer of a value suffers when less may be written, its reader when more
may come: so one way's narrowing is the other way's widening."""

REASONS: Mapping[tuple[Direction, Relation], str] = MappingProxyType(
    {
        (Direction.REQUEST, Relation.NARROWED): "what a client sends may now be refused",
        (Direction.REQUEST, Relation.WIDENED): "a server must now take more than it did",
        (Direction.RESPONSE, Relation.NARROWED): "a server may send what is no longer allowed",
        (Direction.RESPONSE, Relation.WIDENED): "a client may get what it does not expect",
    }
)


def related(
    direction: Direction,
    relation: Relation,
    *,
    rule: str,
    old: Node,
    new: Node,
    what: str,
    severity: Severity = "breaking",
) -> Change:
    """The change at a place of `direction`; `severity` is for the side that it concerns.

    The place is that in the new version, unless there is nothing there any more.
    """
    side = SIDES[direction, relation]
    reason = REASONS[direction, relation]
    if severity == "warning":
        reason += "; the generated client copes with it"
    message = f"{what}: {reason}"
    return located(rule, side, old=old, new=new, message=message, severity=severity)


def located(
    rule: str, side: Side, *, old: Node, new: Node, message: str, severity: Severity = "breaking"
) -> Change:
    """A change at a place of the new version, or of the old one where the new one has nothing."""
    return Change(
        rule=rule,
        side=side,
        severity=severity,
        document="new" if new else "old",
        where=(new or old).pointer,
        message=f"{message}.",
    )


def for_operation(changes: Iterable[Change], old: str, new: str) -> Iterator[Change]:
    """The changes, each with the operation that it touches."""
    for change in changes:
        yield evolve(change, operations=(old if change.document == "old" else new,))


def joined(changes: Iterable[Change]) -> tuple[Change, ...]:
    """One change for each (rule, side, place): the worst, with the operations of all."""
    kept: dict[tuple[str, str, str, str], Change] = {}
    for change in changes:
        key = (change.rule, change.side, change.document, change.where)
        known = kept.get(key)
        if known is None:
            kept[key] = change
            continue
        worse = min(known, change, key=lambda each: SEVERITIES.index(each.severity))
        operations = dict.fromkeys((*known.operations, *change.operations))
        kept[key] = evolve(worse, operations=tuple(operations))
    return tuple(kept.values())
