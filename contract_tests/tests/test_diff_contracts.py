"""What holds for every contract of this project: nothing against itself, each change by its place.

Changes are drawn from all places that some operation reaches.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from attrs import frozen
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from taskpact_contract import APIS, documents
from taskpact_contract.diff import compare
from taskpact_contract.nodes import escaped

Path = tuple[str | int, ...]

UNCOMPARED = frozenset("x-quirk example examples links description x-source tags".split())
"""What the comparison passes over on purpose."""

WHOLE = frozenset("if then else not".split())
"""What it compares as a whole, not by its parts."""


@frozen
class Mutation:
    """One change of a document: `value` made of what is at `path`, or nothing left of it."""

    path: Path
    change: Callable[[Any], Any] | None

    @property
    def pointer(self) -> str:
        """Where it is."""
        return "#/" + "/".join(map(escaped, self.path))

    def apply(self, document: Any) -> Any:
        """The document with the change."""
        document = deepcopy(document)
        holder = document
        for part in self.path[:-1]:
            holder = holder[part]
        if self.change is None:
            del holder[self.path[-1]]
        else:
            holder[self.path[-1]] = self.change(holder[self.path[-1]])
        return document


@cache
def mutations(api: str) -> list[Mutation]:
    """Every mutation of a contract that a client or a server may notice."""
    document = documents.load(api)
    reached = {*_reached(document, document["paths"])}
    roots: list[Path] = [("paths",), *sorted(reached)]
    found = [each for root in roots for each in _within(root, _at(document, root))]
    for number, cycle in enumerate(document["x-lifecycle"]):
        place: Path = ("x-lifecycle", number)
        for word in ("transitions", "refused"):
            found += [Mutation((*place, word, n), None) for n in range(len(cycle.get(word, ())))]
        found += [Mutation((*place, "states", state), None) for state in cycle["states"]]
    return found


def _reached(document: Any, node: Any) -> Iterator[Path]:
    """The components that a part of the document refers to, and those that these refer to."""
    seen: set[Path] = set()
    waiting = [node]
    while waiting:
        match waiting.pop():
            case {"$ref": str(reference)}:
                path: Path = tuple(reference.removeprefix("#/").split("/"))
                if path not in seen:
                    seen.add(path)
                    waiting.append(_at(document, path))
            case dict(members):
                waiting += [value for key, value in members.items() if key not in UNCOMPARED]
            case list(items):
                waiting += items
    yield from seen


def _within(path: Path, node: Any) -> Iterator[Mutation]:
    """The mutations of one part of a document."""
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from _within((*path, number), item)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        here = (*path, key)
        if key in UNCOMPARED | WHOLE:
            continue
        match key, value:
            case "enum", list(words) if len(words) > 1:
                yield Mutation(here, lambda words: words[1:])
            case "required", list(names):
                yield from (Mutation((*here, number), None) for number in range(len(names)))
            case "properties" | "responses", dict(members):
                yield from (Mutation((*here, name), None) for name in members)
            case "parameters", list(entries):
                for number, entry in enumerate(entries):
                    if entry.get("in") in ("query", "header"):
                        yield Mutation((*here, number), None)
            case "minimum" | "maximum" | "minLength" | "maxLength", int() | float():
                yield Mutation(here, lambda bound: bound + 1)
            case "type", str():
                yield Mutation(here, lambda kind: "boolean" if kind != "boolean" else "string")
            case "operationId", _:
                yield Mutation(path, None)
            case "status", _:
                continue
        yield from _within(here, value)


def _at(document: Any, path: Path) -> Any:
    for part in path:
        document = document[part]
    return document


@pytest.mark.parametrize("api", APIS)
def test_a_contract_does_not_differ_from_itself(api: str) -> None:
    assert compare(documents.load(api), documents.load(api)) == ()


@pytest.mark.parametrize("api", APIS)
@given(data=st.data())
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
def test_a_change_is_found_where_it_was_made_and_mirrored_on_the_way_back(
    api: str, data: st.DataObject
) -> None:
    mutation = data.draw(st.sampled_from(mutations(api)))
    old = documents.load(api)
    new = mutation.apply(old)
    there, back = compare(old, new), compare(new, old)
    assert mutation.pointer in {_within_place(each.where, mutation.pointer) for each in there}
    assert _sides(there) == {OTHER[side] for side in _sides(back)}


OTHER = {"client": "server", "server": "client"}


def _within_place(where: str, pointer: str) -> str:
    """The pointer, if the place is it or lies in it."""
    return pointer if f"{where}/".startswith(f"{pointer}/") else where


def _sides(changes: Any) -> set[str]:
    return {each.side for each in changes if each.side != "nobody"}
