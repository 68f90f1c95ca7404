"""What holds for any API of long-running work, whatever it does: one function a rule.

Each says what is wrong, or None. They look at JSON, as it came over the wire.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from taskpact_contract.bridge.compare import difference
from taskpact_contract.lifecycles import Cycle


def echo(sent: Mapping[str, Any], shown: Mapping[str, Any]) -> str | None:
    """Every member that was sent and is shown under the same name has the same value."""
    for name in sent.keys() & shown.keys():
        if problem := difference(sent[name], shown[name], name):
            return f"it does not show what was sent: {problem}"
    return None


def unchanged(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Iterable[str]
) -> str | None:
    """These members, which never change, are the same as before."""
    for name in names:
        if problem := difference(before.get(name), after.get(name), name):
            return f"what never changes has changed: {problem}"
    return None


def advanced(cycle: Cycle, before: Mapping[str, Any], after: Mapping[str, Any]) -> str | None:
    """The state is the one before, or one that the life cycle leads to; an end is the end.

    Words that the contract does not know are left alone: it allows them.
    """
    old, new = (cycle.words.get(record.get(cycle.state or "", "")) for record in (before, after))
    if old is None or new is None or cycle.leads(old, new):
        return None
    return f"it was {old}, and no step leads from there to {new}"


def frozen_at_the_end(
    cycle: Cycle, before: Mapping[str, Any], after: Mapping[str, Any], but: Collection[str] = ()
) -> str | None:
    """A record that has ended stays as it is, `but` for some members, while its state does."""
    word = before.get(cycle.state or "", "")
    if cycle.words.get(word) not in cycle.terminal or after.get(cycle.state or "") != word:
        return None
    kept = ({name: v for name, v in each.items() if name not in but} for each in (before, after))
    if problem := difference(next(kept), next(kept)):
        return f"it had ended, and has changed since: {problem}"
    return None


def grows(before: Any, after: Any, what: str) -> str | None:
    """A number such as a percentage never becomes smaller; null is nothing yet."""
    if before is not None and (after is None or after < before):
        return f"{what} went back from {before} to {after}"
    return None


def begins_with(before: Sequence[Any], after: Sequence[Any], what: str) -> str | None:
    """A list such as a log only grows, at its end."""
    if problem := difference(list(before), list(after)[: len(before)]):
        return f"{what} does not begin with what it was: {problem}"
    return None


def same_set(expected: Collection[str], found: Sequence[str]) -> str | None:
    """A list holds just the expected things, each once."""
    if len(set(found)) != len(found):
        twice = next(each for each in found if found.count(each) > 1)
        return f"{twice} is listed twice"
    if missing := sorted(set(expected) - set(found)):
        return f"{missing[0]} is not listed, of {len(expected)} that should be"
    if surplus := sorted(set(found) - set(expected)):
        return f"{surplus[0]} is listed, and should not be"
    return None


def ordered(values: Sequence[Any], *, falling: bool = False) -> str | None:
    """Values come in order; equal ones may stand side by side."""
    for one, other in pairwise(values):
        if (other > one) if falling else (one > other):
            return f"{other!r} comes after {one!r}"
    return None


def pages(
    whole: Sequence[Any], fetch: Callable[[int, int], Sequence[Any]], size: int
) -> str | None:
    """Pages of `size`, fetched by limit and offset, are the whole list, cut into pieces."""
    found: list[Any] = []
    for offset in range(0, len(whole) + size, size):
        page = fetch(size, offset)
        if len(page) > size:
            return f"a page of {size} has {len(page)} items"
        found += page
    if problem := difference(list(whole), found):
        return f"pages of {size} are not the whole list: {problem}"
    return None
