"""Broken rules of an API: each replaces one named thing in the mock by a wrong one."""

from collections.abc import Callable, Iterator
from functools import wraps
from inspect import Parameter, isasyncgenfunction, isfunction, signature
from typing import Any

from attrs import define, field

from contract_tests.mutants.mutant import Mutant
from contract_tests.mutants.patching import Wrong, patched
from contract_tests.mutants.server import Hits, Making


@define
class Rules:
    """The broken rules of one API, in the order in which they were written."""

    api: str
    _found: list[Mutant] = field(factory=list)

    def broken(self, owner: Any, name: str) -> Callable[[Wrong], Wrong]:
        """The decorated function makes `name` of `owner` wrong; its own name is the rule's."""

        def add(make: Wrong) -> Wrong:
            self._found.append(
                Mutant(
                    name=f"{self.api}:rule:{getattr(make, '__name__', name)}",
                    group="rules",
                    api=self.api,
                    operation=None,
                    apply=lambda _app, hits: patched(owner, name, _wrong(owner, name, make, hits)),
                )
            )
            return make

        return add

    def mutants(self) -> Iterator[Mutant]:
        """All of them."""
        yield from self._found


def _wrong(owner: Any, name: str, make: Wrong, hits: Hits) -> Any:
    """What takes the place of the right thing; where records are made, functions stay right."""
    right = getattr(owner, name)
    wrong = make(right, hits)
    if not isfunction(right) or isasyncgenfunction(right):
        return wrong
    _check_call(wrong, right)

    @wraps(right)
    def chosen(*args: Any, **kwargs: Any) -> Any:
        return (right if Making.depth else wrong)(*args, **kwargs)

    return chosen


def _check_call(wrong: Callable[..., Any], right: Callable[..., Any]) -> None:
    """Raise TypeError if one cannot be called like the other: then it would only be a crash."""
    wanted = signature(right).parameters.values()
    placed = [None for each in wanted if each.kind is Parameter.POSITIONAL_OR_KEYWORD]
    named = {each.name: None for each in wanted if each.kind is Parameter.KEYWORD_ONLY}
    try:
        signature(wrong).bind(*placed, **named)
    except TypeError as error:
        raise TypeError(f"{wrong.__qualname__} cannot be called as it will be: {error}") from None


def instead(value: Any) -> Wrong:
    """A function that always returns the same."""

    def make(right: Any, hits: Hits) -> Any:
        def wrong(*args: Any, **kwargs: Any) -> Any:
            if right(*args, **kwargs) != value:
                hits.count()
            return value

        return wrong

    return make


def left_out(_right: Any, hits: Hits) -> Any:
    """A function that does nothing."""

    def wrong(*_args: Any, **_kwargs: Any) -> None:
        hits.count()

    return wrong


def done_twice(right: Any, hits: Hits) -> Any:
    """A function that does what it does twice."""

    def wrong(*args: Any, **kwargs: Any) -> Any:
        hits.count()
        right(*args, **kwargs)
        return right(*args, **kwargs)

    return wrong
