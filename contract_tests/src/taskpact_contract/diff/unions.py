"""The branches of a union, and which branch of one version is which of the other."""

from typing import Any

from attrs import frozen

from taskpact_contract.diff.joints import followed, limits, text_of
from taskpact_contract.nodes import Node

WORDS = ("anyOf", "oneOf")


@frozen
class Branches:
    """A schema as a union: its `parts`, and the `rest` that holds for all of them."""

    parts: list[Node]
    rest: Node

    @property
    def limited(self) -> bool:
        """Whether the rest forbids something of its own."""
        return limits(self.rest)


def is_union(node: Node) -> bool:
    """Whether the schema has branches."""
    return any(word in node for word in WORDS)


def branches(node: Node) -> Branches:
    """The schema as a union; a plain one is its only branch, or two if it may be null."""
    rest = {word: value for word, value in node.value.items() if word not in WORDS}
    parts = [part for word in WORDS for part in node.at(word).entries()]
    if parts:
        return Branches(parts, node.holding(rest))
    kinds = node.value.get("type")
    if isinstance(kinds, list) and "null" in kinds and len(kinds) > 1:
        others: Any = [kind for kind in kinds if kind != "null"]
        plain = {**node.value, "type": others[0] if len(others) == 1 else others}
        return Branches([node.holding(plain), node.holding({"type": "null"})], node.holding({}))
    return Branches([node], node.holding({}))


def paired(
    old: list[Node], new: list[Node]
) -> tuple[list[tuple[Node, Node]], list[Node], list[Node]]:
    """The parts that belong together, those that are gone, and those that are new.

    Equal ones first: by what is written there, by what is written where that leads, by that place;
    then what is left over, in order.
    """
    pairs: list[tuple[Node, Node]] = []
    gone, come = old, new
    for key in (text_of, _content, _place):
        left = {key(node): node for node in gone}
        right = {key(node): node for node in come}
        pairs += [(left[each], right[each]) for each in left if each in right]
        gone = [node for each, node in left.items() if each not in right]
        come = [node for each, node in right.items() if each not in left]
    pairs += zip(gone, come, strict=False)
    count = min(len(gone), len(come))
    return pairs, gone[count:], come[count:]


def _content(node: Node) -> str:
    return text_of(followed(node))


def _place(node: Node) -> str:
    return followed(node).pointer
