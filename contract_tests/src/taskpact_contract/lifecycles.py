"""The life cycles that a contract lists in `x-lifecycle`, as a caller reads them.

Read apart from the server and from the SDK on purpose: both are judged by it.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any, Literal

from attrs import frozen

By = Literal["operation", "time", "control"]

SAME = "same"
"""Where a step leads that leaves the state as it is."""


@frozen
class Row:
    """One transition. `leaves` is empty for a birth; `enters` may be SAME."""

    by: By
    names: frozenset[str]
    leaves: frozenset[str]
    enters: str
    guard: str | None
    needs: Mapping[str, frozenset[str]]
    moves: Mapping[str, str]


@frozen
class Refusal:
    """What an operation answers for which no transition fits; empty `states` are all of them."""

    operations: frozenset[str]
    states: frozenset[str]
    guard: str | None
    status: int
    code: str | None


@frozen(kw_only=True)
class Expected:
    """What an operation must do: move the resources to `states`, or refuse by `status` and `code`.

    `status` is None where the operation works: then it is one of those below 300 that the contract
    lists.
    """

    status: int | None = None
    code: str | None = None
    states: Mapping[str, str]


@frozen
class Cycle:
    """The life cycle of one resource.

    Attributes:
        resource: its name.
        id, state: the members of its record that hold its id and the word of its state, or None.
        read: the operation that reads one, or None.
        words: the state that each word on the wire means.
        terminal: the states after which no more is to come.
        gone: those in which there is no record any more.
        rows, refusals: in the order in which they are tried.
        missing: what operations answer where there is no such resource.
        guards: the names of the conditions.
    """

    resource: str
    id: str | None
    state: str | None
    read: str | None
    words: Mapping[str, str]
    terminal: frozenset[str]
    gone: frozenset[str]
    rows: tuple[Row, ...]
    refusals: tuple[Refusal, ...]
    missing: Refusal | None
    guards: frozenset[str]

    @property
    def states(self) -> frozenset[str]:
        """All states."""
        return frozenset(self.words.values())

    @cached_property
    def births(self) -> frozenset[str]:
        """The operations that make one."""
        return frozenset(
            name for row in self.rows if row.by == "operation" and not row.leaves
            for name in row.names
        )  # fmt: skip

    @cached_property
    def ends(self) -> frozenset[str]:
        """The operations that bring one to a state after which no more is to come."""
        return frozenset(
            name
            for row in self.rows
            if row.by == "operation" and row.enters in self.terminal
            for name in row.names
        )

    @cached_property
    def operations(self) -> frozenset[str]:
        """Every operation that moves one, is refused by its state, or reads it."""
        moving = {name for row in self.rows if row.by == "operation" for name in row.names}
        refused = {name for refusal in self.refusals for name in refusal.operations}
        return frozenset(moving | refused | ({self.read} if self.read else set()))

    def leads(self, before: str, after: str) -> bool:
        """Whether some sequence of steps, or none, leads from one state to the other."""
        reached, new = {before}, {before}
        while new:
            new = {
                row.enters
                for row in self.rows
                if row.leaves & new and row.enters != SAME and row.enters not in reached
            }
            reached |= new
        return after in reached


def read(document: Mapping[str, Any]) -> tuple[Cycle, ...]:
    """The life cycles of an OpenAPI document, in its order."""
    return tuple(_cycle(each) for each in document.get("x-lifecycle", ()))


def expected(
    cycles: Iterable[Cycle],
    operation: str,
    states: Mapping[str, str | None],
    holds: Collection[str],
    about: Collection[str] = (),
) -> Expected:
    """What `operation` must do with resources in `states` (None: not there) while `holds` hold.

    `about` are the resources that the call names, beside those whose life cycles know it.

    A resource whose state alone forbids the operation, such as a session that has stopped, comes
    before one that the operation would move.
    """
    there = {name: state for name, state in states.items() if state is not None}
    concerned = [each for each in cycles if operation in each.operations or each.resource in about]
    for cycle in concerned:
        for refusal in cycle.refusals:
            if operation in refusal.operations and there.get(cycle.resource) in refusal.states:
                return Expected(status=refusal.status, code=refusal.code, states=there)
    for cycle in concerned:
        found = _moved(cycle, operation, there, holds)
        if found is not None:
            return found
    return Expected(states=there)


def _moved(
    cycle: Cycle, operation: str, there: Mapping[str, str], holds: Collection[str]
) -> Expected | None:
    """What the life cycle of one resource says; None if it says nothing."""
    state = there.get(cycle.resource)
    absent = state is None or state in cycle.gone
    if absent and operation not in cycle.births and cycle.missing is not None:
        return Expected(status=cycle.missing.status, code=cycle.missing.code, states=there)
    for row in cycle.rows:
        if _fits(row, cycle.resource, operation, there) and _holds(row, holds):
            entered = there[cycle.resource] if row.enters == SAME else row.enters
            return Expected(states={**there, cycle.resource: entered, **row.moves})
    for refusal in cycle.refusals:
        if operation in refusal.operations and not refusal.states and _holds(refusal, holds):
            return Expected(status=refusal.status, code=refusal.code, states=there)
    return None


def _fits(row: Row, resource: str, operation: str, there: Mapping[str, str]) -> bool:
    """Whether a transition is one of the operation's, from these states."""
    state = there.get(resource)
    leaves = state in row.leaves or (state is None and not row.leaves)
    met = all(there.get(other) in allowed for other, allowed in row.needs.items())
    return row.by == "operation" and operation in row.names and leaves and met


def _holds(entry: Row | Refusal, holds: Collection[str]) -> bool:
    return entry.guard is None or entry.guard in holds


def _cycle(source: Mapping[str, Any]) -> Cycle:
    record = source.get("record", {})
    states: Mapping[str, Mapping[str, Any]] = source["states"]
    missing = source.get("missing")
    return Cycle(
        resource=source["resource"],
        id=record.get("id"),
        state=record.get("state"),
        read=source.get("read"),
        words={word: name for name, each in states.items() for word in each.get("words", (name,))},
        terminal=frozenset(name for name, each in states.items() if each.get("terminal")),
        gone=frozenset(name for name, each in states.items() if each.get("gone")),
        rows=tuple(_row(each) for each in source["transitions"]),
        refusals=tuple(_refusal(each) for each in source.get("refused", ())),
        missing=None if missing is None else _refusal({"by": (), **missing}),
        guards=frozenset(source.get("guards", ())),
    )


def _row(source: Mapping[str, Any]) -> Row:
    ((by, names),) = source["by"].items()
    return Row(
        by=by,
        names=_names(names),
        leaves=frozenset(source["from"]),
        enters=source["to"],
        guard=source.get("if"),
        needs={name: frozenset(states) for name, states in source.get("needs", {}).items()},
        moves=source.get("with", {}),
    )


def _refusal(source: Mapping[str, Any]) -> Refusal:
    return Refusal(
        operations=_names(source["by"]),
        states=frozenset(source.get("from", ())),
        guard=source.get("if"),
        status=source["status"],
        code=source.get("code"),
    )


def _names(names: str | Iterable[str]) -> frozenset[str]:
    return frozenset([names] if isinstance(names, str) else names)
