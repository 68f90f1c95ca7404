"""Run a resource's life cycle as the contract's `x-lifecycle` lists it.

A machine decides and changes nothing: from a state, a trigger and the answers of named guards it
says which transition is taken, or with which status an operation is refused.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Literal

from attrs import frozen

from taskpact_mock.world.coverage import Step, note

By = Literal["operation", "time", "control"]
Guard = Callable[[str], bool]
"""Asked with a guard's name; whether it holds now."""
Related = Callable[[str], str | None]
"""Asked with a related resource's name; the state that it is in."""


@frozen
class Transition:
    """One row of the table. `leaves` is empty for a birth; `enters` None stays."""

    by: By
    names: frozenset[str]
    leaves: frozenset[str]
    enters: str | None
    guard: str | None
    needs: Mapping[str, frozenset[str]]
    moves: Mapping[str, str]


@frozen
class _Row:
    """A transition as one trigger takes it from one state, with all that follows."""

    guard: str | None
    needs: Mapping[str, frozenset[str]]
    move: "Move"
    step: Step
    always: bool
    """Whether it asks for neither guard nor relations."""


@frozen
class Refused:
    """What an operation answers for which no transition fits."""

    status: int
    code: str | None = None


@frozen
class _Refusal:
    operations: frozenset[str]
    states: frozenset[str]
    guard: str | None
    answer: Refused


@frozen
class Move:
    """The outcome of a step: the state that is entered, and those that related resources enter."""

    state: str
    moves: Mapping[str, str]


class IllegalStepError(Exception):
    """Time or control asked for a step that the life cycle does not have: a fault of the server."""


class Machine:
    """The life cycle of one resource."""

    def __init__(self, lifecycle: Mapping[str, Any]) -> None:
        self.api: str = lifecycle.get("api", "")
        self.resource: str = lifecycle["resource"]
        self.states: Mapping[str, Mapping[str, Any]] = lifecycle["states"]
        self.transitions = tuple(_transition(row) for row in lifecycle["transitions"])
        self.guards = frozenset(lifecycle.get("guards", ()))
        missing = lifecycle.get("missing")
        self.missing = None if missing is None else Refused(missing["status"], missing.get("code"))
        self._refused = tuple(_refusal(row) for row in lifecycle.get("refused", ()))
        self._rows: dict[tuple[By, str, str | None], list[_Row]] = {}
        for row in self.transitions:
            for name in row.names:
                for state in row.leaves or (None,):
                    found = self._rows.setdefault((row.by, name, state), [])
                    found.append(self._row(row, name, state))
        self._words = {
            word: state
            for state, entry in self.states.items()
            for word in entry.get("words", (state,))
        }

    @cached_property
    def terminal(self) -> frozenset[str]:
        """The states from which no more is to come."""
        return frozenset(name for name, entry in self.states.items() if entry.get("terminal"))

    def is_terminal(self, state: str) -> bool:
        """Whether no more is to come."""
        return state in self.terminal

    def leaves(self, by: By, name: str) -> frozenset[str]:
        """The states from which that trigger may move the resource."""
        rows = [row for row in self.transitions if row.by == by and name in row.names]
        return frozenset(state for row in rows for state in row.leaves)

    def word(self, state: str) -> str:
        """How the state is written on the wire."""
        words: list[str] = self.states[state].get("words", [state])
        return words[0]

    def state_of(self, word: str) -> str | None:
        """The state that a word on the wire means."""
        return self._words.get(word)

    def step(
        self,
        by: By,
        name: str,
        state: str | None,
        guard: Guard = lambda _name: True,
        related: Related = lambda _resource: None,
    ) -> Move | Refused:
        """What trigger `name` does to a resource in `state` (None: not yet born).

        Raises IllegalStepError when nothing fits and the trigger is no operation, or is one that
        the contract names no refusal for.
        """
        for row in self._rows.get((by, name, state), ()):
            if (row.guard is None or guard(row.guard)) and (
                not row.needs
                or all(related(other) in allowed for other, allowed in row.needs.items())
            ):
                note(row.step)
                return row.move
        if by == "operation":
            for refusal in self._refused:
                if (
                    name in refusal.operations
                    and (not refusal.states or state in refusal.states)
                    and (refusal.guard is None or guard(refusal.guard))
                ):
                    return refusal.answer
        raise IllegalStepError(f"{self.resource}: no {by} {name} from {state}")

    def advance(
        self, by: By, name: str, state: str | None, guard: Guard = lambda _name: True
    ) -> str:
        """The state after a step of time or control, which is never refused.

        Raises IllegalStepError when the life cycle has no such step.
        """
        rows = self._rows.get((by, name, state))
        if rows is not None and rows[0].always:  # as most steps of time are
            note(rows[0].step)
            return rows[0].move.state
        outcome = self.step(by, name, state, guard)
        if isinstance(outcome, Refused):
            raise IllegalStepError(f"{self.resource}: {by} {name} from {state} is refused")
        return outcome.state

    def _row(self, row: Transition, name: str, state: str | None) -> _Row:
        entered = row.enters or state or ""
        step = (self.api, self.resource, row.by, name, state, entered)
        always = row.guard is None and not row.needs
        return _Row(row.guard, row.needs, Move(entered, row.moves), step, always)


def _transition(row: Mapping[str, Any]) -> Transition:
    ((by, names),) = row["by"].items()
    return Transition(
        by=by,
        names=_names(names),
        leaves=frozenset(row["from"]),
        enters=None if row["to"] == "same" else row["to"],
        guard=row.get("if"),
        needs={other: frozenset(states) for other, states in row.get("needs", {}).items()},
        moves=row.get("with", {}),
    )


def _refusal(row: Mapping[str, Any]) -> _Refusal:
    return _Refusal(
        operations=_names(row["by"]),
        states=frozenset(row.get("from", ())),
        guard=row.get("if"),
        answer=Refused(row["status"], row.get("code")),
    )


def _names(names: str | list[str]) -> frozenset[str]:
    return frozenset([names] if isinstance(names, str) else names)
