"""Which credentials let a call in, in two versions.

Schemes are compared by what they are on the wire, not by their names.
"""

from collections.abc import Iterator
from typing import Any

from taskpact_contract.diff.changes import Change, Direction, Relation, related
from taskpact_contract.diff.keywords import canonical
from taskpact_contract.nodes import DocumentError, Node

Alternative = frozenset[str]
"""Credentials that together let a call in; none is needed if it is empty."""


def security_changes(old: Node, new: Node) -> Iterator[Change]:
    """What changed between the alternatives of two operations.

    An alternative counts as kept if one of the other version asks for no more.
    """
    before, after = _place(old), _place(new)
    one, other = _alternatives(before), _alternatives(after)
    if lost := [each for each in one if not any(kept <= each for kept in other)]:
        yield related(
            Direction.REQUEST, Relation.NARROWED, rule="security_narrowed", old=before, new=after,
            what=f"{_shown(lost)} no longer lets a call in",
        )  # fmt: skip
    if gained := [each for each in other if not any(known <= each for known in one)]:
        yield related(
            Direction.REQUEST, Relation.WIDENED, rule="security_widened", old=before, new=after,
            what=f"{_shown(gained)} lets a call in",
        )  # fmt: skip


def _place(operation: Node) -> Node:
    """Where the version says what the operation asks for."""
    own = operation.at("security")
    return own if own else Node.root(operation.document).at("security")


def _alternatives(security: Node) -> list[Alternative]:
    if not security or not security.value:
        return [frozenset()]
    return [
        frozenset(
            text
            for name, scopes in alternative.items()
            for scheme in [_scheme(security, name)]
            for text in (scheme, *(f"{scheme} with {scope}" for scope in scopes))
        )
        for alternative in security.value
    ]


def _scheme(security: Node, name: str) -> str:
    """What a scheme asks a client to send."""
    schemes = Node.root(security.document).at("components").at("securitySchemes")
    if name not in schemes:
        raise DocumentError(f"{security.pointer}: there is no security scheme {name}")
    scheme: dict[str, Any] = schemes.at(name).followed().value
    match scheme:
        case {"type": "apiKey", "in": "header", "name": str(header)}:
            return f"header {header.lower()}"
        case {"type": "apiKey", "in": place, "name": key}:
            return f"{place} {key}"
        case {"type": "http", "scheme": str(kind)}:
            return f"http {kind.lower()}"
    return canonical({key: value for key, value in scheme.items() if key != "description"})


def _shown(alternatives: list[Alternative]) -> str:
    return " or ".join(" and ".join(sorted(each)) or "nothing" for each in alternatives)
