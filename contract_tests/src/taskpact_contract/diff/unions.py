"""The branches of a union, and which branch of one version is which of the other."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from taskpact_contract.diff.keywords import ANNOTATIONS, canonical
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
        words = (word for word in self.rest.value if not word.startswith("x-"))
        return any(word not in ANNOTATIONS for word in words)


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

    Equal ones first, by what is written there; then what is left over, in order.
    """
    left = {_key(node): node for node in old}
    right = {_key(node): node for node in new}
    pairs = [(left[key], right[key]) for key in left if key in right]
    gone = [node for key, node in left.items() if key not in right]
    come = [node for key, node in right.items() if key not in left]
    pairs += zip(gone, come, strict=False)
    count = min(len(gone), len(come))
    return pairs, gone[count:], come[count:]


def _key(node: Node) -> str:
    """What is written there, without words that neither allow nor forbid."""
    if not isinstance(node.value, Mapping):
        return canonical(node.value)
    if "$ref" in node:
        return canonical(node.value["$ref"])
    return canonical({key: node.value[key] for key in node.value if key not in ANNOTATIONS})
