"""Named things that may have to be there: the members of an object, headers, parameters."""

from collections.abc import Callable, Iterator, Mapping
from typing import Self

from attrs import frozen

from taskpact_contract.diff.changes import (
    Change,
    Direction,
    Relation,
    Severity,
    located,
    related,
)
from taskpact_contract.nodes import ABSENT, Node


@frozen(kw_only=True)
class Members:
    """The named things of one place in both versions.

    `noun` is what they are called. `old` and `new` are their definitions by name;
    `old_required` and `new_required` are those that must be there, each with the place that says
    so. A version is closed if it allows no others.
    """

    noun: str
    old: Mapping[str, Node]
    new: Mapping[str, Node]
    old_required: Mapping[str, Node]
    new_required: Mapping[str, Node]
    old_closed: bool = False
    new_closed: bool = False

    @classmethod
    def of_object(cls, old: Node, new: Node) -> Self:
        """Those of two schemas."""
        return cls(
            noun="member",
            old=_properties(old),
            new=_properties(new),
            old_required=_required(old),
            new_required=_required(new),
            old_closed=old.at("additionalProperties").value is False,
            new_closed=new.at("additionalProperties").value is False,
        )

    def changes(
        self, direction: Direction, compare: Callable[[Node, Node], Iterator[Change]]
    ) -> Iterator[Change]:
        """What is new, gone, newly required or no longer so; `compare` looks at what stayed."""
        for name, node in self.new.items():
            if name not in self.old:
                yield from self._added(direction, name, node)
        for name, node in self.old.items():
            if name not in self.new:
                yield from self._removed(direction, name, node)
            else:
                yield from compare(node, self.new[name])
        yield from self._required(direction)

    def _required(self, direction: Direction) -> Iterator[Change]:
        """What must be there now, and what no longer must.

        In an answer that is said of a new or a lost member already.
        """
        for name, place in self.new_required.items():
            if name not in self.old_required and not self._moved(direction, name):
                yield related(
                    direction, Relation.NARROWED, rule=f"{self.noun}_required",
                    old=place.holding(ABSENT), new=place, what=f"{self.noun} {name} must be there",
                )  # fmt: skip
        for name, place in self.old_required.items():
            if name not in self.new_required and not self._moved(direction, name):
                what = f"{self.noun} {name} may be left out"
                yield related(
                    direction, Relation.WIDENED, rule=f"{self.noun}_optional",
                    old=place, new=place.holding(ABSENT), what=what,
                )  # fmt: skip

    def _moved(self, direction: Direction, name: str) -> bool:
        return direction is Direction.RESPONSE and (name in self.old) != (name in self.new)

    def _added(self, direction: Direction, name: str, node: Node) -> Iterator[Change]:
        gone, rule, what = node.holding(ABSENT), f"{self.noun}_added", f"{self.noun} {name} is new"
        if direction is Direction.REQUEST:
            yield related(direction, Relation.WIDENED, rule=rule, old=gone, new=node, what=what)
            return
        must = name in self.new_required
        message = f"{what}: a server {'must' if must else 'need not'} send it"
        severity: Severity = "breaking" if must else "harmless"
        yield located(rule, "server", old=gone, new=node, message=message, severity=severity)
        if self.old_closed:
            yield related(
                direction, Relation.WIDENED, rule=rule, old=gone, new=node, what=what,
                severity="warning",
            )  # fmt: skip

    def _removed(self, direction: Direction, name: str, node: Node) -> Iterator[Change]:
        gone, rule, what = (
            node.holding(ABSENT),
            f"{self.noun}_removed",
            f"{self.noun} {name} is gone",
        )
        if direction is Direction.REQUEST:
            yield related(direction, Relation.NARROWED, rule=rule, old=node, new=gone, what=what)
            return
        message = f"{what}: a client that reads it gets nothing"
        severity: Severity = "breaking" if name in self.old_required else "warning"
        yield located(rule, "client", old=node, new=gone, message=message, severity=severity)
        if self.new_closed:
            yield related(direction, Relation.NARROWED, rule=rule, old=node, new=gone, what=what)


def _properties(node: Node) -> dict[str, Node]:
    properties = node.at("properties")
    return {name: properties.at(name) for name in properties.value} if properties else {}


def _required(node: Node) -> dict[str, Node]:
    required = node.at("required")
    return {each.value: each for each in required.entries()}
