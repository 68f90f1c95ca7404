"""Whether the states in which records are seen follow each other as their life cycle allows.

Records are found by the schema that the life cycle names, wherever an answer holds one.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from attrs import frozen

from taskpact_contract.lifecycles import Cycle, read
from taskpact_contract.nodes import Node, escaped
from taskpact_contract.proxy.answers import Seen
from taskpact_contract.proxy.messages import Violation
from taskpact_contract.schemas import Schemas


@frozen
class _Kind:
    """A life cycle whose records show their state."""

    cycle: Cycle
    pointer: str
    schema: str
    id: str
    state: str


@frozen
class _Last:
    """The state in which a record was seen last, and when."""

    state: str
    moment: int


@frozen
class Part:
    """A schema inside another one: the keyword that holds it, and the name of a member."""

    keyword: str
    name: str
    schema: Node


class Steps:
    """The states of all records that went by.

    Moments are numbers that grow. What an answer shows was true at some moment after its request:
    only answers that do not overlap can be put in order.
    """

    def __init__(self, document: Mapping[str, Any], schemas: Schemas) -> None:
        self._schemas = schemas
        self._kinds = {kind.schema: kind for kind in _kinds(document)}
        self._last: dict[tuple[str, str], _Last] = {}
        self._parts: dict[str, tuple[Part, ...]] = {}
        self._moments = count(1)

    def now(self) -> int:
        """This moment."""
        return next(self._moments)

    def observe(self, seen: Seen, operation: str, asked: int) -> Iterator[Violation]:
        """What is wrong with the states in a value that answers `operation`, asked at `asked`."""
        for kind, record in self._records(seen.schema, seen.value):
            id, word = record.get(kind.id), record.get(kind.state)
            state = kind.cycle.words.get(word) if isinstance(word, str) else None
            if isinstance(id, str) and state is not None:
                yield from self._step(kind, id, state, asked)
                if gone := _gone(kind.cycle, operation):
                    self._last[kind.schema, id] = _Last(gone, self.now())

    def _step(self, kind: _Kind, id: str, state: str, asked: int) -> Iterator[Violation]:
        key = (kind.schema, id)
        last = self._last.get(key)
        if last is None or kind.cycle.leads(last.state, state):
            self._last[key] = _Last(state, self.now())
        elif asked > last.moment:
            self._last[key] = _Last(state, self.now())
            message = f"{kind.cycle.resource} went from {last.state} to {state}, by no known steps"
            yield Violation(
                side="server", check="lifecycle", message=message,
                pointer=f"{kind.pointer}/states/{escaped(last.state)}",
            )  # fmt: skip

    def _records(self, schema: Node, value: Any) -> Iterator[tuple[_Kind, Mapping[str, Any]]]:
        """The records in a value, found along its schema."""
        node = schema.followed()
        kind = self._kinds.get(node.pointer)
        if kind is not None and isinstance(value, dict):
            yield kind, value
        for part in self._holding(node):
            if part.keyword == "items":
                inner = value if isinstance(value, list) else []
            elif part.keyword == "properties":
                inner = [value[part.name]] if isinstance(value, dict) and part.name in value else []
            else:
                inner = [value] if self._schemas.fits(value, part.schema) else []
            for each in inner:
                yield from self._records(part.schema, each)

    def _holding(self, node: Node) -> tuple[Part, ...]:
        """The parts of a schema that may hold a record somewhere; worked out once."""
        found = self._parts.get(node.pointer)
        if found is None:
            found = tuple(part for part in parts(node) if self._reaches(part.schema))
            self._parts[node.pointer] = found
        return found

    def _reaches(self, schema: Node) -> bool:
        """Whether a record may stand somewhere in a value of the schema."""
        waiting, passed = [schema.followed()], set[str]()
        while waiting:
            node = waiting.pop()
            if node.pointer in self._kinds:
                return True
            if node.pointer not in passed:
                passed.add(node.pointer)
                waiting += [part.schema.followed() for part in parts(node)]
        return False


def parts(node: Node) -> Iterator[Part]:
    """The schemas in which a part of a value, or the value itself, may be described."""
    for keyword in ("allOf", "anyOf", "oneOf"):
        for branch in node.at(keyword).entries():
            yield Part(keyword, "", branch)
    if "items" in node:
        yield Part("items", "", node.at("items"))
    properties = node.at("properties")
    for name in properties.value if properties else ():
        yield Part("properties", name, properties.at(name))


def _kinds(document: Mapping[str, Any]) -> Iterator[_Kind]:
    for number, (source, cycle) in enumerate(
        zip(document.get("x-lifecycle", ()), read(document), strict=True)
    ):
        if cycle.id is not None and cycle.state is not None:
            schema = f"#/components/schemas/{escaped(source['record']['schema'])}"
            yield _Kind(cycle, f"#/x-lifecycle/{number}", schema, cycle.id, cycle.state)


def _gone(cycle: Cycle, operation: str) -> str | None:
    """The state without a record that the operation leads to, if it does."""
    for row in cycle.rows:
        if row.by == "operation" and operation in row.names and row.enters in cycle.gone:
            return row.enters
    return None
