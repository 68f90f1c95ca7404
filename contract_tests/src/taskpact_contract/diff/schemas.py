"""Two schemas, compared: what the new one allows less, and what it allows more."""

from collections.abc import Iterator

from attrs import define, field

from taskpact_contract.diff import keywords
from taskpact_contract.diff.changes import (
    BOTH_SIDES,
    Change,
    Direction,
    Relation,
    located,
    related,
)
from taskpact_contract.diff.joints import joint, joints, limits, plain, together
from taskpact_contract.diff.keywords import ANNOTATIONS, KEYWORDS, same, shown
from taskpact_contract.diff.members import Members
from taskpact_contract.diff.unions import WORDS, branches, is_union, paired
from taskpact_contract.nodes import ABSENT, DocumentError, Node

ELSEWHERE = frozenset("allOf anyOf oneOf properties required".split())
"""Keywords that are looked at together, by the modules for joints, for unions and for members."""

VALUES = ("enum", "const")

WHOLE = frozenset("additionalProperties items propertyNames contains contentSchema".split())
"""Keywords that hold one schema; left out, any value fits."""


@define
class Comparison:
    """All pairs of schemas that one operation reaches in one direction; each is looked at once.

    So references that lead in a circle come to an end.
    """

    direction: Direction
    _seen: set[tuple[str, str]] = field(factory=set)

    def changes(self, old: Node, new: Node) -> Iterator[Change]:
        """Every change from one schema, and what it refers to, to the other."""
        yield from self._default(old, new)
        yield from self._between(plain(old), plain(new))

    def _between(self, old: Node, new: Node) -> Iterator[Change]:
        # What is nowhere has ever longer pointers along a schema that leads back to itself.
        places = (old.pointer if old.value != {} else "", new.pointer if new.value != {} else "")
        if places in self._seen:
            return
        self._seen.add(places)
        if old.value is False or new.value is False:
            yield from self._nothing(old, new)
        elif joint(old).parts or joint(new).parts:
            yield from self._joint(old, new)
        else:
            yield from self._single(old, new)

    def _single(self, old: Node, new: Node) -> Iterator[Change]:
        """Two schemas without parts that hold together."""
        if is_union(old) or is_union(new):
            yield from self._union(old, new)
        else:
            yield from self._keywords(old, new)

    def _nothing(self, old: Node, new: Node) -> Iterator[Change]:
        """The schema that nothing fits, against another one."""
        if new.value is not False:
            yield self._related("schema", Relation.WIDENED, old, new, coped_with=True)
        elif old.value is not False:
            yield self._related("schema", Relation.NARROWED, old, new, coped_with=False)

    def _keywords(self, old: Node, new: Node) -> Iterator[Change]:
        """All keywords but those of a union."""
        for word in dict.fromkeys((*new.value, *old.value)):
            if word in ANNOTATIONS or word in ELSEWHERE:
                continue
            if word == "x-refusal":
                yield from self._refusal(old.at(word), new.at(word))
            elif word.startswith("x-"):
                continue
            elif word in VALUES:
                yield from self._values(word, old, new)
            elif word in WHOLE:
                yield from self.changes(old.at(word), new.at(word))
            else:
                yield from self._keyword(word, old.at(word), new.at(word))
        yield from Members.of_object(old, new).changes(self.direction, self.changes)

    def _keyword(self, word: str, old: Node, new: Node) -> Iterator[Change]:
        compare = KEYWORDS.get(word)
        if compare is None:
            compare = keywords.opaque
            _refuse_references(old, new)
        for relation in _ordered(compare(old.value, new.value)):
            yield self._related(word, relation, old, new, keywords.coped_with(word, old.value))

    def _values(self, word: str, old: Node, new: Node) -> Iterator[Change]:
        """`enum`, and `const`, which is an enum of one word."""
        if word == "enum" and ("const" in old or "const" in new):
            return  # `const` speaks for both
        if word == "enum":
            yield from self._keyword(word, old.at(word), new.at(word))
            return
        before, after = _allowed(old), _allowed(new)
        for relation in _ordered(keywords.words(before.value, after.value)):
            yield self._related(word, relation, before, after, coped_with=False)

    def _joint(self, old: Node, new: Node) -> Iterator[Change]:
        """`allOf`, and what stands beside a reference: each part narrows."""
        before, after = joints(old, new)
        yield from self._single(before.rest, after.rest)
        pairs, removed, added = paired(before.parts, after.parts)
        for one, other in pairs:
            yield from self._between(plain(one), plain(other))
        for part in added:
            yield self._related("allOf", Relation.NARROWED, old.holding(ABSENT), part, False)
        for part in removed:
            yield self._related("allOf", Relation.WIDENED, part, new.holding(ABSENT), False)

    def _union(self, old: Node, new: Node) -> Iterator[Change]:
        """`anyOf` and `oneOf`: each branch widens; a plain schema is a union of one."""
        before, after = branches(old), branches(new)
        limited = before.limited or not limits(new), after.limited or not limits(old)
        if (limited[0] and not is_union(new)) or (limited[1] and not is_union(old)):
            yield from self._limit(old, new)
            return
        pairs, removed, added = paired(before.parts, after.parts)
        yield from self._keywords(before.rest, after.rest)
        for one, other in pairs:
            yield from self.changes(one, other)
        objects = sum(map(_is_object, before.parts))
        for part in added:
            coped_with = objects > 1 and _is_object(part)
            gone = old.holding(ABSENT)
            yield self._related("union", Relation.WIDENED, gone, part, coped_with)
        for part in removed:
            yield self._related("union", Relation.NARROWED, part, new.holding(ABSENT), False)

    def _limit(self, old: Node, new: Node) -> Iterator[Change]:
        """A union that only limits what stands beside it, where there was none or is none."""
        relation = Relation.NARROWED if is_union(new) else Relation.WIDENED
        for word in WORDS:
            if word in old or word in new:
                yield self._related(word, relation, old.at(word), new.at(word), coped_with=False)
        yield from self._keywords(old, new)

    def _refusal(self, old: Node, new: Node) -> Iterator[Change]:
        """What breaking the schema gets, which only requests can do."""
        if self.direction is Direction.REQUEST and not same(old.value, new.value):
            message = f"the refusal was {shown(old.value)} and is {shown(new.value)}"
            for side in BOTH_SIDES:
                yield located("refusal_changed", side, old=old, new=new, message=message)

    def _related(
        self, noun: str, relation: Relation, old: Node, new: Node, coped_with: bool
    ) -> Change:
        widens = (self.direction, relation) == (Direction.RESPONSE, Relation.WIDENED)
        return related(
            self.direction,
            relation,
            rule=f"{noun}_{relation.value}",
            old=old,
            new=new,
            what=keywords.told(noun, relation, old.value, new.value),
            severity="warning" if widens and coped_with else "breaking",
        )

    def _default(self, old: Node, new: Node) -> Iterator[Change]:
        """What a server takes for a value that is not sent: both sides rely on it."""
        before, after = _default_of(old), _default_of(new)
        if self.direction is Direction.REQUEST and not same(before.value, after.value):
            message = f"the default was {shown(before.value)} and is {shown(after.value)}"
            for side in BOTH_SIDES:
                yield located(
                    "default_changed", side, old=before, new=after, message=message,
                    severity="warning",
                )  # fmt: skip


def _default_of(node: Node) -> Node:
    """The default that the schema has itself, or else a part of it or what it refers to."""
    found = (each.at("default") for each in together(node) if "default" in each)
    return next(found, node.at("default"))


def _allowed(node: Node) -> Node:
    """`const` or `enum` as a list of values."""
    found = node.at("const")
    return found.holding([found.value]) if found else node.at("enum")


def _is_object(node: Node) -> bool:
    return any(
        "properties" in each or each.at("type").value == "object"
        for each in map(plain, together(node))
    )


def _refuse_references(*nodes: Node) -> None:
    """Raise DocumentError where a change behind a reference would not be noticed."""
    for node in nodes:
        if node and '"$ref"' in keywords.canonical(node.value):
            raise DocumentError(f"{node.pointer}: references are not followed below this keyword")


def _ordered(relations: frozenset[Relation]) -> list[Relation]:
    return [relation for relation in Relation if relation in relations]
