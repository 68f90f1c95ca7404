"""A schema as what holds together: what its references lead to, what stands beside, and `allOf`."""

from collections.abc import Iterator

from attrs import frozen

from taskpact_contract.diff.keywords import ANNOTATIONS, canonical, type_names
from taskpact_contract.nodes import DocumentError, Node


@frozen
class Joint:
    """A schema that all `parts` and the `rest` of its keywords limit."""

    parts: list[Node]
    rest: Node

    @property
    def limited(self) -> bool:
        """Whether the rest forbids something of its own."""
        return limits(self.rest)


def limits(node: Node) -> bool:
    """Whether keywords of the schema itself, be there a reference or not, forbid something."""
    return any(word not in ANNOTATIONS and not word.startswith("x-") for word in node.value)


def followed(node: Node) -> Node:
    """What a chain of references leads to, or the first that something beside it limits.

    Raises DocumentError for one that leads nowhere, out of the document or round in a circle.
    """
    start, passed = node, {node.pointer}
    while "$ref" in node and not limits(node):
        node = node.target()
        if node.pointer in passed:
            raise DocumentError(f"{start.pointer}: the reference leads back to itself")
        passed.add(node.pointer)
    return node


def plain(node: Node) -> Node:
    """The schema itself: references followed, lone parts unwrapped; no schema is an empty one.

    Raises DocumentError as `followed` does.
    """
    start, passed = node, set[str]()
    node = followed(node)
    while _is_wrapper(node):
        if node.pointer in passed:
            raise DocumentError(f"{start.pointer}: the schema is a part of itself")
        passed.add(node.pointer)
        node = followed(node.at("allOf").at(0))
    if not node or node.value is True:
        return node.holding({})
    return node


def joint(node: Node) -> Joint:
    """The parts of a schema, and the rest of it; a plain one is all rest."""
    parts = node.at("allOf").entries()
    if "$ref" in node:
        parts.insert(0, node.holding({"$ref": node.value["$ref"]}))
    if not parts:
        return Joint([], node)
    rest = {word: value for word, value in node.value.items() if word not in ("$ref", "allOf")}
    return Joint(parts, node.holding(rest))


def joints(old: Node, new: Node) -> tuple[Joint, Joint]:
    """Two plain schemas so that parts belong to parts and the rest to the rest."""
    before, after = joint(old), joint(new)
    return _beside(old, before, after), _beside(new, after, before)


def together(node: Node) -> Iterator[Node]:
    """The schema and all that holds with it: its parts, theirs and so on, each place once.

    Raises DocumentError as `followed` does.
    """
    return _together(node, set())


def structured(node: Node) -> bool:
    """Whether a value of the schema may be an array or an object.

    Raises DocumentError as `followed` does.
    """
    refuted = set[str]()
    while True:
        known = len(refuted)
        found = _structured(node, set(), refuted)
        if not found or len(refuted) == known:
            return found


def text_of(node: Node) -> str:
    """What is written there, without words that neither allow nor forbid."""
    if not isinstance(node.value, dict):
        return canonical(node.value)
    if "$ref" in node and not limits(node):
        return canonical(node.value["$ref"])
    return canonical(
        {word: node.value[word] for word in node.value if word == "$ref" or word not in ANNOTATIONS}
    )


def _beside(node: Node, one: Joint, other: Joint) -> Joint:
    """A version beside the other one.

    It is a part where the other one says it and more. Its rest is one where a part of the other one
    says the same, or, if it is all rest, something more like it than the rest of the other one.
    """
    empty, parts = node.holding({}), [followed(part) for part in other.parts]
    if any(part.pointer == node.pointer for part in parts):
        return Joint([node], empty)
    if one.limited and text_of(one.rest) in map(text_of, parts):
        return Joint([*one.parts, one.rest], empty)
    if (
        parts
        and not one.parts
        and max(_shared(node, part) for part in parts) > _shared(node, other.rest)
    ):
        return Joint([one.rest], empty)
    return one


def _together(node: Node, passed: set[str]) -> Iterator[Node]:
    if node.pointer in passed:
        return
    passed.add(node.pointer)
    yield node
    for part in joint(node).parts:
        yield from _together(followed(part), passed)


def _structured(node: Node, passed: set[str], refuted: set[str]) -> bool:
    """One look at each place: what was passed counts as structured until it is `refuted`.

    A look that refutes nothing more has relied on nothing wrong.
    """
    node = plain(node)
    if node.pointer in passed or node.pointer in refuted:
        return node.pointer not in refuted
    passed.add(node.pointer)
    found = _may_have_parts(node) and all(
        any(_structured(part, passed, refuted) for part in parts) for parts in _demands(node)
    )
    if not found:
        refuted.add(node.pointer)
    return found


def _may_have_parts(node: Node) -> bool:
    """Whether the keywords of the schema itself allow an array or an object."""
    if node.value is False:
        return False
    words = [node.at("const").value] if "const" in node else node.at("enum", [{}]).value
    kinds = type_names(node.at("type").value)
    return not kinds.isdisjoint({"array", "object"}) and any(
        isinstance(word, dict | list) for word in words
    )


def _demands(node: Node) -> list[list[Node]]:
    """Schemas of which one each has to fit: every part alone, and the branches of each union."""
    unions = [node.at(word).entries() for word in ("anyOf", "oneOf") if word in node]
    return [*([part] for part in joint(node).parts), *unions]


def _is_wrapper(node: Node) -> bool:
    """Whether the schema says nothing but that its only part holds."""
    if "$ref" in node or "allOf" not in node or len(node.value["allOf"]) != 1:
        return False
    return not joint(node).limited


def _shared(one: Node, other: Node) -> int:
    """How many keywords both have."""
    return sum(word in other for word in one.value if word not in ANNOTATIONS)
