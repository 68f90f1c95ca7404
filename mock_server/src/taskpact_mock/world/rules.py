"""Rules: which requests something happens to, and how often. Scripts and faults are rules."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, Self, TypeVar

from attrs import evolve, field, frozen
from attrs.validators import ge, optional

from taskpact_mock.contract.model import Operation

BODILESS = frozenset({204, 205, 304})
"""Final statuses whose answers have no body, by HTTP itself."""


def _mapping(match: Mapping[str, Any] | None) -> Mapping[str, Any]:
    return match or {}


@frozen(kw_only=True)
class Rule:
    """Which operation, which bodies (a subset that must be equal), and how often; None is always.

    Without an operation the rule is for every operation of its API.
    """

    id: int
    api: str
    operation: str | None
    match: Mapping[str, Any] = field(converter=_mapping)
    times: int | None = field(validator=optional(ge(1)))

    def fits(self, api: str, operation: str, body: Any) -> bool:
        """Whether the rule is for such a request."""
        return (
            self.api == api and self.operation in (None, operation) and _contains(body, self.match)
        )


R = TypeVar("R", bound=Rule)


class Rules(Generic[R]):
    """The rules of one kind in a world, the oldest first. Those that are used up are gone."""

    __slots__ = ("_next", "rules")

    def __init__(self) -> None:
        self.rules: list[R] = []
        self._next = 1

    def append(self, make: Callable[[int], R]) -> R:
        """Add the rule that `make` makes of its id."""
        rule = make(self._next)
        self._next += 1
        self.rules.append(rule)
        return rule

    def use(self, api: str, operation: str, body: Any, suits: Callable[[R], bool]) -> R | None:
        """The oldest rule that fits the request and `suits`, and one use less of it."""
        for place, rule in enumerate(self.rules):
            if rule.fits(api, operation, body) and suits(rule):
                if rule.times == 1:
                    del self.rules[place]
                elif rule.times is not None:
                    self.rules[place] = evolve(rule, times=rule.times - 1)
                return rule
        return None

    def remove(self, id: int) -> bool:
        """Take a rule away; whether there was one."""
        before = len(self.rules)
        self.rules = [rule for rule in self.rules if rule.id != id]
        return len(self.rules) < before

    def clear(self) -> None:
        """Take all away."""
        self.rules = []

    def copy(self) -> Self:
        """Rules of its own, with the same uses left."""
        twin = type(self)()
        twin.rules, twin._next = list(self.rules), self._next
        return twin

    def __iter__(self) -> Iterator[R]:
        return iter(self.rules)


def misfit(match: Mapping[str, Any] | None, operations: Iterable[Operation]) -> str | None:
    """Why no request to any of the operations can fit a match, if that is so."""
    meant = [*operations]
    if not match or any(each.body is not None for each in meant):
        return None
    return f"{' and '.join(each.id for each in meant)} takes no body"


def _contains(value: Any, subset: Any) -> bool:
    if isinstance(subset, Mapping):
        return not subset or (
            isinstance(value, Mapping)
            and all(key in value and _contains(value[key], part) for key, part in subset.items())
        )
    return bool(value == subset)
