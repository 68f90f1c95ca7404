"""The life cycles of two versions: states, steps and refusals.

A state or a step that happens by itself is something that a client may come to see; a step that an
operation makes is something that a client may ask for.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from taskpact_contract.diff.changes import (
    BOTH_SIDES,
    Change,
    Direction,
    Relation,
    Severity,
    Side,
    located,
    related,
)
from taskpact_contract.diff.keywords import same, shown
from taskpact_contract.nodes import ABSENT, Node

Steps = dict[tuple[str, str, str], list[Node]]
"""Transitions by kind and name of their trigger and the state that they leave, in order."""

Sides = Sequence[Side]

FACTS: Mapping[str, Sides] = MappingProxyType(
    {"record": ("client",), "read": ("client",), "work": ("client",), "missing": BOTH_SIDES}
)
"""What is said of a resource, and who goes by it."""

FLAGS: Mapping[str, Sides] = MappingProxyType(
    {"unified": ("client",), "terminal": BOTH_SIDES, "gone": BOTH_SIDES}
)
"""What is said of a state, and who goes by it."""


def lifecycle_changes(old: Node, new: Node, renamed: Mapping[str, str]) -> Iterator[Change]:
    """What changed between two documents; `renamed` gives the new ids of renamed operations."""
    before, after = _resources(old), _resources(new)
    for name, node in after.items():
        if name not in before:
            gone = node.holding(ABSENT)
            message = f"{name} has a life cycle now: a server must keep to it"
            yield located("lifecycle_added", "server", old=gone, new=node, message=message)
    for name, node in before.items():
        if name not in after:
            gone = node.holding(ABSENT)
            message = f"the life cycle of {name} is gone: a client can no longer rely on it"
            yield located("lifecycle_removed", "client", old=node, new=gone, message=message)
        else:
            yield from _between(name, node, after[name], renamed)


def _between(name: str, old: Node, new: Node, renamed: Mapping[str, str]) -> Iterator[Change]:
    for fact, sides in FACTS.items():
        was, now = old.at(fact), new.at(fact)
        if not same(_named(was.value, renamed), now.value):
            yield from _changed(f"{fact}_changed", was, now, f"{name}: {fact}", sides)
    yield from _states(name, old.at("states"), new.at("states"))
    yield from _steps(name, _steps_of(old, renamed), _steps_of(new, {}))
    yield from _refusals(name, _refusals_of(old, renamed), _refusals_of(new, {}))


def _states(name: str, old: Node, new: Node) -> Iterator[Change]:
    for state, node in new.items():
        if state not in old:
            yield _seen(Relation.WIDENED, "state_added", node, f"{name} may be {state}")
    for state, node in old.items():
        if state not in new:
            yield _seen(Relation.NARROWED, "state_removed", node, f"{name} is never {state}")
            continue
        other = new.at(state)
        for flag, sides in FLAGS.items():
            was, now = node.at(flag), other.at(flag)
            if not same(_flag(was), _flag(now)):
                yield from _changed(f"{flag}_changed", was, now, f"{name} {state}: {flag}", sides)
        yield from _words(name, state, node, other)


def _words(name: str, state: str, old: Node, new: Node) -> Iterator[Change]:
    """The words on the wire for a state."""
    was, now = old.at("words"), new.at("words")
    before, after = was.value if was else [state], now.value if now else [state]
    if added := [word for word in after if word not in before]:
        yield related(
            Direction.RESPONSE, Relation.WIDENED, rule="words_added", old=was, new=now,
            what=f"{name} {state} may be called {', '.join(added)}", severity="warning",
        )  # fmt: skip
    if removed := [word for word in before if word not in after]:
        yield related(
            Direction.RESPONSE, Relation.NARROWED, rule="words_removed", old=was, new=now,
            what=f"{name} {state} is never called {', '.join(removed)}",
        )  # fmt: skip


def _steps(name: str, old: Steps, new: Steps) -> Iterator[Change]:
    for key, nodes in new.items():
        if key not in old:
            yield _step(Relation.WIDENED, "transition_added", key, nodes[0], f"{name} {_told(key)}")
    for key, nodes in old.items():
        if key not in new:
            what = f"{name} no longer {_told(key)}"
            yield _step(Relation.NARROWED, "transition_removed", key, nodes[0], what)
        elif not same(was := _outcomes(nodes), now := _outcomes(new[key])):
            message = f"{name} {_told(key)}, but no longer {shown(was)} but {shown(now)}"
            for side in BOTH_SIDES:
                yield located(
                    "transition_changed", side, old=nodes[0], new=new[key][0], message=message
                )


def _refusals(
    name: str, old: dict[str, list[Node]], new: dict[str, list[Node]]
) -> Iterator[Change]:
    for operation in dict.fromkeys((*new, *old)):
        before, after = old.get(operation, []), new.get(operation, [])
        was, now = ([_refusal(node) for node in nodes] for nodes in (before, after))
        if not same(was, now):
            one, other = _first_difference(before, after)
            message = f"{name}: {operation} was refused by {shown(was)} and is by {shown(now)}"
            for side in BOTH_SIDES:
                yield located("refusal_changed", side, old=one, new=other, message=message)


def _first_difference(before: list[Node], after: list[Node]) -> tuple[Node, Node]:
    """The first place where the lists differ, in each."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if not same(_refusal(one), _refusal(other)):
            return one, other
        count += 1
    longer = before if len(before) > count else after
    node = longer[count]
    gone = node.holding(ABSENT)
    return (node, gone) if longer is before else (gone, node)


def _step(
    relation: Relation, rule: str, key: tuple[str, str, str], node: Node, what: str
) -> Change:
    """A step that came or went: asked for by a client, or seen by it."""
    if key[0] == "operation":
        old, new = _ends(relation, node)
        return related(Direction.REQUEST, relation, rule=rule, old=old, new=new, what=what)
    return _seen(relation, rule, node, what)


def _seen(relation: Relation, rule: str, node: Node, what: str) -> Change:
    """Something that a client may come to see, which ours copes with, or no longer."""
    old, new = _ends(relation, node)
    severity: Severity = "warning" if relation is Relation.WIDENED else "breaking"
    return related(
        Direction.RESPONSE, relation, rule=rule, old=old, new=new, what=what, severity=severity
    )


def _ends(relation: Relation, node: Node) -> tuple[Node, Node]:
    """The node and nothing, as the old and the new place."""
    gone = node.holding(ABSENT)
    return (gone, node) if relation is Relation.WIDENED else (node, gone)


def _changed(rule: str, old: Node, new: Node, what: str, sides: Sides) -> Iterator[Change]:
    message = f"{what} was {shown(old.value)} and is {shown(new.value)}"
    for side in sides:
        yield located(rule, side, old=old, new=new, message=message)


def _resources(document: Node) -> dict[str, Node]:
    return {node.value["resource"]: node for node in document.at("x-lifecycle").entries()}


def _steps_of(cycle: Node, renamed: Mapping[str, str]) -> Steps:
    found: Steps = {}
    for node in cycle.at("transitions").entries():
        ((kind, names),) = node.value["by"].items()
        for name in _list(names):
            trigger = renamed.get(name, name) if kind == "operation" else name
            for state in node.value["from"] or [""]:
                found.setdefault((kind, trigger, state), []).append(node)
    return found


def _refusals_of(cycle: Node, renamed: Mapping[str, str]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for node in cycle.at("refused").entries():
        for name in _list(node.value["by"]):
            found.setdefault(renamed.get(name, name), []).append(node)
    return found


def _outcomes(nodes: list[Node]) -> list[dict[str, Any]]:
    """What each transition of a trigger asks for and leads to, in the order of trying."""
    return [
        {key: node.value[key] for key in ("if", "needs", "to", "with") if key in node}
        for node in nodes
    ]


def _refusal(node: Node) -> dict[str, Any]:
    return {key: value for key, value in node.value.items() if key != "by"}


def _flag(node: Node) -> Any:
    """A flag that is not there is off."""
    return node.value if node else False


def _told(key: tuple[str, str, str]) -> str:
    kind, name, state = key
    return f"goes on by {kind} {name} from {state}" if state else f"begins by {kind} {name}"


def _named(value: Any, renamed: Mapping[str, str]) -> Any:
    return renamed.get(value, value) if isinstance(value, str) else value


def _list(names: Any) -> list[str]:
    return [names] if isinstance(names, str) else list(names)
