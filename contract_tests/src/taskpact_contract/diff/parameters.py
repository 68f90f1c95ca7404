"""The parameters of an operation in two versions."""

from collections.abc import Iterator
from typing import Any

from taskpact_contract.diff.bodies import required
from taskpact_contract.diff.changes import BOTH_SIDES, Change, Direction, located
from taskpact_contract.diff.joints import structured
from taskpact_contract.diff.keywords import same, shown
from taskpact_contract.diff.members import Members
from taskpact_contract.diff.schemas import Comparison
from taskpact_contract.nodes import ABSENT, Node

SERIALISATION = ("style", "explode", "allowReserved", "content")

STYLES = {"query": "form", "cookie": "form", "path": "simple", "header": "simple"}
"""How a parameter is written where it does not say so."""


def parameter_changes(
    old: Node, new: Node, old_item: Node, new_item: Node, *, placed: bool
) -> Iterator[Change]:
    """What changed between the parameters of two operations and those of their path items.

    Parameters of the path belong together by their order, if both are `placed` alike.
    """
    before, after = _parameters(old, old_item, placed), _parameters(new, new_item, placed)
    members = Members(
        noun="parameter",
        old=before,
        new=after,
        old_required=required(before),
        new_required=required(after),
    )
    yield from members.changes(Direction.REQUEST, _between)


def _between(old: Node, new: Node) -> Iterator[Change]:
    for word in SERIALISATION:
        one, other = old.at(word), new.at(word)
        was, now = _written(old, word), _written(new, word)
        if (one or other) and not same(was, now) and _matters(word, old, new):
            message = f"{word} was {shown(was)} and is {shown(now)}"
            for side in BOTH_SIDES:
                yield located("parameter_written", side, old=one, new=other, message=message)
    yield from Comparison(Direction.REQUEST).changes(old.at("schema"), new.at("schema"))


def _written(parameter: Node, word: str) -> Any:
    """What is said of how a parameter is written, by itself or by default."""
    match word:
        case _ if word in parameter:
            return parameter.value[word]
        case "style":
            return STYLES[parameter.value["in"]]
        case "explode":
            return _written(parameter, "style") == "form"
        case "allowReserved":
            return False
    return ABSENT


def _matters(word: str, old: Node, new: Node) -> bool:
    """Whether the word changes anything on the wire: only what has parts can be taken apart."""
    return word != "explode" or all(structured(each.at("schema")) for each in (old, new))


def _parameters(operation: Node, item: Node, placed: bool) -> dict[str, Node]:
    """The parameters by what identifies them on the wire; those of the operation come first."""
    found: dict[str, Node] = {}
    written = [*operation.at("parameters").entries(), *item.at("parameters").entries()]
    for node in (each.followed() for each in written):
        name, location = node.value["name"], node.value["in"]
        if location == "path":
            if placed:
                found.setdefault(f"number {_number(item, name)} of the path", node)
        else:
            key = name.lower() if location == "header" else name
            found.setdefault(f"{key} ({location})", node)
    return found


def _number(item: Node, name: str) -> int:
    """The how-manieth parameter of the path it is, from 1 on."""
    path = item.pointer.replace("~1", "/").replace("~0", "~")
    return path[: path.index("{" + name + "}") + 1].count("{")
