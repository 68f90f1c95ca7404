"""Every mutant by its name, and samples of them that stay the same."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from contract_tests.mutants import asks, bodies, checks, clients, effects, heads, machines, rules
from contract_tests.mutants.contracts import APIS
from contract_tests.mutants.mutant import GROUPS, Mutant

_OPERATORS = (bodies, heads, asks, checks, effects, machines, rules, clients)


@cache
def mutants() -> Mapping[str, Mutant]:
    """All of them, in the order of the APIs and their contracts; names are unique."""
    return {each.name: each for each in derived()}


def derived() -> Iterator[Mutant]:
    """All of them, made anew. Raises ValueError when two have one name."""
    known: set[str] = set()
    for api in APIS:
        for operators in _OPERATORS:
            for each in operators.derive(api):
                if each.name in known:
                    raise ValueError(f"two mutants are called {each.name}")
                known.add(each.name)
                yield each


def chosen(
    apis: Collection[str] = (), groups: Collection[str] = (), names: Collection[str] = ()
) -> list[Mutant]:
    """Those of some APIs and groups, or of these names; everything where nothing is said.

    Raises ValueError for an unknown name.
    """
    known = mutants()
    if unknown := sorted(set(names) - set(known)):
        raise ValueError(f"there is no mutant {unknown[0]!r}: `--list` names them all")
    return [
        each
        for each in known.values()
        if (not apis or each.api in apis)
        and (not groups or each.group in groups)
        and (not names or each.name in names)
    ]


def sample(found: Iterable[Mutant], size: int) -> list[Mutant]:
    """At most so many of them, evenly of all groups and then of all APIs, by the hash of names."""
    shelves: dict[str, dict[str, list[Mutant]]] = {}
    for each in sorted(found, key=lambda mutant: _hash(mutant.name)):
        shelves.setdefault(each.group, {}).setdefault(each.api, []).append(each)
    queues = {
        group: _turns([shelf[api] for api in APIS if api in shelf])
        for group, shelf in shelves.items()
    }
    order = _turns([list(queues[group]) for group in GROUPS if group in queues])
    return [each for each, _ in zip(order, range(size), strict=False)]


def _turns(shelves: list[list[Mutant]]) -> Iterator[Mutant]:
    """The first of each, then the second of each, and so on."""
    for at in range(max(map(len, shelves), default=0)):
        for shelf in shelves:
            if at < len(shelf):
                yield shelf[at]


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
