"""Two sets of operations, compared: what is asked for, what may be sent, what may come back."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from attrs import frozen

from taskpact_contract.diff.bodies import body_changes, response_changes
from taskpact_contract.diff.changes import (
    BOTH_SIDES,
    Change,
    Direction,
    for_operation,
    located,
)
from taskpact_contract.diff.parameters import parameter_changes
from taskpact_contract.diff.security import security_changes
from taskpact_contract.documents import METHODS
from taskpact_contract.nodes import ABSENT, Node


@frozen
class Operation:
    """One operation of one version; `path` has what the server's URL puts before it."""

    id: str
    method: str
    path: str
    node: Node
    item: Node

    @property
    def shape(self) -> tuple[str, str]:
        """Method and path, whatever its parameters are called."""
        return self.method, re.sub(r"\{[^}]*\}", "{}", self.path)


def operations_of(document: Node) -> list[Operation]:
    """Every operation of a version."""
    base = urlsplit(_server(document)).path.rstrip("/")
    return [
        Operation(
            node.at(method).value.get("operationId", f"{method.upper()} {path}"),
            method,
            base + path,
            node.at(method),
            node,
        )
        for path, item in document.at("paths").items()
        for node in [item.followed()]
        for method in METHODS
        if method in node
    ]


def matched(
    old: list[Operation], new: list[Operation]
) -> tuple[list[tuple[Operation, Operation]], list[Operation], list[Operation]]:
    """The pairs of both versions, by id and else by place; those that are gone; the new ones."""
    by_id = {each.id: each for each in new}
    pairs = [(each, by_id[each.id]) for each in old if each.id in by_id]
    old_ids = {each.id for each in old}
    by_shape = {each.shape: each for each in new if each.id not in old_ids}
    left = [each for each in old if each.id not in by_id]
    pairs += [(each, by_shape[each.shape]) for each in left if each.shape in by_shape]
    taken = {id(each) for pair in pairs for each in pair}
    return (
        pairs,
        [each for each in old if id(each) not in taken],
        [each for each in new if id(each) not in taken],
    )


def operation_changes(old: Node, new: Node) -> Iterator[Change]:
    """Every change of the operations between two documents."""
    pairs, removed, added = matched(operations_of(old), operations_of(new))
    for each in removed:
        gone = each.node.holding(ABSENT)
        message = f"{each.id} is gone: clients that call it get nothing"
        change = located("operation_removed", "client", old=each.node, new=gone, message=message)
        yield from for_operation([change], each.id, each.id)
    for each in added:
        gone = each.node.holding(ABSENT)
        message = f"{each.id} is new: servers do not have it yet"
        change = located("operation_added", "server", old=gone, new=each.node, message=message)
        yield from for_operation([change], each.id, each.id)
    for before, after in pairs:
        yield from for_operation(_between(before, after), before.id, after.id)


def _between(old: Operation, new: Operation) -> Iterator[Change]:
    yield from _identity(old, new)
    yield from parameter_changes(
        old.node, new.node, old.item, new.item, placed=old.shape == new.shape
    )
    yield from body_changes(
        old.node.at("requestBody"), new.node.at("requestBody"), Direction.REQUEST
    )
    yield from response_changes(
        old.node.at("responses"), new.node.at("responses"), Direction.RESPONSE
    )
    yield from security_changes(old.node, new.node)
    yield from _callbacks(old.node.at("callbacks"), new.node.at("callbacks"))


def _identity(old: Operation, new: Operation) -> Iterator[Change]:
    """Where it is and what it is called."""
    if old.shape != new.shape:
        message = f"{new.id} moved from {_place(old)} to {_place(new)}"
        for side in BOTH_SIDES:
            yield located("operation_moved", side, old=old.node, new=new.node, message=message)
    elif old.path != new.path:
        yield _quiet(
            "parameter_renamed", old.item, new.item,
            f"the path {old.path} is now {new.path}, which is the same place",
        )  # fmt: skip
    if old.id != new.id:
        yield _quiet(
            "operation_renamed", old.node.at("operationId"), new.node.at("operationId"),
            f"{old.id} is now called {new.id}: only code made from the contract calls it so",
        )  # fmt: skip
    flags = old.node.at("deprecated"), new.node.at("deprecated")
    if flags[1].value is True and flags[0].value is not True:
        yield _quiet("operation_deprecated", *flags, f"{new.id} is deprecated")


def _callbacks(old: Node, new: Node) -> Iterator[Change]:
    """What the server sends on its own: there, requests are what a client gets."""
    before, after = _calls(old), _calls(new)
    for key in sorted(before.keys() - after.keys()):
        node = before[key]
        message = f"callback {' '.join(key)} is gone: clients are no longer told"
        gone = node.holding(ABSENT)
        yield located("callback_removed", "client", old=node, new=gone, message=message)
    for key in sorted(after.keys() - before.keys()):
        node = after[key]
        message = f"callback {' '.join(key)} is new: servers do not send it yet"
        gone = node.holding(ABSENT)
        yield located("callback_added", "server", old=gone, new=node, message=message)
    for key in sorted(before.keys() & after.keys()):
        one, other = before[key], after[key]
        yield from body_changes(one.at("requestBody"), other.at("requestBody"), Direction.RESPONSE)
        yield from response_changes(one.at("responses"), other.at("responses"), Direction.REQUEST)


def _calls(callbacks: Node) -> dict[tuple[str, ...], Node]:
    """The operations of all callbacks by name, expression and method."""
    return {
        (name, expression, method): item.at(method)
        for name, callback in callbacks.items()
        for expression, item in callback.followed().items()
        for method in METHODS
        if method in item
    }


def _quiet(rule: str, old: Node, new: Node, message: str) -> Change:
    """A change that nobody notices on the wire."""
    return located(rule, "nobody", old=old, new=new, message=message, severity="harmless")


def _place(operation: Operation) -> str:
    return f"{operation.method.upper()} {operation.path}"


def _server(document: Node) -> str:
    servers = document.at("servers")
    found = servers.value[0]["url"] if servers and servers.value else ""
    return str(found)
