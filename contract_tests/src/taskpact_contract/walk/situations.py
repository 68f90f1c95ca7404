"""Situations: resources brought into known states, so that operations can be tried on them."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from taskpact_contract.control import Control
from taskpact_contract.probe import Answer
from taskpact_contract.target import Principal

Look = Callable[[Answer, Mapping[str, str]], str | None]
"""What is wrong after an answer with the resources, which should be in these states; or None."""


@frozen(kw_only=True)
class Place:
    """Where an operation finds the resources of a situation.

    `parameters` are values by the names of the contract, for path, query and headers; `headers`
    stand in for the principal's where somebody else calls; `bodies` are sent instead of the
    contract's examples, by operation; `look` finds out what became of resources that no operation
    reads; `shows` are members that reading the resource must show, as the situation made them.
    """

    parameters: Mapping[str, Any] = field(factory=dict)
    headers: Mapping[str, str] | None = None
    bodies: Mapping[str, Any] = field(factory=dict)
    look: Look | None = None
    shows: Mapping[str, Any] = field(factory=dict)

    def caller(self, principal: Principal) -> Principal:
        """Who calls there: the principal, or somebody else with its parameters."""
        return principal if self.headers is None else evolve(principal, headers=self.headers)


@frozen(kw_only=True)
class Situation:
    """Resources in known states.

    Attributes:
        name: what it is, in words.
        states: the state of each resource; None for one that is not there.
        holds: the guards of the life cycles that hold; all others do not.
        make: brings a new world into the situation.
        until: operations that answer only at the end of the work, and the state that it has then.
        beyond: operations that are tried though no life cycle names them and their path does not.
        tried: of all these the ones that are tried; all of them without it.
        quirks: ways of the live service that the world follows meanwhile.
        answers: the status and the code that all of them answer, whatever the life cycles say.
    """

    name: str
    states: Mapping[str, str | None]
    make: Callable[[Control], Place]
    holds: frozenset[str] = frozenset()
    until: Mapping[str, str] = field(factory=dict)
    beyond: frozenset[str] = frozenset()
    tried: frozenset[str] = frozenset()
    quirks: frozenset[str] = frozenset()
    answers: tuple[int, str] | None = None


def only(made: Any) -> Any:
    """The one thing that was made."""
    (found,) = made
    return found
